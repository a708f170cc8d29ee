import type { ModelFile, Session } from './engine.js';
import type { Json } from './json.js';

/**
 * The files that a model may be spread over, as Hugging Face Optimum names them: `model.onnx`, `encoder_model.onnx`,
 * `decoder_model_merged.onnx`, `decoder_model.onnx`, `decoder_with_past_model.onnx`.
 */
export type PartName = 'model' | 'encoder' | 'merged' | 'decoder' | 'decoder-with-past';

/** What a JSON file of a folder says; empty where there is no such file. */
export type Config = { readonly [key: string]: Json };

/** A model that is a folder: its ONNX files, and what lies beside them. */
export interface ModelFolder {
  /** The first one is the model's own file: what a session of the whole declares. */
  readonly parts: readonly { readonly name: PartName; readonly file: ModelFile }[];
  /** `config.json` and `generation_config.json`. */
  readonly config: Config;
  readonly generation: Config;
  /** `preprocessor_config.json`: what a recognizer's sound becomes. */
  readonly preprocessor: Config;
  /** Absolute path of `tokenizer.json`; null where there is none. */
  readonly tokenizer: string | null;
}

/** A folder whose files are open. */
export interface OpenFolder extends Pick<ModelFolder, 'config' | 'generation' | 'preprocessor'> {
  readonly parts: ReadonlyMap<PartName, Session>;
  readonly tokenizer: Tokenizer | null;
  /** A decoder with a cache is fed one token at a time, whatever is asked of it at once. */
  readonly tokenByToken?: true;
}

/** The tokenizer that a model brings along. */
export interface Tokenizer {
  readonly sha256: string;
  /** The ids of a text, with the special tokens that the tokenizer puts around it or without. */
  encode(text: string, special: boolean): readonly number[];
  /** The text of ids without special tokens, spaces as they are. */
  decode(ids: readonly number[]): string;
  /** How the vocabulary writes an id; undefined: it has none. */
  tokenOf(id: number): string | undefined;
  /** undefined: the vocabulary does not have it. */
  idOf(token: string): number | undefined;
}
