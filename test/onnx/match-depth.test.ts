import { expect, it } from 'vitest';
import { matchByDepth } from '../../src/onnx/match-depth.js';

const layers = (count: number, of = 'layer'): string[] =>
  Array.from({ length: count }, (_, at) => `${of}.${at}`);
const told = (left: readonly string[], right: readonly string[]): string[] =>
  matchByDepth(left, right).map(({ baseline, compressed, by }) => `${baseline} ${compressed} ${by}`);

it('the same layers are matched by name', () => {
  expect(told(['a', 'b'], ['a', 'b'])).toEqual(['a a name', 'b b name']);
});

it('a student’s layers are matched at the same share of the way, whatever they are called', () => {
  expect(told(layers(6), layers(3))).toEqual([
    'layer.1 layer.0 depth',
    'layer.3 layer.1 depth',
    'layer.5 layer.2 depth',
  ]);
});

it('long models are walked in twelve places, and models without inner layers in none', () => {
  const long = told(layers(40, 'a'), layers(25, 'b'));
  expect(long).toHaveLength(12);
  expect(long[0]).toBe('a.3 b.2 depth');
  expect(long[11]).toBe('a.39 b.24 depth');
  expect(told([], layers(2))).toEqual([]);
});
