import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputMaker } from '../../../src/core/input.js';
import type { Json } from '../../../src/core/json.js';
import type { Sample, Value } from '../../../src/core/sample.js';
import type { ElementType, TensorShape } from '../../../src/core/tensor.js';
import { compileInput } from '../../../src/data/preprocess/compile.js';
import { loadTokenizer, type LoadedTokenizer } from '../../../src/data/text/load.js';

/** Made by make.py there, with the Rust library's answers. */
export const fixtures = join(import.meta.dirname, 'fixtures');

export const tokenizers = [
  'bert',
  'whitespace',
  'punctuation',
  'byte-level',
  'roberta',
  'unigram',
  'llama',
] as const;

export interface Expected {
  readonly pad: string;
  readonly pieces: readonly {
    readonly text: string;
    readonly ids: readonly number[];
    readonly spans: readonly (readonly [number, number])[];
  }[];
  readonly words: readonly {
    readonly words: readonly string[];
    readonly ids: readonly number[];
    readonly firsts: readonly number[];
  }[];
  readonly sequences: readonly {
    readonly texts: readonly string[];
    readonly form: {
      readonly length: number;
      readonly truncate: 'right' | 'left';
      readonly pad: 'right' | 'left';
    };
    readonly ids: readonly number[];
    readonly mask: readonly number[];
    readonly types: readonly number[];
  }[];
}

export function load(name: string): { tokenizer: LoadedTokenizer; expected: Expected } {
  const text = readFileSync(join(fixtures, `${name}.expected.json`), 'utf8');
  const expected = JSON.parse(text) as Expected; // make.py writes it so
  return { tokenizer: loadTokenizer(fixtures, `${name}.json`), expected };
}

export const place = { file: 'gate.yml', line: 3, column: 5 };

/** A maker of one input by these steps, for a model that declares `[batch, length]`. */
export function makerOf(
  steps: { readonly [step: string]: Json },
  {
    input = 'input_ids',
    from = 'text',
    fields = ['text', 'second', 'spans', 'words'],
    type = 'int64',
    dims = ['batch', 'length'],
  }: {
    input?: string;
    from?: string;
    fields?: readonly string[];
    type?: ElementType;
    dims?: TensorShape['dims'];
  } = {},
): InputMaker {
  const spec = { input, from: { fields: [from] }, steps, place };
  const context = { directory: fixtures, fields, except: [], siblings: [spec] };
  return compileInput(spec, { name: input, type, dims }, context);
}

export function sampleOf(fields: { readonly [field: string]: Value }): Sample {
  return { id: 'mail-7', fields: new Map(Object.entries(fields)) };
}
