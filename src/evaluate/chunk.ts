import type { Finding } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { Chunk, ChunkResult, SampleRow, Work } from '../core/plan.js';
import type { Sample } from '../core/sample.js';
import type { CachedChunk } from './answer-cache.js';
import { reduced } from './cells.js';
import { fingerprintOf } from './fingerprint.js';
import { makeInputs, readySamples, skippedAt, type Made, type Readied, type Slot } from './inputs.js';
import type { Mark } from './marker.js';
import type { OpenPass } from './pass.js';
import type { LostArm, Skip } from './protocol.js';
import { answered, ended, joined, type Outcome, type Reduced } from './stretches.js';

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
    const parts: (readonly Reduced[])[] = [];
    for await (const outcomes of runLevel(bench, readied, { ...keeping, level }))
      parts.push(readied.map((slot, index) => reduced(open, { slot, index, level, outcomes })));
    const ofSample = (index: number): readonly Reduced[] => parts.flatMap((part) => part[index] ?? []);
    perLevel.push(readied.map((_, index) => joined(open, ofSample(index))));
  }
  return slots.map((slot) => ({ ...rowOf(open, slot, readied, perLevel), ...fingerprintOf(open, slot) }));
}

/** The outcomes of all arms, once, or for stretch after stretch of a sample. */
async function* runLevel(
  bench: Bench,
  readied: readonly Readied[],
  keeping: Keeping & { readonly level: number },
): AsyncGenerator<readonly Outcome[], undefined> {
  const { open, work } = bench;
  const planned = open.pass.levels[keeping.level];
  if (planned === undefined) throw new Error(`no level ${keeping.level}`);
  const noises = open.noises[keeping.level] ?? [];
  const made = readied.map((one) => makeInputs(one, { open, level: planned, noises, seed: work.seed }));
  const arms = work.arms.map((_, position) => outcomesOf(bench, { readied, made, position }, keeping));
  let last: readonly Outcome[] = [];
  for (;;) {
    const next: (Outcome | undefined)[] = [];
    for (const arm of arms) next.push((await arm.next()).value);
    if (next.every((outcome) => outcome === undefined)) return;
    last = next.map((outcome, arm) => outcome ?? ended(open, last[arm] ?? raise(arm)));
    yield last;
  }
}

function raise(arm: number): never {
  throw new Error(`arm ${arm} has no outcome`);
}

interface Armed {
  readonly readied: readonly Readied[];
  readonly made: readonly Made[];
  readonly position: number;
}

async function* outcomesOf(
  { open, work, kinds, mark }: Bench,
  { readied, made, position }: Armed,
  { losses, kept, seconds, level }: Keeping & { readonly level: number },
): AsyncGenerator<Outcome, undefined> {
  const arm = work.arms[position];
  if (arm === undefined) throw new Error(`no arm ${position}`);
  const lost = lostReason(position, readied, losses);
  if (lost !== undefined) {
    yield { lost };
    return;
  }
  const { arms, seed } = work;
  const own = position === 0 ? kept[level] : undefined;
  const taken = seconds[level];
  for await (const answers of answered(readied, made, { kinds, open, arm, arms, position, level, mark, seed, kept: own })) {
    if (taken) taken[position] = (taken[position] ?? 0) + answers.seconds;
    yield answers;
  }
} // prettier-ignore

/** Why an arm is not asked: it died on this very stretch before, or it was given up. */
function lostReason(arm: number, readied: readonly Readied[], losses: Losses): Finding | undefined {
  const touched = (skip: Skip): Readied | undefined =>
    readied.find(({ position }) => position >= skip.from && position < skip.to);
  const skip = losses.skips.find((one) => one.arm === arm && touched(one));
  if (skip) return skippedAt(touched(skip)?.sample.id ?? '', skip);
  return losses.lostArms.find((lost) => lost.arm === arm)?.reason;
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
