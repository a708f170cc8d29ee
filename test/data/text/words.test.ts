import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../../src/data/text/pieces.js';
import { firstPieces, wordsOf } from '../../../src/data/text/words.js';
import { load, makerOf, sampleOf, tokenizers } from './arrange.js';

describe.each(tokenizers)('words of %s', (name) => {
  const { expected, tokenizer } = load(name);

  it.each(expected.words)('begin where the Rust library says: $words', ({ words, ids, firsts }) => {
    const length = ids.length;
    const made = makerOf({ tokenizer: `${name}.json`, 'max-length': length }, { from: 'words' }).make(
      sampleOf({ words }),
    );
    expect(Array.from(made.data, Number)).toEqual(ids);
    expect(made.tokens).toEqual({ words, firsts });
  });

  it('of a text are those of its list where each word is split by itself', () => {
    const apart = ['bert', 'whitespace', 'punctuation', 'roberta', 'unigram'];
    if (!apart.includes(name)) return;
    for (const { words } of expected.words) {
      const firstIds = (texts: readonly string[]): number[] =>
        texts.flatMap((text) => {
          const pieces = piecesOf(tokenizer, text);
          return firstPieces(wordsOf(text), pieces).map((at) => pieces[at]?.id ?? -1);
        });
      expect(firstIds([words.join(' ')])).toEqual(firstIds(words));
    }
  });
});

it('words of a text are what is between white space, by characters', () => {
  expect(wordsOf(' a 🙂b\n\tc ')).toEqual([
    { text: 'a', start: 1, end: 2 },
    { text: '🙂b', start: 3, end: 5 },
    { text: 'c', start: 7, end: 8 },
  ]);
  expect(wordsOf('')).toEqual([]);
});
