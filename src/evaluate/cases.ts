import type { CaseAnswers, CaseInput, CaseLevel, CaseRequest, SampleCase } from '../core/case.js';
import { fault, findingOf, word, type Finding } from '../core/fault.js';
import type { Predicted } from './answer.js';
import { shownInput, typicalOf, type Typical } from './case-inputs.js';
import { isTold } from './cells.js';
import type { Bench } from './chunk.js';
import { answerWithin } from './gallery.js';
import { makeInputs, noisySignals, readySamples, type Made, type Readied } from './inputs.js';

/** Samples that say what is typical. */
const mostTypical = 200;

/** Looks at samples again: what they are made into at each level of the task, and both models' answers, one sample at a time. */
export async function runCases(bench: Bench, { task, samples }: CaseRequest): Promise<SampleCase[]> {
  const { open } = bench;
  const position = open.tasks.findIndex(({ planned }) => planned.name === task);
  const places = placesOf(bench, samples);
  const typical = await typicalInputs(bench);
  const cases: SampleCase[] = [];
  for (const sample of samples) {
    const at = places.get(sample);
    if (at === undefined || position < 0) throw fault('CASE_UNKNOWN', { task, sample });
    const [slot] = await readySamples(open, at, at + 1);
    if (slot === undefined) throw new Error(`no sample at ${at}`);
    if ('fault' in slot) cases.push({ task, sample, levels: [unread(slot.fault)] });
    else cases.push({ task, sample, levels: await levelsOf(bench, slot, { position, typical }) });
  }
  return cases;
}

/** Where samples stand in the order. */
function placesOf({ open }: Bench, samples: readonly string[]): ReadonlyMap<string, number> {
  const wanted = new Set(samples);
  const places = new Map<string, number>();
  for (const [at, row] of open.pass.order.entries()) {
    const id = open.dataset.id(row);
    if (wanted.has(id)) places.set(id, at);
  }
  return places;
}

function unread(reason: Finding): CaseLevel {
  return { level: 'clean', draw: 0, answers: { problem: word(reason).what }, inputs: [] };
}

interface Where {
  /** Of the task in the pass. */
  readonly position: number;
  readonly typical: readonly Typical[];
}

async function levelsOf(bench: Bench, slot: Readied, where: Where): Promise<CaseLevel[]> {
  const { open, work } = bench;
  const wanted = open.tasks[where.position]?.planned.levels ?? [];
  const levels: CaseLevel[] = [];
  for (const [at, level] of open.pass.levels.entries()) {
    if (!wanted.includes(at)) continue;
    const making = { open, level, noises: open.noises[at] ?? [], seed: work.seed };
    const made = makeInputs(slot, making);
    const signals = noisySignals(slot, making, 'baseline');
    const inputs = signals.flatMap((signal, input): CaseInput[] => {
      const maker = open.makers.baseline[input];
      const about = { names: maker?.fields ?? [], typical: where.typical[input] ?? [] };
      return signal === null || maker === undefined ? [] : [shownInput(maker.input, signal, about)];
    });
    const answers = await answersOf(bench, { slot, made, at }, where.position);
    levels.push({ level: level.name, draw: level.draw ?? 0, answers, inputs });
  }
  return levels;
}

interface Asked {
  readonly slot: Readied;
  readonly made: Made;
  /** Of the level in the pass. */
  readonly at: number;
}

async function answersOf(
  { kinds, open, work, mark }: Bench,
  { slot, made, at }: Asked,
  position: number,
): Promise<CaseLevel['answers']> {
  const predictions: unknown[] = [];
  for (const [number, arm] of work.arms.slice(0, 2).entries()) {
    const asking = { kinds, open, arm, position: number, level: at, mark, seed: work.seed };
    const { predictions: found, faults } = await answerWithin([slot], [made], asking);
    const one: Predicted | undefined = found[position]?.[0];
    const reason = faults[0] ?? (one !== undefined && 'unreadable' in one ? one.unreadable : undefined);
    if (reason !== undefined) return { problem: word(reason).what };
    if (one === undefined || !('prediction' in one)) return { problem: 'there is no answer' };
    predictions.push(one.prediction);
  }
  return answersFrom(open, slot, { position, predictions });
}

function answersFrom(
  open: Bench['open'],
  slot: Readied,
  { position, predictions: [left, right] }: { position: number; predictions: readonly unknown[] },
): CaseLevel['answers'] {
  const task = open.tasks[position]?.task;
  if (task === undefined) throw new Error(`no task ${position}`);
  try {
    const truth = task.truth(slot.sample);
    const changed = isTold(task, task.compare(left, right, truth));
    const { left: baseline, right: compressed, label, shown } = task.evidence(left, right, truth);
    const answers: CaseAnswers = { baseline, compressed, label, changed, ...(shown && { shown }) };
    return answers;
  } catch (error) {
    return { problem: word(findingOf(error)).what };
  }
}

/** Percentiles of every input that is a row of a table, over the first samples of the order. */
async function typicalInputs({ open }: Bench): Promise<Typical[]> {
  const first = await readySamples(open, 0, 1);
  const [one] = first;
  if (one === undefined || 'fault' in one) return [];
  const isRow = one.bases.baseline.map((signal) => signal?.is === 'tensor' && signal.values.length <= 64);
  if (!isRow.includes(true)) return [];
  const slots = await readySamples(open, 0, Math.min(mostTypical, open.pass.order.length));
  return isRow.map((is, input) => {
    if (!is) return [];
    const rows = slots.flatMap((slot) => {
      const signal = 'fault' in slot ? null : slot.bases.baseline[input];
      return signal?.is === 'tensor' ? [signal.values] : [];
    });
    return typicalOf(rows);
  });
}
