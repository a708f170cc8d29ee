import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import { readNames } from '../../src/gate/names.js';

const directory = mkdtempSync(join(tmpdir(), 'names-'));
const data = { path: 'x', options: {}, place: { file: 'policy.yml', line: 1, column: 1 } };

function names(file: string, content: unknown): readonly string[] | string | undefined {
  writeFileSync(join(directory, file), typeof content === 'string' ? content : JSON.stringify(content));
  try {
    return readNames(directory, file, data);
  } catch (error) {
    return error instanceof Fault ? error.findings[0]?.code : String(error);
  }
}

describe('names by their index', () => {
  test.each([
    ['one a line', 'names.txt', 'cat\r\n dog \n\nbird\n', ['cat', 'dog', '', 'bird']],
    ['a vocabulary', 'vocab.json', { b: 1, a: 0 }, ['a', 'b']],
    ['a tokenizer', 'tokenizer.json', { model: { vocab: { b: 1, a: 0 } }, added_tokens: [{ id: 2, content: '<s>' }] }, ['a', 'b', '<s>']],
    ['pieces with scores', 'pieces.json', { model: { vocab: [['a', -1], ['b', -2]] }, added_tokens: [{ id: 0, content: 'a' }] }, ['a', 'b']],
  ])('%s', (_, file, content, expected) => {
    expect(names(file, content)).toEqual(expected);
  }); // prettier-ignore

  test.each([
    ['no JSON', '{'],
    ['no vocabulary', {}],
    ['a list', [1]],
    ['an index that is none', { a: 'b' }],
    ['a hole', { a: 0, b: 2 }],
    ['an index twice', { a: 0, b: 0 }],
  ])('%s is refused', (_, content) => {
    expect(names('vocab.json', content)).toBe('NAMES_UNREADABLE');
  });
});
