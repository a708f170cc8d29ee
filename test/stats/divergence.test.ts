import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorLog, js, klFromLog, logOf, logSoftmax } from '../../src/stats/divergence.js';
import { reference } from './fixtures/reference.js';

const logits = (values: readonly number[]): Float64Array => logSoftmax(values, 0, values.length);
const pair = fc.integer({ min: 1, max: 40 }).chain((length) => {
  const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: length, maxLength: length }); // prettier-ignore
  return fc.tuple(values, values);
});

describe('logSoftmax', () => {
  it('has the printed value for (1, 2, 3)', () => {
    const [first = NaN, second = NaN, third = NaN] = logits([1, 2, 3]).map(Math.exp);
    expect(first).toBeCloseTo(0.09003057, 8);
    expect(second).toBeCloseTo(0.24472847, 8);
    expect(third).toBeCloseTo(0.66524096, 8);
  });

  it('reads one row out of many', () => {
    expect(logSoftmax(Float32Array.of(9, 9, 1, 2, 3, 9), 2, 3)).toEqual(logits([1, 2, 3]));
  });

  it('survives logits that overflow exp, and takes −Infinity as probability 0', () => {
    expect([...logits([1000, 1000])]).toEqual([-Math.LN2, -Math.LN2]);
    expect([...logits([-1000, -1000])]).toEqual([-Math.LN2, -Math.LN2]);
    expect([...logits([5, -Infinity])]).toEqual([0, -Infinity]);
  });

  it('is NaN throughout for an answer that is none', () => {
    for (const values of [
      [1, NaN],
      [1, Infinity],
      [-Infinity, -Infinity],
    ]) {
      // prettier-ignore
      expect([...logits(values)]).toEqual([NaN, NaN]);
    }
    expect([...logSoftmax([1, 2], 1, 2)]).toEqual([NaN, NaN]);
  });
});

describe('klFromLog', () => {
  it('has the printed values, in nats', () => {
    const skewed = logOf([0.5, 0.25, 0.25]);
    expect(klFromLog(skewed, logOf([0.25, 0.25, 0.5]))).toBeCloseTo(Math.LN2 / 4, 15);
    const [p, third] = [logOf([0.36, 0.48, 0.16]), logOf([1 / 3, 1 / 3, 1 / 3])];
    expect(klFromLog(p, third)).toBeCloseTo(0.0852996013, 10);
    expect(klFromLog(third, p)).toBeCloseTo(0.0974550068, 10);
    expect(klFromLog(logOf([0.9, 0.1]), logOf([0.5, 0.5]))).toBeCloseTo(0.3680642072, 10);
    expect(klFromLog(logits([2, 1, 0, -1]), logits([1.8, 1.3, 0.1, -1.2]))).toBeCloseTo(0.0244482233, 10);
  });

  it('agrees with scipy', () => {
    for (const { left, right, kl } of reference.divergences) {
      expect(klFromLog(logits(left), logits(right))).toBeCloseTo(kl, 13);
    }
  });

  it('takes 0 · log 0 as 0 and is infinite where Q rules out what P does not', () => {
    expect(klFromLog(logOf([1, 0]), logOf([0.5, 0.5]))).toBeCloseTo(Math.LN2, 15);
    expect(klFromLog(logOf([1, 0]), logOf([1, 0]))).toBe(0);
    expect(klFromLog(logits([1, 2]), logits([1, -Infinity]))).toBe(Infinity);
  });

  it('is NaN when either side is', () => {
    expect(klFromLog(logits([1, 2]), logits([NaN, 2]))).toBeNaN();
    expect(klFromLog(logits([NaN, 2]), logits([1, 2]))).toBeNaN();
    expect(klFromLog(logOf([1, 0]), Float64Array.of(0, NaN))).toBeNaN();
  });

  it('is at least 0, exactly 0 for equals, and blind to a constant added to logits', () => {
    fc.assert(
      fc.property(pair, fc.double({ min: -30, max: 30, noNaN: true }), ([left, right], constant) => {
        const kl = klFromLog(logits(left), logits(right));
        expect(kl).toBeGreaterThanOrEqual(0);
        expect(klFromLog(logits(left), logits(left))).toBe(0);
        const raised = logits(right.map((logit) => logit + constant));
        expect(klFromLog(logits(left), raised)).toBeCloseTo(kl, 9);
      }),
    );
  });

  it('bounds the total variation from above (Pinsker)', () => {
    fc.assert(
      fc.property(pair, ([left, right]) => {
        const [p, q] = [logits(left), logits(right)];
        const variation = p.reduce((sum, log, at) => sum + Math.abs(Math.exp(log) - Math.exp(q[at] ?? NaN)), 0) / 2; // prettier-ignore
        expect(variation).toBeLessThanOrEqual(Math.sqrt(klFromLog(p, q) / 2) + 1e-7);
      }),
    );
  });

  it('refuses distributions over different numbers of classes', () => {
    expect(() => klFromLog(logits([1, 2]), logits([1, 2, 3]))).toThrow('2 classes against 3');
    expect(() => js(logits([1, 2]), logits([1, 2, 3]))).toThrow('2 classes against 3');
  });
});

describe('floorLog', () => {
  it('raises what lies below 2⁻²⁴ and counts it', () => {
    const { logs, floored } = floorLog([0, 1e-9, 2 ** -24, 1]);
    const lowest = -24 * Math.LN2;
    expect([...logs]).toEqual([lowest, lowest, lowest, 0]);
    expect(floored).toBe(2);
  });

  it('keeps KL finite where the compressed model says 0', () => {
    const q = floorLog(Float32Array.of(9, 0, 1, 9), 1, 2);
    expect(q.floored).toBe(1);
    expect(klFromLog(logOf([0.5, 0.5]), q.logs)).toBeCloseTo(12 * Math.LN2 - Math.LN2, 12);
  });

  it('does not hide what is no probability', () => {
    expect([...floorLog([NaN, -0.1, 0.5]).logs]).toEqual([NaN, NaN, -Math.LN2]);
  });
});

describe('js', () => {
  it('has the printed values, in nats', () => {
    expect(js(logOf([0.5, 0.25, 0.25]), logOf([0.25, 0.25, 0.5]))).toBeCloseTo(0.042474759, 9);
    expect(js(logOf([1, 0]), logOf([0, 1]))).toBeCloseTo(Math.LN2, 15);
  });

  it('agrees with scipy', () => {
    for (const row of reference.divergences) {
      expect(js(logits(row.left), logits(row.right))).toBeCloseTo(row.js, 13);
    }
  });

  it('lies in 0…ln 2, is 0 for equals, and the same either way', () => {
    fc.assert(
      fc.property(pair, ([left, right]) => {
        const [p, q] = [logits(left), logits(right)];
        expect(js(p, q)).toBeGreaterThanOrEqual(0);
        expect(js(p, q)).toBeLessThanOrEqual(Math.LN2);
        expect(js(p, p)).toBeLessThan(1e-14);
        expect(js(q, p)).toBeCloseTo(js(p, q), 14);
      }),
    );
  });

  it('is NaN when either side is', () => {
    expect(js(logits([1, 2]), logits([NaN, 2]))).toBeNaN();
    expect(js(logits([NaN, 2]), logits([1, 2]))).toBeNaN();
  });
});
