import { fault } from '../core/fault.js';
import { cut } from '../core/shown.js';
import type { Answer, Evidence, Task, TaskKind, TaskSettings } from '../core/task.js';
import { commonLimits, flips, severity } from './flips.js';
import { forced } from './forced.js';
import { certainty, divergenceAt, endOf, scoredOf, type Scored } from './scored.js';
import { bytesOf, sharedText } from './shared-text.js';
import { joinKept, joinPairs } from './stretches.js';
import { tokenMeasures, type TextKept, type TextPair } from './token-measures.js';

const { disagreement } = commonLimits;

/** Language modeling, teacher-forced: what a model makes of texts that are given to it. */
export const languageModeling: TaskKind = {
  name: 'language-modeling',
  summary: 'how likely given texts are, token by token: perplexity and divergence; n counts texts',
  options: {
    window: {
      title: 'a number of tokens',
      type: 'integer',
      minimum: 2,
      description: 'How many tokens the model reads at a time; by default what its config.json says, else the whole text.',
    },
    stride: {
      title: 'a number of tokens',
      type: 'integer',
      minimum: 1,
      description: 'How many tokens further each window begins; by default half a window. Every token is scored once.',
    },
  },
  limits: {
    ...(disagreement && { disagreement }),
    'token-disagreement': { unit: 'share', labels: false, judge: { by: 'value', measure: 'token-disagreement' } },
    'token-divergence': { unit: 'nats', labels: false, judge: { by: 'value', measure: 'token-divergence' } },
    'perplexity-ratio': { unit: 'ratio', labels: false, judge: { by: 'value', measure: 'perplexity-ratio' } },
  },
  meanings: ['logits'],
  gives: ['logits', 'tokens', 'pieces', 'written', 'begins', 'text'],
  alone: true,
  create,
  running: ({ options: { window, stride } }) => forced({ size: numberIn(window), stride: numberIn(stride) }),
}; // prettier-ignore

function numberIn(value: TaskSettings['options'][string] | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function create(): Task<undefined, Scored, TextKept, TextPair> {
  return {
    truth: () => undefined,
    predict: (outputs, _, count) => scoredOf(outputs, count),
    isDegenerate,
    keep,
    compare,
    evidence,
    stretches: { kept: joinKept, pair: joinPairs, end: endOf },
    measures: tokenMeasures,
    score: 'token-accuracy',
  };
}

function isDegenerate({ best }: Scored): boolean {
  return best.includes(-1);
}

function keep(scored: Scored): TextKept {
  const { tokens, first, best, surprise } = scored;
  const right = best.filter((id, at) => id === tokens[first + at]).length;
  const total = surprise.reduce((sum, value) => sum + value, 0);
  return {
    tokens: best.length,
    right,
    surprise: isDegenerate(scored) ? null : total,
    bytes: bytesOf(scored),
  };
}

/** Models that cut the text in two ways, or choose from vocabularies of two sizes, are compared by what the text costs. */
function compare(left: Scored, right: Scored): TextPair {
  return isOneCut(left, right) ? compareTokens(left, right) : compareTexts(left, right);
}

function isOneCut(left: Scored, right: Scored): boolean {
  return left.vocabulary === right.vocabulary && left.tokens.join() === right.tokens.join();
}

/** Fault TOKENS_DIFFER where tokens of one of them don't spell the text, or the texts are two. */
function compareTexts(left: Scored, right: Scored): TextPair {
  const shared = sharedText(left, right);
  if (shared === null) throw fault('TOKENS_DIFFER', { left: left.tokens.length, right: right.tokens.length });
  const isNone = isDegenerate(left) || isDegenerate(right);
  return {
    ...flips(true, null, null),
    byText: true,
    tokens: shared.tokens,
    tokensChanged: null,
    dearer: isNone ? null : defined(shared.right - shared.left),
    bytes: shared.bytes,
    divergences: null,
    shifts: null,
  };
}

function compareTokens(left: Scored, right: Scored): TextPair {
  const isNone = isDegenerate(left) || isDegenerate(right);
  if (left.first !== right.first || left.best.length !== right.best.length)
    throw new Error('two models answered to other stretches of one text');
  const places = [...left.best.keys()];
  const changed = isNone ? places : places.filter((place) => left.best[place] !== right.best[place]);
  const [before, after] = [keep(left).surprise, keep(right).surprise];
  return {
    ...flips(changed.length > 0, null, null),
    byText: false,
    tokens: places.length,
    tokensChanged: changed.length,
    dearer: before === null || after === null ? null : after - before,
    bytes: bytesOf(left),
    divergences: places.map((place) => defined(divergenceAt(left, right, place))),
    shifts: places.map((place) => defined(chance(right, place) - chance(left, place))),
  };
}

function defined(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** The probability of the token that stands there. */
function chance({ surprise }: Scored, place: number): number {
  return Math.exp(-(surprise[place] ?? NaN));
}

/** How much of a text is shown around the place where the models part. */
const around = 60;

/** Of the places where the models would have written different tokens the one where they part most, and what they would. */
function evidence(left: Scored, right: Scored): Evidence {
  if (!isOneCut(left, right)) return evidenceOfTexts(left, right);
  const { tokens, tokensChanged, divergences } = compareTokens(left, right);
  const isNone = isDegenerate(left) || isDegenerate(right);
  const parted = [...left.best.keys()].filter((at) => left.best[at] !== right.best[at]);
  const far = (at: number | undefined): number => divergences?.[at ?? -1] ?? Infinity;
  const at = parted.reduce((most, one) => (far(one) > far(most) ? one : most), parted[0] ?? 0);
  const place = left.first + at;
  const before = left.pieces.slice(0, place).join('');
  const context = before.length > around ? `…${before.slice(-around)}` : before;
  return {
    left: answer(left, at, context),
    right: answer(right, at, context),
    label: cut(`${context}[${left.pieces[place] ?? ''}]`),
    severity: severity({ degenerate: isNone, negative: null, weight: (tokensChanged ?? tokens) / tokens }),
  };
}

/** What a byte of the text costs each model. */
function evidenceOfTexts(left: Scored, right: Scored): Evidence {
  const { left: before = NaN, right: after = NaN, bytes = NaN } = sharedText(left, right) ?? {};
  const told = (scored: Scored, nats: number): Answer => ({
    text: isDegenerate(scored) ? 'no answer' : `${(nats / Math.LN2 / bytes).toFixed(3)} bits per byte`,
    confidence: null,
  });
  const isNone = isDegenerate(left) || isDegenerate(right);
  const weight = Math.max(0, 1 - before / after);
  return {
    left: told(left, before),
    right: told(right, after),
    label: cut(left.text.length > 2 * around ? `${left.text.slice(0, 2 * around)}…` : left.text),
    severity: severity({ degenerate: isNone, negative: null, weight }),
  };
}

function answer(scored: Scored, place: number, context: string): Answer {
  if ((scored.best[place] ?? -1) < 0) return { text: 'no answer', confidence: null };
  const text = cut(`${context}[${scored.written[place] ?? ''}]`);
  return { text, confidence: certainty(scored, place) };
}
