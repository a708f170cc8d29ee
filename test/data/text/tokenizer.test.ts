import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTokenizer } from '../../../src/data/text/tokenizer.js';

const vocabulary = { '<s>': 0, a: 1, b: 2, ab: 3, ' ': 4 };
const file = {
  version: '1.0',
  added_tokens: [{ id: 0, content: '<s>', special: true, lstrip: false, rstrip: false, normalized: false, single_word: false }],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
    pair: [],
    special_tokens: { '<s>': { id: '<s>', ids: [0], tokens: ['<s>'] } },
  },
  decoder: { type: 'Fuse' },
  model: { type: 'BPE', vocab: vocabulary, merges: [['a', 'b']], unk_token: null },
}; // prettier-ignore

function written(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'tokenizer-')), 'tokenizer.json');
  writeFileSync(path, content);
  return path;
}

describe('a tokenizer that a model brings', () => {
  const tokenizer = openTokenizer(written(JSON.stringify(file)));

  it('makes ids of a text, with and without what it puts around it, and the text of them again', () => {
    expect(tokenizer.encode('ab ba', false)).toEqual([3, 4, 2, 1]);
    expect(tokenizer.encode('ab ba', true)).toEqual([0, 3, 4, 2, 1]);
    expect(tokenizer.decode([0, 3, 4, 2, 1])).toBe('ab ba');
    expect(tokenizer.decode([])).toBe('');
    expect(tokenizer.encode('', false)).toEqual([]);
  });

  it('knows its vocabulary', () => {
    expect([tokenizer.tokenOf(3), tokenizer.tokenOf(9)]).toEqual(['ab', undefined]);
    expect([tokenizer.idOf('<s>'), tokenizer.idOf('c')]).toEqual([0, undefined]);
  });

  it('that is none is a fault', () => {
    expect(() => openTokenizer(written('{}'))).toThrow('tokenizer.json');
  });
});
