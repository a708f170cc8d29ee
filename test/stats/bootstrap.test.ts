import { describe, expect, it } from 'vitest';
import { rng, type Stream } from '../../src/core/rng.js';
import { bootstrap, bootstrapExceeds, bootstrapGuards } from '../../src/stats/bootstrap.js';

const question = { resamples: 500, confidence: 0.95 };

/** The mean of a value over drawn units. */
function meanOver(values: readonly number[]): (counts: Uint32Array) => number {
  return (counts) => {
    let sum = 0;
    counts.forEach((count, unit) => {
      sum += count * (values[unit] ?? NaN);
    });
    return sum / values.length;
  };
}

/** Harm of a unit: skewed, centred on 0.1. */
function harms(units: number, stream: Stream): number[] {
  return Array.from({ length: units }, () => 0.1 + stream.uniform() * stream.uniform() - 0.25);
}

describe('bootstrap', () => {
  it('gives equal bounds for equal streams, others for others', () => {
    const values = harms(40, rng('test', 'harms'));
    const once = bootstrap({ ...question, units: 40, statistic: meanOver(values), stream: rng('a') });
    const again = bootstrap({ ...question, units: 40, statistic: meanOver(values), stream: rng('a') });
    const other = bootstrap({ ...question, units: 40, statistic: meanOver(values), stream: rng('b') });
    expect(again).toEqual(once);
    expect(other.lower).not.toBe(once.lower);
    expect(once).toMatchObject({ resamples: 500, finite: true });
    expect(once.replicates).toHaveLength(500);
  });

  it('draws as many units as there are, each time', () => {
    const totals = new Set<number>();
    const seen = new Set<number>();
    const statistic = (counts: Uint32Array): number => {
      totals.add(counts.reduce((sum, count) => sum + count, 0));
      counts.forEach((count, unit) => count > 0 && seen.add(unit));
      return 0;
    };
    bootstrap({ ...question, units: 30, statistic, stream: rng('draws') });
    expect([...totals]).toEqual([30]);
    expect(seen.size).toBe(30);
  });

  it('is as wide as the normal approximation of a mean', () => {
    const values = Array.from({ length: 400 }, (_, unit) => unit % 2); // deviation ½, so 1.645 · ½ / 20
    const { lower, upper } = bootstrap({
      units: 400,
      statistic: meanOver(values),
      resamples: 4000,
      confidence: 0.95,
      stream: rng('width'),
    });
    expect(upper - 0.5).toBeCloseTo(0.0411, 2);
    expect(0.5 - lower).toBeCloseTo(0.0411, 2);
  });

  it('covers a paired mean about as often as it says', () => {
    const [draws, units] = [400, 60];
    const slack = 4 * Math.sqrt((0.05 * 0.95) / draws); // four binomial standard errors, 4.4 points
    const stream = rng('test', 'bootstrap coverage');
    let above = 0;
    let below = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const statistic = meanOver(harms(units, stream));
      const bounds = bootstrap({ units, statistic, resamples: 300, confidence: 0.95, stream });
      if (bounds.upper >= 0.1) above += 1;
      if (bounds.lower <= 0.1) below += 1;
    }
    expect(Math.abs(above / draws - 0.95)).toBeLessThan(slack);
    expect(Math.abs(below / draws - 0.95)).toBeLessThan(slack);
  });

  it('is not finite as soon as one replicate is not, and gives no bounds then', () => {
    for (const broken of [NaN, Infinity, -Infinity]) {
      let calls = 0;
      const statistic = (): number => ((calls += 1) === 7 ? broken : 0);
      const result = bootstrap({ ...question, units: 30, statistic, stream: rng('broken') });
      expect(result).toMatchObject({ lower: NaN, upper: NaN, finite: false });
      expect(result.replicates).toHaveLength(0);
    }
  });

  it('is not finite without units or resamples, whatever the statistic says', () => {
    const statistic = (): number => 0;
    expect(bootstrap({ ...question, units: 0, statistic, stream: rng('none') }).finite).toBe(false);
    const never = bootstrap({ ...question, resamples: 0, units: 30, statistic, stream: rng('none') });
    expect(never).toMatchObject({ lower: NaN, upper: NaN, finite: false });
  });

  it('has no bounds at a confidence that is none', () => {
    const unsure = { units: 30, statistic: () => 0, resamples: 10, confidence: 1, stream: rng('none') };
    expect(bootstrap(unsure)).toMatchObject({ lower: NaN, upper: NaN });
  });

  it('is meant for at least 30 units of which 20 differ', () => {
    expect(bootstrapGuards).toEqual({ units: 30, differing: 20, resamples: 2000 });
  });
});

describe('bootstrapExceeds', () => {
  it('counts the replicates at or below the limit, and one more', () => {
    expect(bootstrapExceeds(Float64Array.of(1, 2, 2, 3), 2)).toBe(4 / 5);
    expect(bootstrapExceeds(Float64Array.of(1, 2, 2, 3), 0)).toBe(1 / 5);
  });

  it('is NaN without replicates or limit', () => {
    expect(bootstrapExceeds(new Float64Array(0), 0)).toBeNaN();
    expect(bootstrapExceeds(Float64Array.of(1), NaN)).toBeNaN();
  });

  it('rejects a true limit about as often as it may', () => {
    const stream = rng('test', 'bootstrap null');
    let rejected = 0;
    for (let draw = 0; draw < 300; draw += 1) {
      const statistic = meanOver(harms(60, stream));
      const { replicates } = bootstrap({ units: 60, statistic, resamples: 200, confidence: 0.95, stream });
      if (bootstrapExceeds(replicates, 0.1) <= 0.05) rejected += 1;
    }
    expect(rejected / 300).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / 300));
  });
});
