import { findingOf, type Finding } from '../core/fault.js';
import { bareName } from '../core/format.js';
import { answer, type Answers, type Asking, type Predicted } from './answer.js';
import { makeInputs, readyRows, type Made, type Readied } from './inputs.js';

/** Per task: sees a prediction against the arm's gallery; null for a task without one. */
type Finders = readonly (((prediction: unknown, sample: string) => unknown) | null)[];

/** Answers as `answer` gives them, each then seen against what the same arm made of the gallery. */
export async function answerWithin(
  readied: readonly Readied[],
  made: readonly Made[],
  asking: Asking,
): Promise<Answers> {
  const answers = await answer(readied, made, asking);
  if (asking.open.pass.gallery === undefined) return answers;
  const finders = await findersOf(asking);
  const predictions = answers.predictions.map((column, task) =>
    column.map((predicted, row) => seen(predicted, readied[row]?.sample.id ?? '', finders, task)),
  );
  return { ...answers, predictions };
}

function seen(
  predicted: Predicted | undefined,
  sample: string,
  finders: Finders | Finding,
  task: number,
): Predicted | undefined {
  if (predicted === undefined || 'unreadable' in predicted) return predicted;
  if ('code' in finders) return { unreadable: finders };
  const find = finders[task];
  return find ? caught(() => ({ prediction: find(predicted.prediction, sample) })) : predicted;
}

function caught(act: () => Predicted): Predicted {
  try {
    return act();
  } catch (error) {
    return { unreadable: findingOf(error) };
  }
}

/** Made when an arm is first asked, and kept as long as the worker lives. */
function findersOf(asking: Asking): Promise<Finders | Finding> {
  const { open, position } = asking;
  const known = open.galleries.get(position) as Promise<Finders | Finding> | undefined; // made here only
  const made = known ?? makeFinders(asking);
  open.galleries.set(position, made);
  return made;
}

/** The gallery as the arm answers it without noise; what can't be read or run there is the reason of every query. */
async function makeFinders(asking: Asking): Promise<Finders | Finding> {
  const { open, position } = asking;
  const rows = open.pass.gallery ?? new Uint32Array();
  const isApart = open.pass.galleryPath !== undefined;
  const level = open.pass.levels.findIndex(({ noise }) => noise === null);
  const mark: Asking['mark'] = () => asking.mark({ arm: position, from: 0, to: 0 }); // no sample of the order
  const ids: string[] = [];
  const truths: unknown[][] = open.tasks.map(() => []);
  const predictions: unknown[][] = open.tasks.map(() => []);
  const size = open.pass.batches[position] ?? 1;
  for (let from = 0; from < rows.length; from += size) {
    mark({ arm: position, from: 0, to: 0 });
    const slots = await readyRows(open, rows.subarray(from, from + size));
    const readied = slots.filter((slot): slot is Readied => 'sample' in slot);
    const unread = slots.find((slot) => 'fault' in slot);
    if (unread && 'fault' in unread) return unread.fault;
    const making = { open, level: { name: 'clean', noise: null }, noises: [], seed: asking.seed };
    const made = readied.map((one) => makeInputs(one, making));
    const answers = await answer(readied, made, { ...asking, level, mark });
    const fault = answers.faults.find((found) => found !== null);
    if (fault) return fault;
    ids.push(...readied.map(({ sample }) => (isApart ? bareName(sample.id) : sample.id)));
    for (const [task, column] of answers.predictions.entries()) {
      const unreadable = column.find((one) => one !== undefined && 'unreadable' in one);
      if (unreadable && 'unreadable' in unreadable) return unreadable.unreadable;
      predictions[task]?.push(
        ...column.map((one) => (one && 'prediction' in one ? one.prediction : undefined)),
      );
      truths[task]?.push(...readied.map(({ sample }) => open.tasks[task]?.task.truth(sample)));
    }
  }
  return open.tasks.map(
    ({ task }, at) =>
      task.within?.({ ids, isApart, truths: truths[at] ?? [], predictions: predictions[at] ?? [] }) ?? null,
  );
}
