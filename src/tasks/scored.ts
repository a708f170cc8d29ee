import { fault } from '../core/fault.js';
import type { Outputs } from '../core/task.js';
import { klOfScores, readScores } from '../stats/scores.js';
import { numbersOf, outputOf } from './outputs.js';

/** One arm's scores of one text, token by token; of a long one a stretch, which begins at the place `first`. */
export interface Scored {
  /** All that are scored. */
  readonly tokens: readonly number[];
  readonly pieces: readonly string[];
  /** Where each begins in the text, and where the last one ends; −1 where that is not between two characters. */
  readonly begins: readonly number[];
  /** The whole text, the first token's included. */
  readonly text: string;
  readonly first: number;
  /** What the model would have written in place of each of the stretch. */
  readonly written: readonly string[];
  /** The token that the model would have written there; −1 where its scores are no answer. */
  readonly best: readonly number[];
  /** −ln of the probability that it gave to the token that stands there. */
  readonly surprise: readonly number[];
  /** Scores of every token at every place of the stretch; a probability is e^(score − logSum of the place). */
  readonly scores: ArrayLike<number>;
  readonly logSums: readonly number[];
  readonly vocabulary: number;
}

/** The scores of `count` texts; there is one, since texts are as long as they are. */
export function scoredOf(outputs: Outputs, count: number): readonly Scored[] {
  const logits = outputOf(outputs, 'logits');
  const texts = (name: string): string[] => Array.from(outputOf(outputs, name).data, String);
  const [rows, length = 0, vocabulary = 0] = logits.dims;
  const tokens = Array.from(outputOf(outputs, 'tokens').data, Number);
  const first = Number(outputs.get('first')?.data[0] ?? 0);
  const isWhole = first + length === tokens.length;
  if (rows !== count || count !== 1 || !(isWhole || outputs.has('first')))
    throw fault('OUTPUT_ROWS', { output: 'logits', shape: logits.dims, samples: count });
  const outside = tokens.find((id) => !(id >= 0 && id < vocabulary));
  if (outside !== undefined) throw fault('TOKEN_OUTSIDE', { token: outside, vocabulary });
  const scores = logits.data instanceof Float32Array ? logits.data : numbersOf(logits);
  const read = Array.from({ length }, (_, at) => readScores(scores, at * vocabulary, vocabulary));
  const surprise = read.map(
    ({ logSum }, at) => logSum - (scores[at * vocabulary + (tokens[first + at] ?? 0)] ?? NaN),
  );
  const [pieces, written, [text = '']] = [texts('pieces'), texts('written'), texts('text')];
  const begins = Array.from(outputOf(outputs, 'begins').data, Number);
  const [best, logSums] = [read.map((row) => row.best), read.map((row) => row.logSum)];
  return [{ tokens, pieces, begins, text, first, written, best, surprise, scores, logSums, vocabulary }];
}

/** Nothing is left of the text: the stretch behind its last token. */
export function endOf(scored: Scored): Scored {
  const none = { written: [], best: [], surprise: [], scores: [], logSums: [] };
  return { ...scored, ...none, first: scored.tokens.length };
}

/** Whether the stretch is the last one of the text, or behind it. */
export function isLast({ tokens, first, best }: Scored): boolean {
  return first + best.length === tokens.length;
}

/** KL(left ‖ right) at a place of the stretch, counted from its beginning, nats; NaN where one of them has no answer. */
export function divergenceAt(left: Scored, right: Scored, at: number): number {
  const row = ({ scores, vocabulary, logSums }: Scored) => ({
    scores,
    offset: at * vocabulary,
    logSum: logSums[at] ?? NaN,
  });
  return klOfScores(row(left), row(right), left.vocabulary);
}

/** The probability that an arm gives to its own choice there. */
export function certainty({ scores, best, logSums, vocabulary }: Scored, at: number): number {
  return Math.exp((scores[at * vocabulary + (best[at] ?? 0)] ?? NaN) - (logSums[at] ?? NaN));
}
