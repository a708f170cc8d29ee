import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../../src/data/text/pieces.js';
import { load, tokenizers } from './arrange.js';

describe.each(tokenizers)('pieces of %s', (name) => {
  const { tokenizer, expected } = load(name);

  it.each(expected.pieces)('are those of the Rust library: $text', ({ text, ids, spans }) => {
    const pieces = piecesOf(tokenizer, text);
    expect(pieces.map(({ id }) => id)).toEqual(ids);
    // a space alone stands for no character: where is of no matter, and one that was put in front has no place
    const isSpace = ({ start, end }: { start: number; end: number }): boolean => start === end;
    expect(pieces.map((piece) => (isSpace(piece) ? null : [piece.start, piece.end]))).toEqual(
      spans.map((span, at) => (pieces[at] && isSpace(pieces[at]) ? null : span)),
    );
  });

  it('leave no character but spaces out, unless the normalizer removes it', () => {
    for (const { text } of expected.pieces.slice(0, 8)) {
      const covered = new Set(
        piecesOf(tokenizer, text).flatMap(({ start, end }) =>
          Array.from({ length: end - start }, (_, at) => start + at),
        ),
      );
      const lost = Array.from(text).filter((character, at) => character.trim() !== '' && !covered.has(at));
      expect(lost).toEqual([]);
    }
  });
});
