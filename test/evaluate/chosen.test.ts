import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { OutputSpec } from '../../src/core/policy.js';
import { chosenOutputs } from '../../src/evaluate/chosen.js';
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
