import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../../src/data/text/pieces.js';
import { sequenceOf, type Form, type Sequence } from '../../../src/data/text/sequence.js';
import { load, tokenizers } from './arrange.js';

const refuse = {
  tooLong: (length: number) => new Error(`${length} tokens`),
  noPadding: () => new Error('no padding'),
};

describe.each(tokenizers)('sequences of %s', (name) => {
  const { tokenizer, expected } = load(name);
  const padding = { token: expected.pad, id: tokenizer.library.token_to_id(expected.pad) ?? NaN };

  it.each(expected.sequences)(
    'are those of the Rust library: $texts, $form',
    ({ texts, form, ...wanted }) => {
      const [first = '', second] = texts;
      const pieces = [
        piecesOf(tokenizer, first),
        second === undefined ? undefined : piecesOf(tokenizer, second),
      ];
      const made = sequenceOf(
        tokenizer,
        [pieces[0] ?? [], pieces[1]],
        { ...form, padding, special: true },
        refuse,
      );
      expect(made).toMatchObject(wanted);
    },
  );
});

describe('a sequence', () => {
  const { tokenizer } = load('bert');
  const form: Form = { length: 5, truncate: 'error', pad: 'right', padding: null, special: true };
  const make = (text: string, changes: Partial<Form>): Sequence =>
    sequenceOf(tokenizer, [piecesOf(tokenizer, text)], { ...form, ...changes }, refuse);

  it('that is too long is refused unless it may be cut', () => {
    expect(() => make('and and and and', {})).toThrow('6 tokens');
    expect(make('and and and and', { truncate: 'right' }).pieces).toEqual([-1, 0, 1, 2, -1]);
    expect(make('and and and and', { truncate: 'left' }).pieces).toEqual([-1, 1, 2, 3, -1]);
  });

  it('without room for its special tokens is refused even if it may be cut', () => {
    expect(() => make('and', { length: 1, truncate: 'right' })).toThrow('3 tokens');
  });

  it('that must be filled up with nothing known to do so is refused', () => {
    expect(() => make('and', {})).toThrow('no padding');
    expect(make('and and and', {}).mask).toEqual([1, 1, 1, 1, 1]);
  });

  it('may go without special tokens', () => {
    expect(make('and and', { length: 2, special: false }).pieces).toEqual([0, 1]);
  });
});
