import type { AnyNoise } from '../../core/noise.js';
import type { PlannedLevel } from '../../core/plan.js';
import type { Task } from '../../core/task.js';
import { answer } from '../answer.js';
import type { Bench } from '../chunk.js';
import { makeInputs, type Made, type Readied } from '../inputs.js';

/** An arm's prediction for each input; undefined where it has none. */
export type Predictions = readonly ({ readonly prediction: unknown } | undefined)[];

/** Asks both models, in the sessions that are judged, what one task reads from any inputs. */
export interface Asker {
  readonly bench: Bench;
  readonly task: Task;
  readonly kind: string;
  readonly level: PlannedLevel;
  /** The kinds of the level's steps; none for clean. */
  readonly noises: readonly AnyNoise[];
  ask(made: readonly Made[]): Promise<readonly [baseline: Predictions, compressed: Predictions]>;
}

/** The asker of one task at one level, by their positions in the pass. */
export function askerOf(bench: Bench, position: number, levelPosition: number): Asker {
  const { open } = bench;
  const reader = open.tasks[position];
  const level = open.pass.levels[levelPosition];
  if (reader === undefined || level === undefined)
    throw new Error(`no task ${position}, level ${levelPosition}`);
  const ask = async (made: readonly Made[], side: number): Promise<Predictions> => {
    const arm = bench.work.arms[side];
    if (arm === undefined) throw new Error(`no arm ${side}`);
    const asking = { ...bench, seed: bench.work.seed, arm, position: side, level: levelPosition };
    const answers = await answer(made.map(nobody), made, asking);
    return made.map((_, row) => {
      const predicted = answers.predictions[position]?.[row];
      return predicted && 'prediction' in predicted ? predicted : undefined;
    });
  };
  return {
    bench,
    task: reader.task,
    kind: reader.planned.kind,
    level,
    noises: open.noises[levelPosition] ?? [],
    ask: async (made) => [await ask(made, 0), await ask(made, 1)],
  };
}

/** A crash here is no sample's fault, and is told as one of opening. */
function nobody(): Readied {
  return { position: -1, sample: { id: '', fields: new Map() }, bases: { baseline: [], compressed: [] } };
}

/** A sample's inputs at the level, or at another noise of the same kind. */
export function madeOf({ bench, level, noises }: Asker, one: Readied, at: PlannedLevel = level): Made {
  return makeInputs(one, { open: bench.open, level: at, noises: at.noise === null ? [] : noises, seed: bench.work.seed }); // prettier-ignore
}
