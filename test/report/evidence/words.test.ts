import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedWords } from '../../../src/report/evidence/words.js';

const marked = (before: string, after: string): string =>
  changedWords(before, after).map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join(''); // prettier-ignore

it('marks words that the first text has not', () => {
  expect(marked('the cat sat on the mat', 'the bat sat on a mat')).toBe('the [bat] sat on [a] mat');
  expect(marked('one two', 'one two')).toBe('one two');
  expect(marked('', 'new')).toBe('[new]');
});

it('never loses a character', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '  ', '\n')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(changedWords(before, after).map((part) => part.text).join('')).toBe(after); // prettier-ignore
    }),
  );
});
