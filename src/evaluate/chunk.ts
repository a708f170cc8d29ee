import { Fault, findingOf, type Finding } from '../core/fault.js';
import type { Json } from '../core/json.js';
import type { Kinds } from '../core/kinds.js';
import type { Cell, Chunk, ChunkResult, SampleRow, Work } from '../core/plan.js';
import type { Sample } from '../core/sample.js';
import type { Task } from '../core/task.js';
import type { Answers } from './answer.js';
import { answerWithin } from './gallery.js';
import type { CachedChunk } from './answer-cache.js';
import { fingerprintOf } from './fingerprint.js';
import { makeInputs, readySamples, skippedAt, type Readied, type Slot } from './inputs.js';
import type { Mark } from './marker.js';
import type { OpenPass } from './pass.js';
import type { LostArm, Skip } from './protocol.js';

/** Everything that running a chunk needs besides the chunk. */
export interface Bench {
  readonly kinds: Kinds;
  readonly work: Work;
  readonly open: OpenPass;
  /** Kept answers of an arm to a chunk at a level; undefined where none are kept. */
  readonly keep?: (arm: number, where: string) => Promise<CachedChunk | undefined>;
  mark(mark: Omit<Mark, 'count'>): void;
}

/** What earlier crashes left out of a chunk. */
export interface Losses {
  readonly skips: readonly Skip[];
  readonly lostArms: readonly LostArm[];
}

/** Makes each input once, runs every arm on it, and keeps what the tasks reduce it to. */
export async function runChunk(bench: Bench, position: number, losses: Losses): Promise<ChunkResult> {
  const chunk = bench.work.chunks[position];
  if (chunk === undefined) throw new Error(`no chunk ${position}`);
  const { pass } = bench.open;
  const seconds = pass.levels.map(() => bench.work.arms.map(() => 0));
  const rows: SampleRow[] = [];
  const kept = await keptFor(bench, chunk);
  const step = Math.max(...pass.batches);
  for (let from = chunk.from; from < chunk.to; from += step) {
    const to = Math.min(from + step, chunk.to);
    rows.push(...(await runStretch(bench, { ...chunk, from, to }, { losses, seconds, kept })));
  }
  for (const each of kept) each?.close();
  const notes = kept.flatMap((each) => each?.notes ?? []);
  return { chunk: position, rows, seconds, ...(notes.length > 0 && { notes }) };
}

/** Per level: kept answers of the baseline, which changes less often than what is compared with it. */
async function keptFor({ open, work, keep }: Bench, { from, to }: Chunk): Promise<Keeping['kept']> {
  const kept: (CachedChunk | undefined)[] = [];
  for (const key of open.keys.baseline)
    kept.push(await keep?.(0, JSON.stringify([key, work.seed, from, to])));
  return kept;
}

interface Keeping {
  readonly losses: Losses;
  /** Per level and arm; added to. */
  readonly seconds: number[][];
  /** Per level, of the first arm. */
  readonly kept: readonly (CachedChunk | undefined)[];
}

async function runStretch(bench: Bench, stretch: Chunk, keeping: Keeping): Promise<SampleRow[]> {
  const { open, mark } = bench;
  mark({ arm: -1, from: stretch.from, to: stretch.to });
  const slots = await readySamples(open, stretch.from, stretch.to, keeping.losses.skips);
  const readied = slots.filter((slot): slot is Readied => 'sample' in slot);
  const perLevel: (readonly Reduced[])[] = [];
  for (const level of open.pass.levels.keys()) {
    const outcomes = await runLevel(bench, readied, { ...keeping, level });
    perLevel.push(readied.map((slot, index) => reduced(open, { slot, index, level, outcomes })));
  }
  return slots.map((slot) => ({ ...rowOf(open, slot, readied, perLevel), ...fingerprintOf(open, slot) }));
}

/** One arm at one level: its answers to all readied samples, or the reason why it has none at all. */
type Outcome = Answers | { readonly lost: Finding };

