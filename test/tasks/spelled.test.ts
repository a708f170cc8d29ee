import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTokenizer } from '../../src/data/text/tokenizer.js';
import type { Tokenizer } from '../../src/core/folder.js';
import { beginsOf } from '../../src/tasks/spelled.js';

const models = join(import.meta.dirname, '../../examples/language-model/models');
const pieces = openTokenizer(join(models, 'fp32/tokenizer.json'));
const bytes = openTokenizer(join(models, 'student/tokenizer.json'));

const begins = (tokenizer: Tokenizer, text: string, special = true): readonly number[] =>
  beginsOf(tokenizer, tokenizer.encode(text, special), text);

describe('where tokens begin in the text', () => {
  it('is after what those before them spell; special ones spell nothing', () => {
    expect(begins(bytes, 'to be')).toEqual([0, 0, 1, 2, 3, 4, 5]);
    expect(begins(bytes, 'to be', false)).toEqual([0, 1, 2, 3, 4, 5]);
    const text = 'Sir Walter was not to be seen.';
    const found = begins(pieces, text, false);
    const ids = pieces.encode(text, false);
    expect(ids.map((id, at) => text.slice(found[at], found[at + 1]) === pieces.decode([id]))).not.toContain(
      false,
    );
    expect(found.at(-1)).toBe(text.length);
  });

  it('is nowhere inside of a character', () => {
    expect(begins(bytes, 'é€😀x', false)).toEqual([0, -1, 1, -1, -1, 2, -1, -1, -1, 4, 5]);
  });

  it('is found in long texts', () => {
    const text = 'It was so, “naïve” or not. '.repeat(200);
    expect(begins(pieces, text).at(-1)).toBe(text.length);
  });

  it('is not known from where they no longer spell it', () => {
    const small: Tokenizer = { ...bytes, encode: (text) => bytes.encode(text.toLowerCase(), false) };
    expect(begins(small, 'to Bed')).toEqual([0, 1, 2, 3, -1, -1, -1]);
    expect(begins(small, 'B'.repeat(40)).at(-1)).toBe(-1);
  });

  it('leaves out a space that is put in front of everything', () => {
    const spaced: Tokenizer = { ...bytes, encode: (text) => bytes.encode(` ${text}`, false) };
    expect(begins(spaced, 'to')).toEqual([0, 0, 1, 2]);
    expect(begins(spaced, ' to')).not.toEqual([0, 1, 2, 3]);
  });
});
