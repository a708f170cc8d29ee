import { fault } from '../../core/fault.js';
import type { PlannedLevel } from '../../core/plan.js';
import type { NoiseLevel, NoiseStep } from '../../core/policy.js';
import type { ReportedMildest, ReportedSeek } from '../../core/study.js';
import type { Insight } from '../../core/task.js';
import { makeInputs, type Readied } from '../inputs.js';
import { madeOf, type Asker } from './ask.js';

/** Samples that are started from: those whose baseline is right and hesitates least far from another answer. */
const mostStarts = 64;

/** Samples that are tried at one strength together. */
const stride = 16;

/** Halvings between a strength that flips and one that does not. */
const halvings = 6;

/** A flip: the baseline sure and right under this noise, the compressed model wrong. */
interface Flip extends ReportedMildest {
  readonly draw: number;
}

/**
 * Seeks the mildest noise of the level's own kind, up to its own strength, under which the compressed model loses an
 * answer that the baseline is sure of and keeps. Deterministic: samples by margin, then draws, then halved strengths,
 * until the budget is spent. Throws a Fault where there is nothing to seek with.
 */
export async function seek(asker: Asker, readied: readonly Readied[], budget: number): Promise<ReportedSeek> {
  const noise = asker.level.noise;
  const { insight } = asker.task;
  if (noise === null) throw fault('SEEK_CLEAN', { level: asker.level.name });
  if (insight === undefined || asker.task.measures[lost]?.form.is !== 'rate')
    throw fault('SEEK_UNFIT', { kind: asker.kind });
  const starts = await startsOf(asker, readied, insight);
  const search = new Search(asker, noise, budget);
  for (let draw = 0; starts.length > 0 && search.left > 0 && draw < budget; draw += 1) {
    for (let from = 0; from < starts.length && search.left > 0; from += stride)
      await search.round(starts.slice(from, from + stride), draw);
  }
  const { mildest } = search;
  return {
    budget,
    spent: search.spent,
    samples: starts.length,
    flips: search.flipped.size,
    mildest: mildest && without(mildest),
  };
}

const lost = 'confident-flips';

function without({ draw: _, ...mildest }: Flip): ReportedMildest {
  return mildest;
}

/** Samples that the baseline gets right without noise, the smallest margin first. */
async function startsOf(asker: Asker, readied: readonly Readied[], insight: Insight): Promise<Readied[]> {
  const { task } = asker;
  const [own, other] = await asker.ask(readied.map((one) => madeOf(asker, one, clean)));
  const scored = readied.flatMap((one, at) => {
    const [left, right] = [own[at], other[at]];
    if (left === undefined || right === undefined) return [];
    const truth = task.truth(one.sample);
    const margin = insight.margin(left.prediction);
    const isKept = isRight(asker, left.prediction, truth) && isRight(asker, right.prediction, truth);
    return margin !== null && insight.isSure(left.prediction) && isKept ? [{ one, margin }] : [];
  });
  return scored
    .toSorted((one, two) => one.margin - two.margin)
    .slice(0, mostStarts)
    .map(({ one }) => one);
}

const clean: PlannedLevel = { name: 'clean', noise: null };

function isRight({ task }: Asker, prediction: unknown, truth: unknown): boolean {
  const form = task.measures[task.score]?.form;
  return form?.is === 'rate' && form.hit(task.keep(prediction, truth)) === true;
}

class Search {
  spent = 0;
  mildest: Flip | null = null;
  readonly flipped = new Set<string>();

  constructor(
    private readonly asker: Asker,
    private readonly noise: NoiseLevel,
    private readonly budget: number,
  ) {}

  get left(): number {
    return this.budget - this.spent;
  }

  /** Tries samples at the level's own strength, then each that flips at ever milder ones. */
  async round(starts: readonly Readied[], draw: number): Promise<void> {
    for (const found of await this.flipsAt(starts.slice(0, this.left), 1, draw)) {
      const start = starts.find(({ sample }) => sample.id === found.sample);
      if (start !== undefined) await this.soften(start, found);
    }
  }

  /** Halves the strength between none and what flips; strengths above the mildest known are not of interest. */
  private async soften(start: Readied, found: Flip): Promise<void> {
    this.note(found);
    let [low, high] = [0, Math.min(found.share, this.mildest?.share ?? 1)];
    if (high < found.share) {
      const [there] = await this.flipsAt([start], high, found.draw);
      if (there === undefined) return;
    }
    for (let step = 0; step < halvings && this.left > 0; step += 1) {
      const middle = (low + high) / 2;
      const [flip] = await this.flipsAt([start], middle, found.draw);
      if (flip === undefined) low = middle;
      else {
        this.note(flip);
        high = middle;
      }
    }
  }

  private note(flip: Flip): void {
    if (this.mildest === null || flip.share < this.mildest.share) this.mildest = flip;
  }

  /** Which samples flip at a share of the level's strength; kinds that can't be made milder are tried as they are. */
  private async flipsAt(starts: readonly Readied[], share: number, draw: number): Promise<Flip[]> {
    const steps = share === 1 ? this.noise.steps : this.milder(share);
    if (steps === undefined || starts.length === 0 || this.left <= 0) return [];
    const level = { name: this.noise.name, noise: { ...this.noise, steps } };
    const { open, work } = this.asker.bench;
    const made = starts.map((one) => makeInputs(one, { open, level, noises: this.asker.noises, seed: work.seed + draw })); // prettier-ignore
    this.spent += starts.length;
    const [own, other] = await this.asker.ask(made);
    return starts.flatMap((one, at) => {
      const [left, right] = [own[at], other[at]];
      if (left === undefined || right === undefined || !this.isLost(one, left.prediction, right.prediction))
        return [];
      this.flipped.add(one.sample.id);
      const told = this.asker.task.evidence(left.prediction, right.prediction, this.truthOf(one));
      return [{ ...named(steps), share, sample: one.sample.id, baseline: told.left, compressed: told.right, draw }]; // prettier-ignore
    });
  }

  /** The steps at a share of their strength; undefined where one of them can't be made milder. */
  private milder(share: number): readonly NoiseStep[] | undefined {
    const steps = this.noise.steps.map(({ kind, options }, at) => {
      const softer = this.asker.noises[at]?.milder?.(options, share);
      return softer && { kind, options: softer };
    });
    const found = steps.filter((step) => step !== undefined);
    return found.length === steps.length ? found : undefined;
  }

  private isLost(one: Readied, left: unknown, right: unknown): boolean {
    const { task } = this.asker;
    const form = task.measures[lost]?.form;
    return form?.is === 'rate' && form.hit(task.compare(left, right, this.truthOf(one))) === true;
  }

  private truthOf({ sample }: Readied): unknown {
    return this.asker.task.truth(sample);
  }
}

/** A kind and its options; a chain by its kinds, with the options of each. */
function named(steps: readonly NoiseStep[]): Pick<ReportedMildest, 'kind' | 'options'> {
  const [first] = steps;
  const kind = steps.map((step) => step.kind).join(' + ');
  if (first !== undefined && steps.length === 1) return { kind, options: first.options };
  return { kind, options: { chain: steps.map((step) => ({ kind: step.kind, ...step.options })) } };
}
