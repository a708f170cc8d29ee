import { fault } from '../core/fault.js';
import type { Fed, OutputMeaning, Outputs, Reading } from '../core/task.js';
import { volume } from '../core/tensor.js';
import { isNoAnswer, largest, numbersOf, outputOf } from './outputs.js';

/** One arm's tags for one sample: a number for every position of the model's sequence. */
export interface Tagged {
  /** −1: an answer that is none. */
  readonly tags: readonly number[];
  /** The words of the text, and at which position each is answered (−1: cut off); null where no text was fed. */
  readonly words: { readonly texts: readonly string[]; readonly at: readonly number[] } | null;
  /** Positions that are no padding, by the attention mask; null without one. */
  readonly real: readonly number[] | null;
  readonly degenerate: boolean;
}

/** Labels by word or position, with the sample they belong to; null: no part of what is counted. */
export interface TagTruth {
  readonly tags: readonly (number | null)[];
  readonly sample: string;
}

/** Tags of [N, L, C] scores, the first largest of each position, or of [N, L] numbers of tags. */
export function taggedOf(
  {
    outputs,
    reading,
    count,
    fed,
  }: { outputs: Outputs; reading: Reading; count: number; fed: readonly Fed[] },
  names: number,
): readonly Tagged[] {
  const { output, meaning } = reading;
  const tensor = outputOf(outputs, output);
  const [samples, length = 0, ...rest] = tensor.dims;
  if (samples !== count) throw fault('OUTPUT_ROWS', { output, shape: tensor.dims, samples: count });
  const width = volume(rest);
  const expected = wantedOf(tensor.dims, meaning, names);
  if (expected !== null) throw fault('OUTPUT_SHAPE', { output, shape: tensor.dims, expected });
  const values = numbersOf(tensor);
  const rowAt = (position: number): Float64Array => values.subarray(position * width, (position + 1) * width);
  return Array.from({ length: count }, (_, sample) => {
    const rows = Array.from({ length }, (__, at) => rowAt(sample * length + at));
    const tags = rows.map((row) =>
      meaning === 'labels' ? tagNumber(row[0] ?? NaN, { output, names }) : best(row),
    );
    return tagged(tags, fed[sample]);
  });
}

/** What an output of such a shape would have to be, or null where it can be read; a text stands for any length. */
export function wantedOf(
  dims: readonly (number | string)[],
  meaning: OutputMeaning,
  names: number,
): string | null {
  const width = meaning === 'labels' ? 1 : names;
  const [last = 1] = dims.slice(2);
  const isShaped = dims.length === 3 || (dims.length === 2 && width === 1);
  if (isShaped && (typeof last === 'string' || last === width)) return null;
  return meaning === 'labels' ? 'one tag per position' : `scores of ${names} tags per position`;
}

function best(row: Float64Array): number {
  return isNoAnswer(row) ? -1 : (largest(row, 1)[0] ?? -1);
}

function tagNumber(value: number, { output, names }: { output: string; names: number }): number {
  if (!Number.isFinite(value)) return -1;
  if (Number.isSafeInteger(value) && value >= 0 && value < names) return value;
  throw fault('OUTPUT_NOT_LABELS', { output, value: String(value), expected: `numbers of ${names} tags` });
}

const masks = ['attention_mask', 'input_mask'];

function tagged(tags: readonly number[], fed: Fed | undefined): Tagged {
  const mask = masks
    .map((name) => fed?.inputs.get(name))
    .find((tensor) => tensor?.data.length === tags.length);
  const real = mask ? Array.from(numbersOf(mask).keys()).filter((at) => Number(mask.data[at]) !== 0) : null;
  const words = fed?.tokens ? { texts: fed.tokens.words, at: fed.tokens.firsts } : null;
  const answered = words?.at.filter((at) => at >= 0) ?? real ?? [...tags.keys()];
  return { tags, words, real, degenerate: answered.some((at) => (tags[at] ?? -1) < 0) };
}

/** What is compared of a sample: the tag of each word that counts, −1 for one without an answer, and the words. */
export interface Line {
  readonly tags: readonly number[];
  readonly words: readonly string[];
}

/**
 * The tags of the words that count: all, or those with a label that is not ignored. Labels go with the words of the
 * text, or with the positions of the model's sequence. Throws a Fault when they are as many as neither.
 */
export function lineOf(tagged: Tagged, truth: TagTruth | undefined): Line {
  const { places, texts } = placesOf(tagged, truth);
  const counted = [...places.keys()].filter((at) => truth?.tags[at] !== null);
  return {
    tags: counted.map((at) => (tagged.degenerate ? -1 : (tagged.tags[places[at] ?? -1] ?? -1))),
    words: counted.map((at) => texts[at] ?? ''),
  };
}

function placesOf(
  { tags, words, real }: Tagged,
  truth: TagTruth | undefined,
): { readonly places: readonly number[]; readonly texts: readonly string[] } {
  const named = (places: readonly number[]): { places: readonly number[]; texts: readonly string[] } => ({
    places,
    texts: places.map((place) => `#${place}`),
  });
  const all = [...tags.keys()];
  if (truth === undefined) return words ? { places: words.at, texts: words.texts } : named(real ?? all);
  const count = truth.tags.length;
  if (words?.at.length === count) return { places: words.at, texts: words.texts };
  if (tags.length === count) return named(all);
  if (words === null && real?.length === count) return named(real);
  const wanted = words?.at.length ?? real?.length ?? tags.length;
  throw fault('TAGS_LENGTH', { sample: truth.sample, tags: count, words: wanted });
}
