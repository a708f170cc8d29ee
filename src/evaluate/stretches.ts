import { findingOf, type Finding } from '../core/fault.js';
import type { Json } from '../core/json.js';
import type { Arm, Cell, SampleRow } from '../core/plan.js';
import type { Outputs } from '../core/task.js';
import { placesOf, readTasks, runFor, type Answers, type Asking } from './answer.js';
import { answerWithin } from './gallery.js';
import { feedsOf, type Made, type Readied } from './inputs.js';
import type { OpenPass, OpenTask } from './pass.js';

interface Comparing extends Asking {
  /** All arms that are compared. */
  readonly arms: readonly Arm[];
}

/** One arm at one level: its answers to all readied samples, or the reason why it has none at all. */
export type Outcome = Answers | { readonly lost: Finding };

/**
 * What an arm answers to the readied samples: all at once, or, where they are one sample whose answer is too large to be
 * held, stretch after stretch, so that all arms can be compared over one before the next is run.
 */
export async function* answered(
  readied: readonly Readied[],
  made: readonly Made[],
  asking: Comparing,
): AsyncGenerator<Answers, undefined> {
  const stretches = await stretchesOf(readied, made, asking);
  if (stretches === null) yield await answerWithin(readied, made, asking);
  else yield* eachOf(stretches, { readied, made, size: 1 }, asking);
}

type Stretches = AsyncGenerator<Outputs, undefined>;

/** null: all at once. So are recordings, and what is compared with them. */
async function stretchesOf(
  readied: readonly Readied[],
  made: readonly Made[],
  { open, kinds, arm, position, arms }: Comparing,
): Promise<Stretches | null> {
  const isPlayed = arms.some(({ model, target }) => target.runtime === 'recording' || open.pass.models[model].recorded);
  if (readied.length !== 1 || isPlayed) return null;
  try {
    const { inStretches } = await open.session(position);
    return inStretches?.(feedsOf(kinds, open.makers[arm.model], made.map((one) => one[arm.model]))) ?? null;
  } catch {
    return null; // asked all at once it says what is wrong
  }
} // prettier-ignore

type Batch = Parameters<typeof readTasks>[1];

async function* eachOf(stretches: Stretches, batch: Batch, asking: Asking): AsyncGenerator<Answers, undefined> {
  for (;;) {
    asking.mark({ arm: asking.position, ...placesOf(batch) });
    const start = performance.now();
    try {
      const { value: outputs } = await runFor(asking.arm, () => stretches.next());
      if (outputs === undefined) return;
      const seconds = (performance.now() - start) / 1000;
      yield { predictions: await readTasks(outputs, batch, asking), faults: [null], seconds };
    } catch (error) {
      yield { predictions: asking.open.tasks.map(() => []), faults: [findingOf(error)], seconds: 0 };
      return;
    }
  }
} // prettier-ignore

/** What there is of an arm that has no further stretch while others have: the stretch behind its last, or still no answer. */
export function ended({ tasks }: OpenPass, outcome: Outcome): Outcome {
  if ('lost' in outcome) return outcome;
  const predictions = outcome.predictions.map((column, at) =>
    column.map((predicted) =>
      predicted && 'prediction' in predicted
        ? { prediction: stretchesIn(tasks[at]).end(predicted.prediction) }
        : predicted,
    ),
  );
  return { ...outcome, predictions, seconds: 0 };
}

/** What is left of one sample at one level: predictions are forgotten before the next level. */
export type Reduced = Pick<SampleRow, 'cells' | 'armFaults'>;

/** What all stretches of a sample come to. An arm without an answer to one of them has none. */
export function joined(open: OpenPass, parts: readonly Reduced[]): Reduced {
  const [first] = parts;
  if (first === undefined) throw new Error('a sample has a stretch');
  if (parts.length === 1) return first;
  const faults = parts.flatMap((part) => part.armFaults);
  return {
    cells: first.cells.map((cell, at) => joinCells(open.tasks[cell.task], parts.flatMap((part) => part.cells[at] ?? []))),
    armFaults: faults.filter(({ arm }, at) => faults.findIndex((other) => other.arm === arm) === at),
  };
} // prettier-ignore

function joinCells(task: OpenTask | undefined, cells: readonly Cell[]): Cell {
  const [first] = cells;
  const broken = cells.find((cell) => cell.fault !== undefined);
  if (first === undefined || broken !== undefined) return broken ?? first ?? raise('a task has a cell');
  const { kept, pair } = stretchesIn(task);
  const column = (of: 'kept' | 'pairs', at: number): readonly Json[] | null => {
    const all = cells.map((cell) => cell[of][at] ?? null);
    return all.includes(null) ? null : all;
  };
  const through = (of: 'kept' | 'pairs', join: (parts: readonly Json[]) => Json): readonly Json[] =>
    first[of].map((_, at) => {
      const all = column(of, at);
      return all && join(all);
    });
  return {
    ...first,
    kept: through('kept', kept),
    degenerate: first.degenerate.map((_, arm) => cells.some((cell) => cell.degenerate[arm])),
    pairs: through('pairs', pair),
    evidence: first.evidence.map((_, at) => worst(cells.map((cell) => cell.evidence[at] ?? null))),
  };
}

function worst(all: readonly Cell['evidence'][number][]): Cell['evidence'][number] {
  return all.reduce((most, one) => ((one?.severity ?? -1) > (most?.severity ?? -1) ? one : most), null);
}

function stretchesIn(task: OpenTask | undefined): NonNullable<OpenTask['task']['stretches']> {
  return task?.task.stretches ?? raise('the kind answers in stretches and does not join them');
}

function raise(message: string): never {
  throw new Error(message);
}
