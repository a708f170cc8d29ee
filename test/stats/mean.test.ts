import { describe, expect, it } from 'vitest';
import { mean } from '../../src/stats/mean.js';
import { reference } from './fixtures/reference.js';

describe('mean', () => {
  it('keeps what plain addition loses', () => {
    expect(mean(reference.means.values)).toBe(reference.means.mean);
    expect(mean([1, 1e100, 1, -1e100])).toBe(0.5);
  });

  it('is infinite with an infinite value, and NaN with NaN or without values', () => {
    expect(mean([1, Infinity, 2])).toBe(Infinity);
    expect(mean([1, -Infinity])).toBe(-Infinity);
    expect([mean([Infinity, -Infinity]), mean([1, NaN]), mean([])]).toEqual([NaN, NaN, NaN]);
  });
});
