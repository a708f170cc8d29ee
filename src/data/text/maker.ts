import { fault, type Fault } from '../../core/fault.js';
import type { InputMaker, MadeTensor, Tokens } from '../../core/input.js';
import { isPicture, isTensor, type Sample, type Value } from '../../core/sample.js';
import type { TextSignal } from '../../core/noise.js';
import type { InputSpec } from '../../core/policy.js';
import type { TensorData, TensorShape } from '../../core/tensor.js';
import { wholes } from '../preprocess/cast.js';
import { unfit } from '../preprocess/recipe.js';
import { fitted, printShape } from '../preprocess/shape.js';
import { piecesOf, type Piece } from './pieces.js';
import { sequenceOf, type Sequence } from './sequence.js';
import type { TextSpec } from './spec.js';
import { firstPieces, tokensOf, wordsOf, type Word } from './words.js';

/** One sample's texts before noise: a text or a list of words, then the second text of a pair. */
interface TokenSignal extends TextSignal {
  readonly sample: string;
  readonly isList: boolean;
  /** Words by their characters, in the text as the data have it. */
  readonly words: { readonly spans: readonly Word[]; readonly of: string } | null;
}

/** What is made of one sample: the sequence, and where its words begin. */
interface Encoded {
  readonly sequence: Sequence;
  readonly tokens: Tokens;
}

/** Makes one input of text. Throws a Fault where the model can't take sequences of this length or type. */
export function tokenMaker(text: TextSpec, spec: InputSpec, wanted: TensorShape): InputMaker<TokenSignal> {
  const declared = wanted.dims === null ? null : wanted.dims.slice(1);
  const refuse = (step: string, reason: string): Fault =>
    fault('INPUT_STEP_INVALID', { input: text.input, step, reason }, spec.place);
  const dims = fitted([text.form.length], declared);
  if (dims === undefined) {
    throw refuse(
      'max-length',
      `it is ${text.form.length}, and the model takes ${printShape(declared ?? [])}`,
    );
  }
  const { type } = wanted;
  if (type === 'string' || type === 'float16' || type === 'float64')
    throw refuse('tokenizer', `the model wants ${type}`);
  const cast = (values: readonly number[]): TensorData =>
    type === 'float32' ? Float32Array.from(values) : wholes(type, values, (value) => value);
  const base = (sample: Sample): TokenSignal => signalOf(text, sample);
  const finish = (signal: TokenSignal): MadeTensor => {
    const { sequence, tokens } = encoded(text, signal);
    return { type, dims, data: cast(partOf(text, sequence)), tokens };
  };
  return {
    fields: [text.field, text.pair, text.words].filter((field) => field !== undefined),
    files: [text.tokenizer.sha256],
    takesNoise: true,
    base,
    finish,
    make: (sample) => finish(base(sample)),
  };
}

function partOf({ part, form }: TextSpec, { ids, mask, types }: Sequence): readonly number[] {
  if (part === 'ids') return ids;
  if (part === 'attention-mask') return mask;
  if (part === 'token-type-ids') return types;
  const before = form.pad === 'left' ? Math.max(0, mask.indexOf(1)) : 0;
  return ids.map((_, at) => Math.max(0, at - before));
}

/** What was made of a signal, by tokenizer and form: ids, mask and types of one sample share it. */
const made = new WeakMap<TextSignal, Map<string, Encoded>>();

function encoded(text: TextSpec, signal: TokenSignal): Encoded {
  const ofSignal = made.get(signal) ?? new Map<string, Encoded>();
  made.set(signal, ofSignal);
  const key = JSON.stringify([text.tokenizer.sha256, text.form, text.pair, text.words]);
  const known = ofSignal.get(key) ?? encode(text, signal);
  ofSignal.set(key, known);
  return known;
}

function encode(text: TextSpec, signal: TokenSignal): Encoded {
  const { tokenizer, form, input, pair } = text;
  const { sample, texts, isList } = signal;
  const first = pair === undefined ? texts : texts.slice(0, -1);
  const { pieces, names, firsts } = isList ? ofWords(text, first) : ofText(text, first[0] ?? '', signal);
  const refuse = {
    tooLong: (length: number) => fault('TEXT_TOO_LONG', { input, sample, length, most: form.length }),
    noPadding: () => fault('TOKENIZER_NO_PADDING', { input, sample }),
  };
  const second = pair === undefined ? undefined : piecesOf(tokenizer, texts.at(-1) ?? '');
  const sequence = sequenceOf(tokenizer, [pieces, second], form, refuse);
  return { sequence, tokens: tokensOf(names, firsts, sequence) };
}

