import type { Session } from '../core/engine.js';
import { fault, type Fault } from '../core/fault.js';
import type { Config, PartName } from '../core/folder.js';
import type { Outputs } from '../core/task.js';
import { constant, type Tensor, type TensorShape } from '../core/tensor.js';
import { numbersOf } from './outputs.js';

/** Where a decoder stands after some tokens of one sequence. It is never changed: two continuations may begin at one. */
export interface Decoded {
  /** The tokens so far. */
  readonly ids: readonly number[];
  /** What the next run is fed as its past, by input; empty before the first run, and for models without a cache. */
  readonly cache: ReadonlyMap<string, Tensor>;
}

/** Scores of what comes next, after each token of one run. */
export interface Scores {
  readonly count: number;
  readonly vocabulary: number;
  /** The row after the token at a place, 0…count−1, as float64; valid until the next run. */
  at(place: number): Float64Array;
}

/** Runs a decoder over one sequence, some tokens at a time. */
export interface Decoder {
  /** Whether runs feed what earlier ones computed, or all tokens again. */
  readonly isCached: boolean;
  run(from: Decoded, ids: readonly number[]): Promise<{ readonly scores: Scores; readonly to: Decoded }>;
}

/** Before the first token. */
export const nothingDecoded: Decoded = { ids: [], cache: new Map() };

const lengthKeys = ['max_position_embeddings', 'n_positions', 'n_ctx', 'max_seq_len'];

/** How many tokens a model takes, as its `config.json` says; Infinity where it does not. */
export function contextOf({ folder }: Session): number {
  const told = lengthKeys.map((key) => folder?.config[key]).find((value) => typeof value === 'number');
  return told ?? Infinity;
}

/** What of an encoder a decoder is fed in every run: `encoder_hidden_states`, `encoder_attention_mask`. */
export type Around = ReadonlyMap<string, Tensor>;

const past = 'past_key_values.';
const present = 'present.';

/**
 * The decoder of an open folder in Optimum's layout, run with a batch of one: from the second run on its `present`
 * outputs are fed as `past_key_values`, what it keeps of an encoder stays that of the first run. `alive` is called
 * before each run. Throws a Fault DECODER_INVALID for inputs and outputs that are not of the layout.
 */
export function decoderOf(session: Session, alive: () => void, around: Around = new Map()): Decoder {
  const { first, later } = halvesOf(session);
  const isCached = later.inputs.some(({ name }) => name.startsWith(past));
  for (const half of new Set([first, later])) requireLayout(half, around);
  const config = session.folder?.config ?? {};
  const runOnce = async (from: Decoded, ids: readonly number[]) => {
    const isFirst = from.ids.length === 0;
    const half = isFirst ? first : later;
    const fed = isCached ? ids : [...from.ids, ...ids];
    const before = isCached ? from.ids.length : 0;
    const feeds = new Map(half.inputs.map((shape) => {
      const own = around.get(shape.name) ?? from.cache.get(shape.name);
      return [shape.name, own ?? feed(shape, { ids: fed, before, isFirst, config })] as const;
    })); // prettier-ignore
    alive();
    const outputs = await half.run(feeds);
    const scores = scoresOf(outputs, fed.length, ids.length);
    const cache = isCached ? cacheOf(outputs, from.cache) : from.cache;
    return { scores, to: { ids: [...from.ids, ...ids], cache } };
  };
  const isSlow = isCached && session.folder?.tokenByToken === true;
  const takesOne = later.inputs.find(({ name }) => name === 'input_ids')?.dims?.[1] === 1;
  return {
    isCached,
    run: async (from, ids) => {
      if (isSlow && ids.length > 1) return stepwise(runOnce, from, ids);
      if (!takesOne || from.ids.length === 0 || ids.length === 1) return runOnce(from, ids);
      return stepwise(runOnce, from, ids);
    },
  };
}

/** One token at a time. Scores are float32 at most. */
async function stepwise(run: Decoder['run'], from: Decoded, ids: readonly number[]): ReturnType<Decoder['run']> {
  const rows: Float32Array[] = [];
  let at = from;
  for (const id of ids) {
    const { scores, to } = await run(at, [id]);
    rows.push(Float32Array.from(scores.at(0)));
    at = to;
  }
  const row = (place: number): Float64Array => Float64Array.from(rows[place] ?? []);
  return { scores: { count: rows.length, vocabulary: row(0).length, at: row }, to: at };
} // prettier-ignore

function invalid(reason: string): Fault {
  return fault('DECODER_INVALID', { reason });
}

/** What is run without a past, and what with one; one file does both where there are not two. */
function halvesOf({ folder }: Session): { first: Session; later: Session } {
  if (folder === undefined) throw invalid('it is a single file, without config.json and tokenizer.json');
  const part = (name: PartName): Session | undefined => folder.parts.get(name);
  const first = part('merged') ?? part('decoder') ?? part('model');
  if (first === undefined) throw invalid(`it has no decoder (${[...folder.parts.keys()].join(', ')})`);
  return { first, later: part('decoder-with-past') ?? first };
}

