import { sharesModels, type Limit, type Models, type Policy } from '../core/policy.js';
import type { Check, Report, ReportedModel } from '../core/report.js';
import { sizeCheck } from '../decide/size.js';
import type { FoundModel, TaskFiles } from './locate.js';
import type { Kept } from './prepare.js';

// A policy judges its own pair of models, and a pair of each task that names another.

type Pairs = Pick<Report, 'models' | 'taskModels' | 'judges'>;

export function modelsOf({ policy, files }: Pick<Kept, 'policy' | 'files'>): Pairs {
  const shared = files.find((each) => 'models' in each && sharesModels(each.task, policy));
  const judges = files.flatMap((each) =>
    'models' in each && each.judge
      ? [{ task: each.task.name, model: reported(each.judge, each.judge.source, []) }]
      : [],
  );
  return {
    ...(judges.length > 0 && { judges }),
    models: pairOf(policy.models, shared),
    taskModels: files
      .filter((each) => 'models' in each && !sharesModels(each.task, policy))
      .map((each) => ({ task: each.task.name, ...pairOf(each.task.models, each) })),
  };
}

function pairOf({ baseline, compressed }: Models, files: TaskFiles | undefined): Report['models'] {
  const found = files && 'models' in files ? files.models : undefined;
  return {
    baseline: reported(found?.baseline, baseline.path, []),
    compressed: reported(found?.compressed, compressed.path, compressed.methods),
  };
}

/** A model that could not be read has no digest; the findings say why. */
function reported(model: FoundModel | undefined, source: string, methods: readonly string[]): ReportedModel {
  return { sha256: model?.sha256 ?? '', bytes: model?.bytes ?? 0, source: model?.source ?? source, methods };
}

/** The policy's pair against its limits, and each task's own against those that it names. */
export function sizeChecks({ policy, files }: Pick<Kept, 'policy' | 'files'>): Check[] {
  return sizeLimits(policy).map(({ task, limit }) => {
    const judging = files.find(
      (each) =>
        'models' in each && (task === null ? sharesModels(each.task, policy) : each.task.name === task),
    );
    return { ...sizeCheck(limit, bytesOf(judging), policy.reference), task };
  });
}

/** None of a pair that could not be read. */
function bytesOf(files: TaskFiles | undefined): { readonly baseline: number; readonly compressed: number } {
  if (files === undefined || !('models' in files)) return { baseline: 0, compressed: 0 };
  const { baseline, compressed } = files.models;
  return { baseline: baseline.bytes, compressed: compressed.bytes };
}

/** Each exemption once, of whichever pair. */
export function exemptionsOf({ models, tasks }: Policy): Report['policy']['exemptions'] {
  const pairs = [models, ...tasks.map((task) => task.models)];
  const all = pairs.flatMap(({ compressed }) => compressed.exemptions);
  const told = all.map(({ method, without, reason }) => ({ method, without, reason }));
  return [...new Map(told.map((each) => [JSON.stringify(each), each])).values()];
}

/** Whether some task judges a quantized model: what such a model answers may be the runtime's doing. */
export function quantizes({ tasks }: Policy): boolean {
  return tasks.some(({ models }) => models.compressed.methods.includes('quantized'));
}

/** The limits on sizes, by the task whose own pair they are of; null: the policy's pair. */
export function sizeLimits(
  policy: Policy,
): readonly { readonly task: string | null; readonly limit: Limit }[] {
  const shared = policy.models.compressed.limits.map((limit) => ({ task: null, limit }));
  const own = policy.tasks.filter((task) => !sharesModels(task, policy));
  return [
    ...shared,
    ...own.flatMap(({ name, models }) => models.compressed.limits.map((limit) => ({ task: name, limit }))),
  ];
}
