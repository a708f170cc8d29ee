import { familiesOf } from '../core/noise.js';
import type { Pass } from '../core/plan.js';
import type { Limit, Policy, TaskPolicy } from '../core/policy.js';
import type { PlannedStudy } from '../core/study.js';
import type { LimitKind, TaskKind } from '../core/task.js';

/** What a task is looked into with where it says nothing else. */
export const usual = { samples: 256, occlusions: 16, budget: 200 } as const;

type Measure = Extract<LimitKind['judge'], { by: 'study' }>['finds'];

/**
 * What is looked into beyond answers: at each level whatever a limit there needs; without noise also what a distilled
 * model does by, on primary and novel tasks, or what the task asks for; and a search at the strongest level of each noise.
 */
export function studiesOf(
  policy: Policy,
  passes: readonly Pass[],
  kindOf: (task: TaskPolicy) => TaskKind,
): PlannedStudy[] {
  return passes.flatMap((pass, position) =>
    pass.tasks.flatMap((planned, taskPosition) => {
      const task = policy.tasks.find(({ name }) => name === planned.name);
      if (task === undefined) return [];
      return planned.levels.flatMap((levelPosition) => {
        const level = pass.levels[levelPosition]?.name ?? '';
        const wanted = wantedAt(task, level, kindOf(task));
        return wanted === null
          ? []
          : [{ task: task.name, level, pass: position, position: taskPosition, levelPosition, ...wanted }];
      });
    }),
  );
}

type Wanted = Pick<PlannedStudy, 'similarity' | 'occlusions' | 'budget'>;

function wantedAt(task: TaskPolicy, level: string, kind: TaskKind): Wanted | null {
  const limits = task.levels.find(({ name }) => name === level)?.limits ?? [];
  const isBounded = (measure: Measure): boolean => limits.some((limit) => measureOf(limit, kind) === measure);
  const isLooked = level === 'clean' && (task.similarity !== undefined || isDistilled(task));
  const { samples = usual.samples, occlusions = usual.occlusions, tensors = [] } = task.similarity ?? {};
  const isSought = task.seek !== undefined && strongest(task).includes(level);
  const wanted = {
    similarity: { samples: isLooked || isBounded('similarity') ? samples : 0, tensors },
    occlusions: isLooked || isBounded('attribution') ? occlusions : 0,
    budget: isSought || isBounded('sought-flips') ? (task.seek?.budget ?? usual.budget) : 0,
  };
  return wanted.similarity.samples + wanted.occlusions + wanted.budget === 0 ? null : wanted;
}

function measureOf({ name }: Limit, { limits }: TaskKind): Measure | undefined {
  const judge = Object.hasOwn(limits, name) ? limits[name]?.judge : undefined;
  return judge?.by === 'study' ? judge.finds : undefined;
}

function isDistilled({ role, models }: TaskPolicy): boolean {
  return role !== 'guardrail' && models.compressed.methods.includes('distilled');
}

/** The last level of each kind of noise that the task looks at: ladders are written from mild to strong. */
function strongest({ levels }: TaskPolicy): string[] {
  return familiesOf(levels).flatMap((family) => family.levels.at(-1) ?? []);
}
