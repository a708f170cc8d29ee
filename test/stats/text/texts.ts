import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BleuTokenizer } from '../../../src/stats/text/bleu-tokens.js';

/** Sentence pairs, and what sacrebleu, rouge_score and jiwer say of them; written by make_texts.py. */
export interface Texts {
  readonly pairs: readonly (readonly [answer: string, references: readonly string[]])[];
  readonly corpus: {
    readonly bleu: readonly {
      readonly score: number;
      readonly of: 'one' | 'many';
      readonly tokenize: BleuTokenizer;
      readonly lowercase?: boolean;
      readonly signature: string;
    }[];
    /** Against the first reference, and against all. */
    readonly chrf: readonly [number, number];
    readonly 'chrf++': readonly [number, number];
    readonly ter: readonly [number, number];
    readonly signatures: { readonly [metric: string]: string };
    readonly wer: number;
    readonly cer: number;
  };
  readonly sentences: {
    readonly [metric in SentenceMetric]: readonly number[];
  } & {
    readonly words: readonly (readonly [edits: number, length: number])[];
    readonly characters: readonly (readonly [edits: number, length: number])[];
  };
  readonly rouge: { readonly [kind: string]: readonly number[] };
  readonly rougeStemmed: { readonly [kind: string]: readonly number[] };
}

type Plain = 'bleu' | 'chrf' | 'chrf++' | 'ter';
type SentenceMetric = Plain | `${Plain}OfSeveral`;

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8'));
}

export const texts = read('texts.json') as Texts; // written by make_texts.py
export const stems = read('stems.json') as readonly (readonly [word: string, stem: string])[]; // as well

/** Element-wise sums. */
export function added(rows: readonly (readonly number[])[]): readonly number[] {
  return rows.reduce((sums, row) => row.map((value, at) => value + (sums[at] ?? 0)), []);
}

/** Where the numbers differ by more than 1e-9, with the texts. */
export function apart(found: readonly number[], expected: readonly number[]): unknown[] {
  return found.flatMap((value, at) => {
    const wanted = expected[at] ?? NaN;
    return Math.abs(value - wanted) <= 1e-9 ? [] : [{ pair: texts.pairs[at], value, wanted }];
  });
}
