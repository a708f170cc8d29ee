import type { Recorded, Session } from '../core/engine.js';
import { Fault, fault, findingOf, type Finding } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { Arm } from '../core/plan.js';
import type { Outputs } from '../core/task.js';
import { volume, type Tensor } from '../core/tensor.js';
import type { CachedChunk } from './answer-cache.js';
import { feedDigest } from './digests.js';
import { fedOf, feedsOf, type Made, type Readied } from './inputs.js';
import type { Mark } from './marker.js';
import type { OpenPass } from './pass.js';
import { reasonOf } from './sessions.js';

/** One arm's prediction for one sample and task, or why the task can't read one from the outputs. */
export type Predicted = { readonly prediction: unknown } | { readonly unreadable: Finding };

/** One arm's predictions for a run of samples: per task, per sample; or why there are none. */
export interface Answers {
  readonly predictions: readonly (readonly (Predicted | undefined)[])[];
  readonly faults: readonly (Finding | null)[];
  readonly seconds: number;
}

export interface Asking {
  readonly kinds: Kinds;
  readonly open: OpenPass;
  readonly arm: Arm;
  readonly position: number;
  readonly level: number;
  readonly seed: number;
  /** Answers to this chunk that were kept, where they are kept at all. */
  readonly kept?: CachedChunk | undefined;
  mark(mark: Omit<Mark, 'count'>): void;
}

/** Runs one arm over samples in its batches; a batch that can't be run is a fault for each of its samples. */
export async function answer(
  readied: readonly Readied[],
  made: readonly Made[],
  asking: Asking,
): Promise<Answers> {
  const size = asking.open.pass.batches[asking.position] ?? 1;
  const predictions: (Predicted | undefined)[][] = asking.open.tasks.map(() => []);
  const faults: (Finding | null)[] = [];
  let seconds = 0;
  for (let from = 0; from < readied.length; from += size) {
    const batch = { readied: readied.slice(from, from + size), made: made.slice(from, from + size), size };
    const ran = await runBatch(batch, asking);
    const rows = 'fault' in ran ? [] : await readTasks(ran.outputs, batch, asking);
    if ('seconds' in ran) seconds += ran.seconds;
    faults.push(...batch.readied.map(() => ('fault' in ran ? ran.fault : null)));
    predictions.forEach((column, task) => column.push(...batch.readied.map((_, row) => rows[task]?.[row])));
  }
  return { predictions, faults, seconds };
}

interface Batch {
  readonly readied: readonly Readied[];
  readonly made: readonly Made[];
  readonly size: number;
}

type Ran = { readonly outputs: Outputs; readonly seconds: number } | { readonly fault: Finding };

async function runBatch(batch: Batch, asking: Asking): Promise<Ran> {
  const { arm, position } = asking;
  try {
    const session = await asking.open.session(position);
    if (session.recorded) return { outputs: await lookUp(session.recorded, batch, asking), seconds: 0 };
    const feeds = feedsOf(asking.kinds, asking.open.makers[arm.model], filled(batch, asking));
    asking.mark({ arm: position, ...placesOf(batch) });
    const start = performance.now();
    const run = (): Promise<Outputs> => runOnce(session, feeds, arm);
    const outputs = await (asking.kept?.answer(fedTo(batch, asking), run) ?? run());
    return { outputs, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    return { fault: findingOf(error) };
  }
}

/** Where the batch stands in the order. */
export function placesOf({ readied }: Batch): { readonly from: number; readonly to: number } {
  const from = readied[0]?.position ?? 0;
  return { from, to: (readied.at(-1)?.position ?? from) + 1 };
}

/** Digests of what the batch is fed: a last one that is filled up depends on its samples alone. */
function fedTo({ made }: Batch, { open, arm }: Asking): string[] {
  const names = open.makers[arm.model].map(({ input }) => input);
  return made.map((one) => feedDigest(names, one[arm.model]));
}

/** A recorded answer; the plan gives recorded arms batches of one sample, so that each has its own fault. */
function lookUp(recorded: Recorded, { readied, made }: Batch, asking: Asking): Promise<Outputs> {
  const { open, arm, level, seed } = asking;
  const [one] = readied;
  const tensors = made[0]?.[arm.model];
  if (one === undefined || tensors === undefined || readied.length > 1)
    throw new Error('recorded answers are looked up one by one');
  const names = open.makers[arm.model].map(({ input }) => input);
  return recorded.answer({
    data: open.dataset.digest,
    seed,
    level: open.pass.levels[level]?.name ?? '',
    key: open.keys[arm.model][level] ?? '',
    sample: one.sample.id,
    inputs: feedDigest(names, tensors),
  });
}

/** One run of a batch, whatever it takes. */
export function runOnce(session: Session, feeds: Parameters<Session['run']>[0], arm: Arm): Promise<Outputs> {
  return runFor(arm, () => session.run(feeds));
}

/** What the engine throws becomes a Fault RUN_FAILED with its words. */
export async function runFor<Ran>(arm: Arm, run: () => Promise<Ran>): Promise<Ran> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw fault('RUN_FAILED', { arm: arm.model, target: arm.target.name, reason: reasonOf(error) });
  }
}

/** A graph with a fixed batch gets its last batch filled up with the last sample; the surplus answers are dropped. */
function filled(batch: Batch, asking: Asking): (readonly Tensor[])[] {
  const rows = batch.made.map((made) => made[asking.arm.model]);
  const last = rows.at(-1);
  const fixed = asking.open.pass.models[asking.arm.model].fixedBatch !== null;
  if (fixed && last !== undefined) while (rows.length < batch.size) rows.push(last);
  return rows;
}

/** What each task reads from the outputs; one that can't leaves the other heads alone. */
export async function readTasks(
  outputs: Outputs,
  batch: Batch,
  asking: Asking,
): Promise<(readonly Predicted[])[]> {
  const { open, arm, level } = asking;
  const count = batch.readied.length;
  const ran = open.pass.models[arm.model].fixedBatch === null ? count : batch.size;
  const heads = new Map([...outputs].map(([name, tensor]) => [name, firstRows(tensor, { ran, count })]));
  const fed = batch.made.map((made) => fedOf(open.makers[arm.model], made[arm.model]));
  const read: (readonly Predicted[])[] = [];
  for (const { planned, task, judge } of open.tasks) {
    if (!planned.levels.includes(level)) {
      read.push([]);
      continue;
    }
    try {
      if (judge) asking.mark({ arm: -1, ...placesOf(batch) });
      const seen = (await judge?.judge(heads, fed)) ?? heads;
      const predictions = task.predict(seen, planned.readings[arm.model], count, fed);
      read.push(predictions.map((prediction) => ({ prediction })));
    } catch (error) {
      const found = findingOf(error);
      read.push(batch.readied.map(() => ({ unreadable: found })));
    }
  }
  return read;
}

/** The rows that were asked for, of an output that has one for each that ran; any other is left for the task to refuse. */
export function firstRows(tensor: Tensor, { ran, count }: { ran: number; count: number }): Tensor {
  if (tensor.dims[0] !== ran || ran === count) return tensor;
  const dims = [count, ...tensor.dims.slice(1)];
  return { type: tensor.type, dims, data: tensor.data.slice(0, volume(dims)) };
}
