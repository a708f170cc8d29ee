import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { OutputSpec, TaskPolicy } from '../../src/core/policy.js';
import type { OutputMeaning } from '../../src/core/task.js';
import { chosenOutputs, requireFit } from '../../src/evaluate/chosen.js';
import { kinds } from '../../src/kinds.js';
import { codesOf } from '../tasks/arrange.js';

const place = { file: 'gate.yml', line: 1, column: 1 };
const session = (...names: readonly string[]): Session => ({
  inputs: [],
  outputs: names.map((name) => ({ name, type: 'float32', dims: null })),
  run: () => Promise.reject(new Error('not run here')),
  close: () => Promise.resolve(),
});
const chosen = (spec: Omit<OutputSpec, 'place'>, ...names: readonly string[]) =>
  chosenOutputs({ ...spec, place }, session(...names), 'baseline');

describe('the outputs of a head', () => {
  test('are the one that is named, or the only one', () => {
    expect(chosen({}, 'y')).toEqual({ output: 'y' });
    expect(chosen({ name: 'z' }, 'y', 'z')).toEqual({ output: 'z' });
  });

  test('are one for each part', () => {
    const parts = { boxes: 'b', scores: 's' };
    expect(chosen({ parts }, 's', 'b')).toEqual({ output: 'b', parts });
  });

  test.each([
    ['none is named of several', {}, 'OUTPUT_UNCHOSEN'],
    ['one is not there', { name: 'x' }, 'OUTPUT_UNKNOWN'],
    ['a part is not there', { parts: { boxes: 'b', scores: 'x' } }, 'OUTPUT_UNKNOWN'],
    ['one is named beside parts', { name: 'b', parts: { boxes: 'b' } }, 'OUTPUT_TWICE'],
  ])('are a fault where %s', (_, spec, code) => {
    expect(codesOf(() => chosen(spec, 'b', 's'))).toEqual([code]);
  });
});

describe('a declared shape', () => {
  const names = ['O', 'B-PER', 'I-PER'];
  const task = { kind: 'token-classification', place } as TaskPolicy; // all that is looked at
  const codes = (dims: readonly (number | string)[] | null, meaning: OutputMeaning = 'logits') => {
    const of = { ...session(), outputs: [{ name: 'y', type: 'float32' as const, dims }] };
    return codesOf(() => requireFit(of, { output: 'y', meaning }, { task, names }, kinds));
  };

  test.each([
    [['N', 'T', 3], 'logits'],
    [['N', 'T', 'C'], 'logits'],
    [['N', 8], 'labels'],
    [['N', 8, 1], 'labels'],
    [null, 'logits'],
  ] as const)('of %j may hold %s of three tags', (dims, meaning) => {
    expect(codes(dims, meaning)).toEqual([]);
  });

  test.each([
    [['N', 'T', 9], 'logits'],
    [['N', 3], 'logits'],
    [['N', 8, 3], 'labels'],
    [[1, 2, 3, 4], 'logits'],
  ] as const)('of %j does not hold %s of three tags: told before anything runs', (dims, meaning) => {
    expect(codes(dims, meaning)).toEqual(['OUTPUT_SHAPE']);
  });
});