interface Pieced {
  readonly pieces: readonly Piece[];
  readonly names: readonly string[];
  readonly firsts: readonly number[];
}

function ofText({ tokenizer }: TextSpec, text: string, { words, sample }: TokenSignal): Pieced {
  if (words !== null && spacesIn(words.of) !== spacesIn(text)) throw fault('WORDS_MOVED', { sample });
  const pieces = piecesOf(tokenizer, text);
  const found = words?.spans ?? wordsOf(text);
  const characters = Array.from(text);
  const names = found.map(({ start, end }) => characters.slice(start, end).join(''));
  return { pieces, names, firsts: firstPieces(found, pieces) };
}

/** Where a text has spaces, and how long it is: what noise must leave for words to be where they were. */
function spacesIn(text: string): string {
  return Array.from(text, (character) => (/^\s$/u.test(character) ? ' ' : '.')).join('');
}

/** Each word by itself, as text that is split already is tokenized. */
function ofWords({ tokenizer }: TextSpec, words: readonly string[]): Pieced {
  const pieces: Piece[] = [];
  const firsts = words.map((word) => {
    const of = piecesOf(tokenizer, word);
    pieces.push(...of);
    return of.length === 0 ? -1 : pieces.length - of.length;
  });
  return { pieces, names: words, firsts };
}

function signalOf(text: TextSpec, sample: Sample): TokenSignal {
  const first = textIn(sample.fields.get(text.field) ?? null);
  if (first === undefined) throw unfit(text, sample, text.field, 'a text or a list of words');
  const second = text.pair === undefined ? undefined : textIn(sample.fields.get(text.pair) ?? null);
  if (text.pair !== undefined && typeof second !== 'string') throw unfit(text, sample, text.pair, 'a text');
  const isList = typeof first !== 'string';
  const texts = [...(isList ? first : [first]), ...(typeof second === 'string' ? [second] : [])];
  const dims = isList || second !== undefined ? [texts.length] : [];
  const spans = spansOf(text, first, sample);
  const words = spans === undefined || isList ? null : { spans, of: first };
  return { is: 'text', texts, dims, sample: sample.id, isList, words };
}

function textIn(value: Value): string | readonly string[] | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value as readonly string[]; // isArray does not narrow readonly arrays
  if (typeof value !== 'object' || value === null || isPicture(value) || !isTensor(value)) return undefined;
  return value.type === 'string' || value.data.length === 0 ? Array.from(value.data, String) : undefined;
}

/** The words that the data mark in a text: rows of two characters' places, in order and within the text. */
function spansOf(
  text: TextSpec,
  first: string | readonly string[],
  sample: Sample,
): readonly Word[] | undefined {
  if (text.words === undefined) return undefined;
  const value = sample.fields.get(text.words) ?? null;
  const wrong = (expected: string): Fault => unfit(text, sample, text.words ?? '', expected);
  if (typeof first !== 'string') throw wrong('nothing: the text is a list of words already');
  const isPlain = typeof value === 'object' && value !== null && !isPicture(value) && isTensor(value);
  if (!isPlain || value.type === 'string') throw wrong('pairs of whole numbers');
  const numbers = Array.from(value.data, Number);
  if (numbers.length > 0 && (value.dims.length !== 2 || value.dims[1] !== 2))
    throw wrong('pairs of whole numbers');
  const characters = Array.from(first);
  return Array.from({ length: numbers.length / 2 }, (_, at) => {
    const [start = NaN, end = NaN] = numbers.slice(2 * at, 2 * at + 2);
    const isInside =
      Number.isInteger(start) &&
      Number.isInteger(end) &&
      start >= 0 &&
      start < end &&
      end <= characters.length;
    if (!isInside)
      throw wrong(`spans within the text's ${characters.length} characters, not ${start} … ${end}`);
    return { text: characters.slice(start, end).join(''), start, end };
  });
}