const ownInputs = [
  'input_ids',
  'attention_mask',
  'position_ids',
  'cache_position',
  'use_cache_branch',
  'num_logits_to_keep',
];

function requireLayout({ inputs, outputs }: Session, around: Around): void {
  const names = inputs.map(({ name }) => name);
  if (!names.includes('input_ids')) throw invalid(`it has no input input_ids (it has: ${names.join(', ')})`);
  if (!outputs.some(({ name }) => name === 'logits')) throw invalid('it has no output logits');
  for (const { name, dims } of inputs) {
    if (ownInputs.includes(name) || around.has(name)) continue;
    if (!name.startsWith(past)) throw invalid(`it has an input ${name} that decoding does not know`);
    if (dims?.length !== 4)
      throw invalid(`its cache ${name} is not laid out as batch × heads × tokens × width`);
  }
}

interface Feeding {
  readonly ids: readonly number[];
  /** Tokens that are in the cache. */
  readonly before: number;
  readonly isFirst: boolean;
  readonly config: Config;
}

/** What an input is fed that neither an encoder nor an earlier run gives. */
function feed(shape: TensorShape, { ids, before, isFirst, config }: Feeding): Tensor {
  const { name, type } = shape;
  const row = (values: readonly number[]): Tensor => whole(type, [1, values.length], values, name);
  switch (name) {
    case 'input_ids':
      return row(ids);
    case 'attention_mask':
      return constant(type, [1, before + ids.length], 1) ?? row([]);
    case 'position_ids':
      return row(ids.map((_, at) => before + at));
    case 'cache_position':
      return whole(type, [ids.length], ids.map((_, at) => before + at), name); // prettier-ignore
    case 'use_cache_branch':
      return { type: 'bool', dims: [1], data: Uint8Array.of(isFirst ? 0 : 1) };
    case 'num_logits_to_keep':
      return whole(type, [], [0], name); // of all of them
    default:
      return emptyCache(shape, config);
  }
}

function whole(type: Tensor['type'], dims: readonly number[], values: readonly number[], name: string): Tensor {
  if (type === 'int64') return { type, dims, data: BigInt64Array.from(values, BigInt) };
  if (type === 'int32') return { type, dims, data: Int32Array.from(values) };
  throw invalid(`its input ${name} is ${type}, where whole numbers are meant`);
} // prettier-ignore

/** Keys or values of no tokens, with as many heads as the graph says; where it leaves them open, as the configuration. */
function emptyCache({ name, type, dims }: TensorShape, config: Config): Tensor {
  const [, heads, , width] = dims ?? [];
  const number = (...keys: readonly string[]): number | undefined =>
    keys.map((key) => config[key]).find((value) => typeof value === 'number');
  const all = number('num_attention_heads', 'n_head', 'decoder_attention_heads');
  const size = number('hidden_size', 'n_embd', 'd_model');
  const own = [
    typeof heads === 'number' ? heads : (number('num_key_value_heads') ?? all),
    typeof width === 'number' ? width : (number('head_dim') ?? (size ?? NaN) / (all ?? NaN)),
  ];
  if (!own.every((dim) => Number.isSafeInteger(dim)))
    throw invalid(`neither the graph nor config.json tells the heads of ${name} and their width`);
  const empty = constant(type, [1, own[0] ?? 0, 0, own[1] ?? 0], 0);
  if (empty === undefined) throw invalid(`its cache ${name} is ${type}`);
  return empty;
}

/** The rows of the last `count` of the tokens that were fed. */
function scoresOf(outputs: Outputs, fed: number, count: number): Scores {
  const logits = outputs.get('logits');
  const [batch, rows, vocabulary] = logits?.dims ?? [];
  if (logits === undefined || batch !== 1 || rows !== fed || vocabulary === undefined)
    throw invalid(
      `its logits have shape ${(logits?.dims ?? []).join(' × ')} for ${fed} tokens, where 1 × tokens × vocabulary is meant`,
    );
  return {
    count,
    vocabulary,
    at: (place) => {
      const start = (fed - count + place) * vocabulary;
      const data = logits.data.slice(start, start + vocabulary);
      return numbersOf({ type: logits.type, dims: [vocabulary], data });
    },
  };
}

/** Merged decoders answer with stand-ins for what they keep of an encoder once they have a past: the first stays. */
function cacheOf(outputs: Outputs, before: ReadonlyMap<string, Tensor>): ReadonlyMap<string, Tensor> {
  const cache = new Map(before);
  for (const [name, tensor] of outputs) {
    if (!name.startsWith(present)) continue;
    const input = `${past}${name.slice(present.length)}`;
    if (name.includes('.encoder.') && before.has(input)) continue;
    cache.set(input, tensor);
  }
  return cache;
}
