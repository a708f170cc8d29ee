import { describe, expect, it } from 'vitest';
import type { Scored } from '../../src/tasks/scored.js';
import { bytesOf, sharedText } from '../../src/tasks/shared-text.js';

/** Tokens that begin there and cost so much; the last number is where the final one ends. */
function cut(text: string, begins: readonly number[], surprise: readonly number[]): Scored {
  const none = { pieces: [], written: [], scores: [], logSums: [], vocabulary: 2, first: 0 };
  const places = surprise.map(() => 0);
  return { ...none, tokens: places, best: places, text, begins, surprise };
}

describe('what the same text costs two models', () => {
  const pieces = cut('to be', [2, 3, 5], [1, 10]);

  it('begins where a token of both does, after the first of each', () => {
    const letters = cut('to be', [1, 2, 3, 4, 5], [100, 2, 3, 4]);
    expect(sharedText(pieces, letters)).toEqual({ left: 11, right: 9, bytes: 3, tokens: 2 });
    expect(sharedText(letters, pieces)).toEqual({ left: 9, right: 11, bytes: 3, tokens: 3 });
    const others = cut('to be', [1, 3, 5], [100, 7]);
    expect(sharedText(pieces, others)).toEqual({ left: 10, right: 7, bytes: 2, tokens: 1 });
  });

  it('is of bytes, with nothing for marks that stand for no text', () => {
    const euro = cut('5 €', [1, 2, 3, 3], [1, 2, 50]);
    const bytes = cut('5 €', [1, 2, -1, -1, 3], [1, 1, 1, 1]);
    expect(sharedText(euro, bytes)).toEqual({ left: 3, right: 4, bytes: 4, tokens: 2 });
    expect([bytesOf(euro), bytesOf(bytes), bytesOf(cut('€', [-1, 1], [1]))]).toEqual([4, 4, null]);
  });

  it('is not known of two texts, or of tokens that do not spell it', () => {
    expect(sharedText(pieces, cut('to me', [2, 3, 5], [1, 1]))).toBeNull();
    expect(sharedText(pieces, cut('to be', [2, 3, -1], [1, 1]))).toBeNull();
    expect(sharedText(pieces, cut('to be', [1, 5], [1]))).toBeNull();
  });
});
