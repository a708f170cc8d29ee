import { fault } from '../core/fault.js';
import type { Outputs } from '../core/task.js';
import { klOfScores, readScores } from '../stats/scores.js';
import { numbersOf, outputOf } from './outputs.js';

/** One arm's scores of one text, token by token. */
export interface Scored {
  readonly tokens: readonly number[];
  readonly pieces: readonly string[];
  /** Where each begins in the text, and where the last one ends; −1 where that is not between two characters. */
  readonly begins: readonly number[];
  /** The whole text, the first token's included. */
  readonly text: string;
  /** What the model would have written in place of each. */
  readonly written: readonly string[];
  /** The token that the model would have written at each place; −1 where its scores are no answer. */
  readonly best: readonly number[];
  /** −ln of the probability that it gave to the token that stands there. */
  readonly surprise: readonly number[];
  /** Scores of every token at every place, place by place; a probability is e^(score − logSum of the place). */
  readonly scores: ArrayLike<number>;
  readonly logSums: readonly number[];
  readonly vocabulary: number;
}

/** The scores of `count` texts; there is one, since texts are as long as they are. */
export function scoredOf(outputs: Outputs, count: number): readonly Scored[] {
  const logits = outputOf(outputs, 'logits');
  const texts = (name: string): string[] => Array.from(outputOf(outputs, name).data, String);
  const [rows, length = 0, vocabulary = 0] = logits.dims;
  if (rows !== count || count !== 1)
    throw fault('OUTPUT_ROWS', { output: 'logits', shape: logits.dims, samples: count });
  const tokens = Array.from(outputOf(outputs, 'tokens').data, Number);
  const outside = tokens.find((id) => !(id >= 0 && id < vocabulary));
  if (outside !== undefined) throw fault('TOKEN_OUTSIDE', { token: outside, vocabulary });
  const scores = logits.data instanceof Float32Array ? logits.data : numbersOf(logits);
  const read = Array.from({ length }, (_, place) => readScores(scores, place * vocabulary, vocabulary));
  const surprise = read.map(
    ({ logSum }, place) => logSum - (scores[place * vocabulary + (tokens[place] ?? 0)] ?? NaN),
  );
  const [pieces, written, [text = '']] = [texts('pieces'), texts('written'), texts('text')];
  const begins = Array.from(outputOf(outputs, 'begins').data, Number);
  const [best, logSums] = [read.map((row) => row.best), read.map((row) => row.logSum)];
  return [{ tokens, pieces, begins, text, written, best, surprise, scores, logSums, vocabulary }];
}

/** KL(left ‖ right) at a place, nats; NaN where one of them has no answer. */
export function divergenceAt(left: Scored, right: Scored, place: number): number {
  const at = ({ scores, vocabulary, logSums }: Scored) => ({
    scores,
    offset: place * vocabulary,
    logSum: logSums[place] ?? NaN,
  });
  return klOfScores(at(left), at(right), left.vocabulary);
}

/** The probability that an arm gives to its own choice at a place. */
export function certainty({ scores, best, logSums, vocabulary }: Scored, place: number): number {
  return Math.exp((scores[place * vocabulary + (best[place] ?? 0)] ?? NaN) - (logSums[place] ?? NaN));
}
