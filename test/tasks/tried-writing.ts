import type { Fed, OutputMeaning, Outputs, TaskKind, TaskSettings } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import type { Value } from '../../src/core/sample.js';
import { generation } from '../../src/tasks/generation.js';
import { languageModeling } from '../../src/tasks/language-modeling.js';
import { multipleChoice } from '../../src/tasks/multiple-choice.js';

/** A kind on samples of its own: random answers of two arms, and the answers that the labels ask for. */
export interface Tried {
  readonly kind: TaskKind;
  readonly settings?: Partial<TaskSettings>;
  readonly meaning: OutputMeaning;
  /** Of one answer, without the sample's axis. */
  readonly dims: readonly number[];
  /** Numbers of a `string` are words. */
  readonly type?: 'float64' | 'int32' | 'string';
  label(sample: number): Value;
  /** What the label asks for, as an answer. */
  perfect(sample: number): readonly number[];
  random(sample: number, draw: () => number): readonly number[];
  /** What is answered one sample at a time, from several outputs and what was fed. */
  one?(row: readonly number[], sample: number): { readonly outputs: Outputs; readonly fed?: readonly Fed[] };
  /** Measures that do not go from 0 to 1, with their values for a model against itself, or for right answers. */
  readonly best?: { readonly [measure: string]: number };
}

const floats = (dims: readonly number[], data: readonly number[]): Tensor => ({ type: 'float64', dims, data: Float64Array.from(data) }); // prettier-ignore
const ids = (dims: readonly number[], data: readonly number[]): Tensor => ({ type: 'int64', dims, data: BigInt64Array.from(data, BigInt) }); // prettier-ignore
const texts = (dims: readonly number[], data: readonly string[]): Tensor => ({ type: 'string', dims, data });
const below = (draw: () => number, most: number): number => Math.floor(draw() * most);
const even = (sample: number): number => Number(sample % 2 === 0);

const vocabulary = 4;
const given = (sample: number): number[] =>
  Array.from({ length: 2 + (sample % 3) }, (_, at) => (sample + at) % vocabulary);

/** Scores of each token of a text that is given. */
const modeling: Tried = {
  kind: languageModeling,
  meaning: 'logits',
  dims: [],
  label: () => null,
  perfect: (sample) =>
    given(sample).flatMap((due) => Array.from({ length: vocabulary }, (_, id) => (id === due ? 900 : 0))),
  random: (sample, draw) => given(sample).flatMap(() => Array.from({ length: vocabulary }, () => 3 * draw())),
  one: (row, sample) => {
    const tokens = given(sample);
    const dims = [1, tokens.length];
    const outputs = new Map([
      ['logits', floats([...dims, vocabulary], row)],
      ['tokens', ids(dims, tokens)],
      ['pieces', texts(dims, tokens.map(String))],
      ['written', texts(dims, tokens.map(String))],
      ['begins', ids([1, tokens.length + 1], [...tokens.keys(), tokens.length])],
      ['text', texts([1, 1], [tokens.join('')])],
    ]);
    return { outputs };
  },
  best: {
    perplexity: 1,
    'perplexity-ratio': 1,
    'log-perplexity-ratio': 0,
    'bits-per-byte-change': 0,
    ...Object.fromEntries(
      ['', '-rms', ...['max', 'min', 99.9, 99, 95, 90, 75, 50, 25, 10, 5, 1, 0.1].map((rank) => `-${typeof rank === 'number' ? 'p' : ''}${rank}`)].map((rank) => [`probability-shift${rank}`, 0]),
    ),
  },
}; // prettier-ignore

const length = 6;

/** Texts of letters, after one prompt; an `a` is what is searched for. */
const writing: Tried = {
  kind: generation,
  settings: { options: { targets: ['a'], at: 3 } },
  meaning: 'labels',
  dims: [],
  label: (sample) => even(sample),
  perfect: (sample) => [1 - even(sample), 2, 3, 1, 2, 3],
  random: (sample, draw) =>
    Array.from({ length: 3 + below(draw, 6) }, (_, at) =>
      draw() < 0.2 ? below(draw, 4) : ([1 - even(sample), 2, 3, 1, 2, 3][at] ?? 2),
    ),
  one: (row) => {
    const letters = row.map((token) => String.fromCharCode(97 + token));
    const dims = [1, row.length];
    const outputs = new Map([
      ['tokens', ids(dims, row)],
      ['pieces', texts(dims, letters)],
      ['rivals', ids([...dims, 5], row.flatMap((token) => [token, 9, -1, -1, -1]))],
      ['chances', floats([...dims, 5], row.flatMap((token) => [0.5, 0.5 - token / 10, NaN, NaN, NaN]))],
      ['asked', ids([1, 1], [1])],
      ['text', texts([1, 1], [letters.join('')])],
      ['ended', floats([1, 1], [Number(row.length <= length)])],
    ]);
    return { outputs };
  },
  best: {
    'length-ratio': 1,
    length,
    ...Object.fromEntries([10, 25, 50, 75, 90].map((rank) => [`first-divergence-p${rank}`, Infinity])),
  },
}; // prettier-ignore

const choices = ['yes', 'maybe', 'not at all'];

/** Likelihoods of three choices. */
const choosing: Tried = {
  kind: multipleChoice,
  meaning: 'labels',
  dims: [],
  label: (sample) => sample % 3,
  perfect: (sample) => choices.map((_, at) => (at === sample % 3 ? -0.1 : -90)),
  random: (_, draw) => choices.map(() => -1 - 9 * draw()),
  one: (row) => ({
    outputs: new Map([['likelihoods', floats([1, row.length], row)]]),
    fed: [{ inputs: new Map([['choices', texts([choices.length], choices)]]), tokens: null }],
  }),
};

/** Kinds whose models are run in a loop of the gate's own. */
export const writingKinds: readonly Tried[] = [modeling, writing, choosing];
