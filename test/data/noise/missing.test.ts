import { describe, expect, it } from 'vitest';
import type { ValueSignal } from '../../../src/core/noise.js';
import { rng } from '../../../src/core/rng.js';
import { missing } from '../../../src/data/noise/missing.js';

const table = (count: number): ValueSignal => ({
  values: new Float32Array(count).fill(2),
  dims: [count / 5, 5],
  is: 'tensor',
});

describe('missing values', () => {
  it('are NaN, at the rate that was asked for', () => {
    const left = missing.apply(table(100_000), { rate: 0.2, fill: 'nan' }, rng('m'));
    const gone = left.filter(Number.isNaN).length;
    expect(Math.abs(gone / 100_000 - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 100_000));
    expect(left.filter((value) => value === 2)).toHaveLength(100_000 - gone);
  });

  it('are the fill, in the named features only, and the same ones whatever else is named', () => {
    const all = missing.apply(table(500), { rate: 0.5, fill: -1 }, rng('m'));
    const some = missing.apply(table(500), { rate: 0.5, fill: -1, features: [0, 3] }, rng('m'));
    some.forEach((value, at) => {
      expect(value).toBe([0, 3].includes(at % 5) ? all[at] : 2);
    });
  });

  it('are more of the same at a higher rate, all at 1 and none at 0', () => {
    const at = (rate: number) => missing.apply(table(500), { rate, fill: 0 }, rng('m'));
    const [few, many] = [at(0.1), at(0.4)];
    few.forEach((value, position) => {
      if (value === 0) expect(many[position]).toBe(0);
    });
    expect([...new Set(at(1)), ...new Set(at(0))]).toEqual([0, 2]);
  });
});
