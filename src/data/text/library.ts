import { Tokenizer } from '@huggingface/tokenizers';
import type { Normalizer } from './normalized.js';

interface Splitter {
  split(text: string): string[];
}

interface Added {
  readonly id: number;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
}

/** The stages of a tokenizer, which we run one by one to know where each piece comes from. */
export interface Library {
  readonly splitter_unnormalized: Splitter;
  readonly splitter_normalized: Splitter;
  readonly added_tokens_map: ReadonlyMap<string, Added>;
  readonly normalizer: Normalizer | null;
  readonly pre_tokenizer: { pre_tokenize(text: string, options: { section_index: number }): string[] } | null;
  readonly model: {
    readonly tokens_to_ids: ReadonlyMap<string, number>;
    readonly unk_token_id?: number | null;
    _call(parts: readonly string[]): string[];
  };
  readonly post_processor: {
    post_process(
      first: readonly string[],
      second: readonly string[] | null,
      special: boolean,
    ): { readonly tokens: readonly string[]; readonly token_type_ids?: readonly number[] };
  } | null;
  token_to_id(token: string): number | undefined;
  id_to_token(id: number): string | undefined;
  /** Throws an Error for an empty list. */
  decode(
    ids: number[],
    options: { skip_special_tokens: boolean; clean_up_tokenization_spaces: boolean },
  ): string;
  encode(text: string, options: { add_special_tokens: boolean }): { readonly ids: readonly number[] };
}

type Make = new (file: object, config: object) => Library;

/** Opens a tokenizer.json; throws an Error for a part of a type that the library does not know. */
export function openLibrary(file: object): Library {
  const Opened = Tokenizer as unknown as Make; // the package's declarations name their files without endings, which Node's resolution does not follow
  return new Opened(file, {});
}
