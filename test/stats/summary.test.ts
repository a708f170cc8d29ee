import { describe, expect, it } from 'vitest';
import { summarize } from '../../src/stats/summary.js';

describe('summarize', () => {
  it('gives mean, tail percentiles and maximum of values in any order', () => {
    const values = Array.from({ length: 1001 }, (_, index) => (index * 8) % 1001);
    expect(summarize(values)).toEqual({ mean: 500, p50: 500, p90: 900, p99: 990, p999: 999, max: 1000 });
  });

  it('leaves the values as they were', () => {
    const values = Float64Array.of(3, 1, 2);
    summarize(values);
    expect([...values]).toEqual([3, 1, 2]);
  });

  it('shows an infinite value in the mean, the maximum and the tail it reaches', () => {
    const summary = summarize([0, 0, 0, Infinity]);
    expect(summary).toEqual({
      mean: Infinity,
      p50: 0,
      p90: Infinity,
      p99: Infinity,
      p999: Infinity,
      max: Infinity,
    });
  });

  it('is NaN throughout with a NaN among the values or without any', () => {
    const nothing = { mean: NaN, p50: NaN, p90: NaN, p99: NaN, p999: NaN, max: NaN };
    expect(summarize([1, NaN, 0])).toEqual(nothing);
    expect(summarize([])).toEqual(nothing);
  });
});
