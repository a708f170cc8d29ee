import { describe, expect, it } from 'vitest';
import type { MadeTensor } from '../../../src/core/input.js';
import type { TextSignal } from '../../../src/core/noise.js';
import { compileInput } from '../../../src/data/preprocess/compile.js';
import { codesOf } from '../../tasks/arrange.js';
import { fixtures, makerOf, place, sampleOf } from './arrange.js';

const bert = { tokenizer: 'bert.json', 'max-length': 12 };
const text = 'Bo and Anna';

function numbers({ data }: MadeTensor): readonly number[] {
  return Array.from(data, Number);
}

describe('an input made of text', () => {
  const wanted = { name: 'input_ids', type: 'int64', dims: ['batch', 'length'] } as const;
  const spec = { input: 'input_ids', from: { fields: ['text'] }, steps: bert, place };
  const context = { directory: fixtures, fields: ['text'], except: [], siblings: [spec] };
  const made = (input: string): readonly number[] => {
    const own = input === 'input_ids' ? spec : { input, from: { fields: [input] }, steps: {}, place };
    return numbers(
      compileInput(own, { ...wanted, name: input }, context).make(sampleOf({ text: 'and and' })),
    );
  };

  it('feeds its companions by their names', () => {
    expect(made('input_ids').slice(0, 5)).toEqual([2, made('input_ids')[2], made('input_ids')[1], 3, 0]);
    expect(made('attention_mask')).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(made('token_type_ids')).toEqual(new Array(12).fill(0));
    expect(made('position_ids')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('is none for other names, for two tokenizers, and where the data have a field of the name', () => {
    const own = { input: 'attention_mask', from: { fields: ['attention_mask'] }, steps: {}, place };
    const mask = { ...wanted, name: 'attention_mask' };
    const other = { ...spec, input: 'decoder_ids' };
    const two = { ...context, siblings: [spec, other] };
    expect(codesOf(() => compileInput(own, mask, two))).toEqual(['INPUT_FIELD_MISSING']);
    const odd = { ...own, input: 'mask', from: { fields: ['mask'] } };
    expect(codesOf(() => compileInput(odd, { ...mask, name: 'mask' }, context))).toEqual([
      'INPUT_FIELD_MISSING',
    ]);
    const present = { ...context, fields: ['text', 'attention_mask'] };
    expect(compileInput(own, mask, present).fields).toEqual(['attention_mask']);
  });

  it('names the digest of its tokenizer', () => {
    expect(compileInput(spec, wanted, context).files).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it('is told by `gives` what it is fed', () => {
    const mask = makerOf({ ...bert, gives: 'attention-mask' }, { input: 'm' });
    expect(numbers(mask.make(sampleOf({ text: 'and' })))).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('counts positions from the first token when filled up on the left', () => {
    const maker = makerOf({ ...bert, 'max-length': 5, pad: 'left' }, { input: 'position_ids' });
    expect(numbers(maker.make(sampleOf({ text: 'and' })))).toEqual([0, 0, 0, 1, 2]);
  });

  it('may be a pair, with types of its own', () => {
    const steps = { ...bert, 'text-pair': 'second' };
    const types = makerOf(steps, { input: 'token_type_ids' });
    expect(numbers(types.make(sampleOf({ text: 'and', second: 'and' })))).toEqual([
      0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0,
    ]);
    expect(codesOf(() => types.make(sampleOf({ text: 'and' })))).toEqual(['INPUT_VALUE']);
  });

  it('is float32 where the model wants that', () => {
    const mask = makerOf(bert, { input: 'attention_mask', type: 'float32' });
    expect(mask.make(sampleOf({ text })).data).toBeInstanceOf(Float32Array);
  });

  it('is made of what noise leaves of the text', () => {
    const maker = makerOf(bert);
    const signal = maker.base(sampleOf({ text })) as TextSignal; // what text is made of
    expect(signal).toMatchObject({ is: 'text', texts: [text], dims: [] });
    expect(numbers(maker.finish({ ...signal, texts: ['and'] }))).toEqual(
      numbers(maker.make(sampleOf({ text: 'and' }))),
    );
  });
});

describe('words in a text', () => {
  const spans = (rows: readonly (readonly number[])[]): MadeTensor => ({
    type: 'int64',
    dims: [rows.length, 2],
    data: BigInt64Array.from(rows.flat(), BigInt),
  });
  const maker = makerOf({ ...bert, words: 'spans' });

  it('are those that the data mark, by characters', () => {
    const sample = sampleOf({ text: '🙂 Boand', spans: spans([[2, 4], [4, 7]]) }); // prettier-ignore
    expect(maker.make(sample).tokens?.words).toEqual(['Bo', 'and']);
  });

  it('must lie in it, as pairs', () => {
    for (const wrong of [[[0, 99]], [[3, 3]], [[-1, 2]]]) {
      expect(codesOf(() => maker.make(sampleOf({ text, spans: spans(wrong) })))).toEqual(['INPUT_VALUE']);
    }
    expect(codesOf(() => maker.make(sampleOf({ text, spans: 'no' })))).toEqual(['INPUT_VALUE']);
    expect(codesOf(() => maker.make(sampleOf({ text: ['Bo'], spans: spans([[0, 2]]) })))).toEqual([
      'INPUT_VALUE',
    ]);
  });

  it('are lost when noise moves characters', () => {
    const signal = maker.base(sampleOf({ text, spans: spans([[0, 2]]) })) as TextSignal; // what text is made of
    expect(codesOf(() => maker.finish({ ...signal, texts: ['B and Anna'] }))).toEqual(['WORDS_MOVED']);
    expect(maker.finish({ ...signal, texts: ['Bu and Anna'] }).tokens?.words).toEqual(['Bu']);
  });

  it('are -1 where they were cut off', () => {
    const cut = makerOf(
      { tokenizer: 'whitespace.json', 'max-length': 4, truncate: 'right' },
      { from: 'words' },
    );
    expect(cut.make(sampleOf({ words: ['and', 'and', 'and'] })).tokens?.firsts).toEqual([1, 2, -1]);
  });
});

describe('what no sample could satisfy', () => {
  const cases = [
    ['no length', { tokenizer: 'bert.json' }, {}, 'INPUT_STEP_INVALID'],
    ['another length than the model’s', bert, { dims: ['batch', 16] }, 'INPUT_STEP_INVALID'],
    ['a step of pictures', { ...bert, rescale: 1 }, {}, 'INPUT_STEP_INVALID'],
    ['a model that wants text', bert, { type: 'string' }, 'INPUT_STEP_INVALID'],
    ['no such field', bert, { from: 'txt' }, 'INPUT_FIELD_MISSING'],
    ['no such field for the pair', { ...bert, 'text-pair': 'txt' }, {}, 'INPUT_FIELD_MISSING'],
    ['no such token to fill up with', { ...bert, 'pad-token': '<none>' }, {}, 'INPUT_STEP_INVALID'],
    ['no such file', { ...bert, tokenizer: 'none.json' }, {}, 'FILE_MISSING'],
    ['a file outside', { ...bert, tokenizer: '../arrange.ts' }, {}, 'PATH_OUTSIDE'],
    ['a file that is none', { ...bert, tokenizer: 'make.py' }, {}, 'TOKENIZER_UNREADABLE'],
    ['a file of something else', { ...bert, tokenizer: 'bert.expected.json' }, {}, 'TOKENIZER_UNREADABLE'],
    ['a key of text without a tokenizer', { 'max-length': 3 }, {}, 'INPUT_STEP_INVALID'],
  ] as const;

  it.each(cases)('%s', (_, steps, more, code) => {
    expect(codesOf(() => makerOf(steps, more))).toEqual([code]);
  });
});

describe('a sample', () => {
  it('whose sequence is too long is a fault that names it', () => {
    const maker = makerOf({ ...bert, 'max-length': 4 });
    expect(() => maker.make(sampleOf({ text: 'and and and' }))).toThrow(
      'sample mail-7 is a sequence of 5 tokens, more than max-length 4 of input `input_ids`',
    );
  });

  it('that is no text is a fault', () => {
    expect(codesOf(() => makerOf(bert).make(sampleOf({ text: 7 })))).toEqual(['INPUT_VALUE']);
    expect(codesOf(() => makerOf(bert).make(sampleOf({})))).toEqual(['INPUT_VALUE']);
  });

  it('that can’t be filled up is a fault', () => {
    const maker = makerOf({ tokenizer: 'llama.json', 'max-length': 40 });
    expect(codesOf(() => maker.make(sampleOf({ text })))).toEqual(['TOKENIZER_NO_PADDING']);
  });
});
