import type { Measure } from '../core/task.js';
import { js } from '../stats/divergence.js';
import type { Guess } from './guess.js';
import { mean, pairShare, rate } from './measures.js';

/** How two arms' soft answers to one sample part; null where there are no scores, or nothing parts. */
export type Parting = {
  /** Jensen–Shannon divergence, nats, 0…ln 2. */
  readonly js: number | null;
  /** Share of the baseline's k first classes that are not among the other's; k = min(5, ⌈classes ÷ 2⌉). */
  readonly topLoss: number | null;
  /** The answers differ and both arms are confident: nobody hesitates. */
  readonly silent: boolean | null;
  /** Confidences, where the answers differ. */
  readonly leftConfidence: number | null;
  readonly rightConfidence: number | null;
};

/** Compares two guesses of which it is known whether they differ. */
export function parting(left: Guess, right: Guess, { changed, confidentAt }: Parted): Parting {
  const scored = left.classes !== null && right.classes !== null;
  const [sure, sureToo] = [left.confidence, right.confidence];
  const isSilent = changed && sure !== null && sureToo !== null && Math.min(sure, sureToo) >= confidentAt;
  return {
    js: divergenceOf(left, right),
    topLoss: topLossOf(left, right),
    silent: scored ? isSilent : null,
    leftConfidence: changed ? sure : null,
    rightConfidence: changed ? sureToo : null,
  };
}

interface Parted {
  readonly changed: boolean;
  readonly confidentAt: number;
}

function divergenceOf(left: Guess, right: Guess): number | null {
  if (left.logP === null || right.logP === null) return null;
  const divergence = js(left.logP, right.logP);
  return Number.isNaN(divergence) ? null : divergence;
}

function topLossOf(left: Guess, right: Guess): number | null {
  if (left.top5 === null || right.top5 === null) return null;
  const k = Math.min(5, Math.ceil((left.classes ?? 0) / 2));
  const other = right.top5.slice(0, k);
  const lost = left.top5.slice(0, k).filter((label) => !other.includes(label));
  return lost.length / k;
}

const nats = { of: 'pair', better: 'lower', unit: 'nats' } as const;

/** A sample without a value is left out: labels have no confidence, and an answer that is none fails elsewhere. */
const present = (value: number | null): number | undefined => value ?? undefined;

export const partingMeasures: { readonly [name: string]: Measure } = {
  js: mean<Parting>(nats, (pair) => present(pair.js)),
  'top-k-loss': mean<Parting>(pairShare, (pair) => present(pair.topLoss)),
  'silent-disagreement': rate<Parting>(pairShare, (pair) => pair.silent),
  'parted-confidence-baseline': mean<Parting>(pairShare, (pair) => present(pair.leftConfidence)),
  'parted-confidence-compressed': mean<Parting>(pairShare, (pair) => present(pair.rightConfidence)),
};
