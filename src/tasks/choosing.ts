import { fault, type Fault } from '../core/fault.js';
import type { Config, OpenFolder } from '../core/folder.js';
import type { Json } from '../core/json.js';

/** How the next token is chosen, as a model's `generation_config.json` says, by the names of Hugging Face's transformers. */
export interface Choosing {
  /** The tokens that stand before the first one that is chosen. */
  readonly start: readonly number[];
  /** Tokens that end a text. */
  readonly ends: readonly number[];
  /** Most tokens in all, those before the first one included. */
  readonly most: number;
  readonly beams: number;
  /** A finished beam's score is divided by its length to this power. */
  readonly lengthPenalty: number;
  /** true: done with as many finished beams as there are beams; false: when none that goes on scores higher now; 'never': when none can. */
  readonly stop: boolean | 'never';
  /** Takes scores away from tokens that may not follow `ids`; changes the row. */
  bound(row: Float64Array, ids: readonly number[]): void;
}

/** What the policy says itself. */
export interface Written {
  readonly beams: number | undefined;
  readonly most: number | undefined;
}

/** What changes the choice and is not built, unless it has the value that changes nothing. */
const refused: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['repetition_penalty', 1],
  ['encoder_repetition_penalty', 1],
  ['encoder_no_repeat_ngram_size', 0],
  ['num_beam_groups', 1],
  ['diversity_penalty', 0],
  ['exponential_decay_length_penalty', null],
  ['sequence_bias', null],
  ['forced_decoder_ids', null],
  ['constraints', null],
  ['force_words_ids', null],
  ['penalty_alpha', null],
  ['dola_layers', null],
  ['guidance_scale', 1],
]);

/**
 * Reads `generation_config.json`, or without one `config.json`; `start` is what stands before the first token. Sampling is never done: `do_sample`, `temperature`,
 * `top_k` and `top_p` are left aside. Fault DECODER_INVALID for what is not built.
 */
export function choosingOf(
  folder: Pick<OpenFolder, 'config' | 'generation'>,
  written: Written,
  start: readonly number[] = startOf(folder),
): Choosing {
  const { config, generation } = folder;
  const told: Config = Object.keys(generation).length > 0 ? generation : config;
  for (const [key, idle] of refused) {
    const value = told[key] ?? null;
    if (value !== null && value !== idle) throw invalid(`its settings say ${key}, which is not built`);
  }
  const number = (key: string): number | undefined => (typeof told[key] === 'number' ? told[key] : undefined);
  const ids = (key: string): readonly number[] => idsIn(told[key] ?? config[key]);
  const ends = ids('eos_token_id');
  const more = written.most ?? number('max_new_tokens');
  const most = more === undefined ? (number('max_length') ?? 20) : start.length + more;
  const early = told['early_stopping'];
  return {
    start,
    ends,
    most,
    beams: written.beams ?? number('num_beams') ?? 1,
    lengthPenalty: number('length_penalty') ?? 1,
    stop: early === true || early === 'never' ? early : false,
    bound: boundBy(told, { start, ends, most }),
  };
}

function startOf({ config, generation }: Pick<OpenFolder, 'config' | 'generation'>): readonly number[] {
  const ids = (key: string): readonly number[] => idsIn(generation[key] ?? config[key]);
  const [start] = [...ids('decoder_start_token_id'), ...ids('bos_token_id')];
  if (start === undefined) throw invalid('its settings say no decoder_start_token_id');
  return [start];
}

function invalid(reason: string): Fault {
  return fault('DECODER_INVALID', { reason });
}

function idsIn(value: Json | undefined): readonly number[] {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value]; // isArray does not narrow readonly arrays
  return list.filter((id) => typeof id === 'number');
}

/** In the order in which transformers applies them. */
function boundBy(told: Config, { start, ends, most }: Pick<Choosing, 'start' | 'ends' | 'most'>): Choosing['bound'] {
  const number = (key: string): number => (typeof told[key] === 'number' ? told[key] : 0);
  const [size, least] = [number('no_repeat_ngram_size'), Math.max(number('min_length'), start.length + number('min_new_tokens'))];
  const bad = badWords(told['bad_words_ids']);
  const [first] = idsIn(told['forced_bos_token_id']);
  const [last] = idsIn(told['forced_eos_token_id']);
  const [never, notFirst] = [idsIn(told['suppress_tokens']), idsIn(told['begin_suppress_tokens'])];
  const begin = first === undefined ? start.length : start.length + 1;
  return (row, ids) => {
    if (size > 0) without(row, repeating(ids, size));
    without(row, bad);
    if (ids.length < least) without(row, ends);
    if (first !== undefined && ids.length === 1) only(row, first);
    if (last !== undefined && ids.length === most - 1) only(row, last);
    without(row, never);
    if (ids.length === begin) without(row, notFirst);
  };
} // prettier-ignore

function without(row: Float64Array, ids: readonly number[]): void {
  for (const id of ids) if (id < row.length) row[id] = -Infinity;
}

function only(row: Float64Array, id: number): void {
  row.fill(-Infinity);
  row[id] = 0;
}

function badWords(value: Json | undefined): readonly number[] {
  const words: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : []; // isArray does not narrow readonly arrays
  const lists = words.map(idsIn);
  if (lists.some(({ length }) => length !== 1))
    throw invalid('its settings say bad_words_ids of several tokens, which are not built');
  return lists.flat();
}

/** Tokens that would make a run of `size` tokens which is there already. */
function repeating(ids: readonly number[], size: number): readonly number[] {
  const tail = ids.slice(ids.length - size + 1);
  return ids.filter(
    (_, at) => at + 1 >= size && tail.every((id, place) => ids[at - size + 1 + place] === id),
  );
}