async function runLevel(
  bench: Bench,
  readied: readonly Readied[],
  keeping: Keeping & { readonly level: number },
): Promise<Outcome[]> {
  const { open, work, kinds, mark } = bench;
  const { level } = keeping;
  const planned = open.pass.levels[level];
  if (planned === undefined) throw new Error(`no level ${level}`);
  const noises = open.noises[level] ?? [];
  const made = readied.map((one) => makeInputs(one, { open, level: planned, noises, seed: work.seed }));
  const outcomes: Outcome[] = [];
  for (const [position, arm] of work.arms.entries()) {
    const lost = lostReason(position, readied, keeping.losses);
    const outcome: Outcome = lost
      ? { lost }
      : await answerWithin(readied, made, {
          kinds,
          open,
          arm,
          position,
          level,
          mark,
          seed: work.seed,
          kept: position === 0 ? keeping.kept[level] : undefined,
        });
    const seconds = keeping.seconds[level];
    if (seconds && 'seconds' in outcome) seconds[position] = (seconds[position] ?? 0) + outcome.seconds;
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Why an arm is not asked: it died on this very stretch before, or it was given up. */
function lostReason(arm: number, readied: readonly Readied[], losses: Losses): Finding | undefined {
  const touched = (skip: Skip): Readied | undefined =>
    readied.find(({ position }) => position >= skip.from && position < skip.to);
  const skip = losses.skips.find((one) => one.arm === arm && touched(one));
  if (skip) return skippedAt(touched(skip)?.sample.id ?? '', skip);
  return losses.lostArms.find((lost) => lost.arm === arm)?.reason;
}

/** What is left of one sample at one level: predictions are forgotten before the next level. */
type Reduced = Pick<SampleRow, 'cells' | 'armFaults'>;

function reduced(open: OpenPass, place: CellPlace): Reduced {
  const { index, level, outcomes } = place;
  const armFaults = outcomes.flatMap((outcome, arm) => {
    const reason = 'lost' in outcome ? outcome.lost : outcome.faults[index];
    return reason ? [{ arm, level, reason }] : [];
  });
  return { cells: cellsOf(open, place), armFaults };
}

function rowOf(
  open: OpenPass,
  slot: Slot,
  readied: readonly Readied[],
  perLevel: readonly (readonly Reduced[])[],
): SampleRow {
  if ('fault' in slot) return { id: slot.id, fault: slot.fault, slices: new Map(), cells: [], armFaults: [] };
  const index = readied.indexOf(slot);
  return {
    id: slot.sample.id,
    slices: slicesOf(open, slot.sample),
    cells: perLevel.flatMap((level) => level[index]?.cells ?? []),
    armFaults: perLevel.flatMap((level) => level[index]?.armFaults ?? []),
  };
}

function slicesOf(open: OpenPass, sample: Sample): Map<string, string> {
  const fields = new Set(open.pass.tasks.flatMap((task) => task.slices));
  return new Map([...fields].map((field) => [field, sliceValue(open, sample, field)]));
}

/** A class index is shown by its name; everything else as it is written. */
function sliceValue(open: OpenPass, sample: Sample, field: string): string {
  const value = sample.fields.get(field);
  const settings = open.pass.tasks.find((task) => task.settings.label === field)?.settings;
  const name = typeof value === 'number' ? settings?.names[value] : undefined;
  if (name !== undefined) return name;
  return typeof value === 'object' && value !== null ? '(not a single value)' : String(value ?? '(empty)');
}

interface CellPlace {
  readonly slot: Readied;
  readonly index: number;
  readonly level: number;
  readonly outcomes: readonly Outcome[];
}

function cellsOf(open: OpenPass, place: CellPlace): Cell[] {
  return open.tasks.flatMap(({ planned, task }, position) =>
    planned.levels.includes(place.level) ? [safeCell(open, place, { task, position })] : [],
  );
}

/** A label that does not fit the answers is this sample's fault, not the run's. */
function safeCell(open: OpenPass, place: CellPlace, at: { task: Task; position: number }): Cell {
  try {
    return cellOf(open, place, at);
  } catch (error) {
    return {
      task: at.position,
      level: place.level,
      kept: [],
      degenerate: [],
      pairs: [],
      evidence: [],
      fault: findingOf(error),
    };
  }
}

function cellOf(
  open: OpenPass,
  place: CellPlace,
  { task, position }: { task: Task; position: number },
): Cell {
  const truth = task.truth(place.slot.sample);
  const predictions = place.outcomes.map((outcome) => predictionOf(outcome, position, place.index));
  const compared = open.contrasts.map(({ left, right }) =>
    compareArms(task, predictions[left], predictions[right], truth),
  );
  return {
    task: position,
    level: place.level,
    kept: predictions.map((one) => (one ? task.keep(one.prediction, truth) : null)),
    degenerate: predictions.map((one) => one !== undefined && task.isDegenerate(one.prediction)),
    pairs: compared.map((one) => one?.pair ?? null),
    evidence: compared.map((one) => one?.evidence ?? null),
  };
}

type Boxed = { readonly prediction: unknown } | undefined;

/** undefined: the arm gave no answer; throws a Fault when it gave one that the task can't read. */
function predictionOf(outcome: Outcome | undefined, task: number, index: number): Boxed {
  if (outcome === undefined || 'lost' in outcome) return undefined;
  const predicted = outcome.predictions[task]?.[index];
  if (predicted && 'unreadable' in predicted) throw new Fault(predicted.unreadable);
  return predicted;
}

function compareArms(
  task: Task,
  left: Boxed,
  right: Boxed,
  truth: unknown,
): { pair: Json; evidence: Cell['evidence'][number] } | null {
  if (!left || !right) return null;
  const pair = task.compare(left.prediction, right.prediction, truth);
  const evidence = isTold(task, pair) ? task.evidence(left.prediction, right.prediction, truth) : null;
  return { pair, evidence };
}

/** Whether two answers differ so that people are told. */
export function isTold(task: Task, pair: Json): boolean {
  return telling.some((measure) => {
    const form = task.measures[measure]?.form;
    return form?.is === 'rate' && form.hit(pair) === true;
  });
}

/** A number may cross its tolerance by a step too small to count as changed: such a flip is told all the same. */
const telling = ['disagreement', 'negative-flips', 'positive-flips'];
