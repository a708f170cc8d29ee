import { Fault, finding, type Finding } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { Arm } from '../core/plan.js';
import type { Outputs } from '../core/task.js';
import { volume, type Tensor } from '../core/tensor.js';
import { feedsOf, type Made, type Readied } from './inputs.js';
import type { Mark } from './marker.js';
import type { OpenPass } from './pass.js';

/** One arm's predictions for a run of samples: per task, per sample; or why there are none. */
export interface Answers {
  readonly predictions: readonly (readonly unknown[])[];
  readonly faults: readonly (Finding | null)[];
  readonly seconds: number;
}

interface Asking {
  readonly kinds: Kinds;
  readonly open: OpenPass;
  readonly arm: Arm;
  readonly position: number;
  readonly level: number;
  mark(mark: Omit<Mark, 'count'>): void;
}

/** Runs one arm over samples in its batches; a batch that can't be run is a fault for each of its samples. */
export async function answer(
  readied: readonly Readied[],
  made: readonly Made[],
  asking: Asking,
): Promise<Answers> {
  const size = asking.open.pass.batches[asking.position] ?? 1;
  const predictions: unknown[][] = asking.open.tasks.map(() => []);
  const faults: (Finding | null)[] = [];
  let seconds = 0;
  for (let from = 0; from < readied.length; from += size) {
    const batch = { readied: readied.slice(from, from + size), made: made.slice(from, from + size), size };
    const answered = await answerBatch(batch, asking);
    seconds += answered.seconds;
    faults.push(...batch.readied.map(() => answered.fault));
    predictions.forEach((column, task) =>
      column.push(...batch.readied.map((_, row) => answered.rows[task]?.[row])),
    );
  }
  return { predictions, faults, seconds };
}

interface Batch {
  readonly readied: readonly Readied[];
  readonly made: readonly Made[];
  readonly size: number;
}

interface Answered {
  readonly rows: readonly (readonly unknown[])[];
  readonly fault: Finding | null;
  readonly seconds: number;
}

async function answerBatch(batch: Batch, asking: Asking): Promise<Answered> {
  const { arm, position } = asking;
  const first = batch.readied[0]?.position ?? 0;
  const last = batch.readied.at(-1)?.position ?? first;
  asking.mark({ arm: position, from: first, to: last + 1 });
  try {
    const session = await asking.open.session(position);
    const feeds = feedsOf(asking.kinds, asking.open.makers[arm.model], filled(batch, asking));
    const start = performance.now();
    const outputs = await session.run(feeds);
    const seconds = (performance.now() - start) / 1000;
    return { rows: predict(outputs, batch.readied.length, asking), fault: null, seconds };
  } catch (error) {
    return { rows: [], fault: runFault(error, arm), seconds: 0 };
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

function predict(outputs: Outputs, count: number, { open, arm, level }: Asking): (readonly unknown[])[] {
  return open.tasks.map(({ planned, task }) => {
    if (!planned.levels.includes(level)) return [];
    const reading = planned.readings[arm.model];
    return task.predict(
      new Map([...outputs].map(([name, tensor]) => [name, head(tensor, count)])),
      reading,
      count,
    );
  });
}

/** The first rows of an output; a tensor without a batch axis of at least `count` is left for the task to refuse. */
function head(tensor: Tensor, count: number): Tensor {
  const rows = tensor.dims[0];
  if (rows === undefined || rows <= count) return tensor;
  const dims = [count, ...tensor.dims.slice(1)];
  const data = tensor.data.slice(0, volume(dims));
  return { type: tensor.type, dims, data };
}

function runFault(error: unknown, arm: Arm): Finding {
  if (error instanceof Fault && error.findings[0] !== undefined) return error.findings[0];
  const reason = error instanceof Error ? error.message : String(error);
  return finding('RUN_FAILED', { arm: arm.model, target: arm.target.name, reason });
}
