import { describe, expect, test } from 'vitest';
import { clusterStrength } from '../../src/decide/cluster.js';
import type { Effect } from '../../src/decide/effect.js';
import { a, b, check, decideOne, inPopulation, many, outcomeOf, type Row } from './kit.js';

const two = check('disagreement', 2, 100);

/** A share over units of one sample each: `bad` of them changed. */
function units(bad: number, count: number, reach: number | undefined = 1): Effect {
  const harm = (draws?: Uint32Array): number => {
    let changed = 0;
    for (let unit = 0; unit < bad; unit += 1) changed += draws ? (draws[unit] ?? 0) : 1;
    return changed / count;
  };
  return { form: 'count', count: bad, n: count, resampled: { units: count, harm, differing: () => bad, reach: () => reach } }; // prettier-ignore
}

const strength = (effect: Effect, limit: number, family = 1) =>
  clusterStrength(two, effect, { limit, family, seed: 7 });

describe('the bootstrap', () => {
  test('needs 30 units of which 20 differ', () => {
    expect(strength(units(20, 30), 0.9).interval?.method).toBe('bootstrap');
    expect(strength(units(20, 29), 0.9).interval?.method).toBe('units');
    expect(strength(units(19, 30), 0.9).interval?.method).toBe('units');
  });

  test('is near the binomial interval where units are samples', () => {
    const { interval } = strength(units(100, 1000), 0.12);
    expect(interval?.lower).toBeCloseTo(0.0848, 2); // 0.1 ∓ 1.645 · √(0.1 · 0.9 / 1000)
    expect(interval?.upper).toBeCloseTo(0.1156, 2);
  });

  test('gives evidence within a limit far above, above one far below, and neither near it', () => {
    expect(strength(units(100, 1000), 0.15).above).toBeLessThanOrEqual(1 / 2001);
    expect(strength(units(100, 1000), 0.05).within).toBeLessThanOrEqual(1 / 2001);
    const near = strength(units(100, 1000), 0.1);
    expect(Math.min(near.above, near.within)).toBeGreaterThan(0.3);
  });

  test('gives equal bits each time', () => {
    expect(strength(units(100, 1000), 0.11)).toEqual(strength(units(100, 1000), 0.11));
  });

  test('draws more where many checks share the error, so that one can fail at all', () => {
    expect(strength(units(100, 1000), 0.05, 1).within).toBe(1 / 2001);
    expect(strength(units(100, 1000), 0.05, 40).within).toBe(1 / 16_001);
    expect(strength(units(100, 1000), 0.05, 1000).within).toBe(1 / 20_001);
  });

  test('of a number that some resample leaves undefined is none', () => {
    const effect = units(25, 40);
    const undefinedAt = (draws?: Uint32Array): number => (draws?.[0] === 0 ? NaN : 0.1);
    const { interval } = strength({ ...effect, resampled: { ...effect.resampled, harm: undefinedAt } }, 0.5);
    expect(interval?.method).toBe('units');
  });
});

describe('too few units that differ', () => {
  test('are bounded by their share: 0 of 149 is within 2 %, 0 of 148 is not (methods §2.3)', () => {
    expect(strength(units(0, 149), 0.02)).toMatchObject({ above: 0, within: 1 });
    expect(strength(units(0, 148), 0.02)).toMatchObject({ above: 1, within: 1 });
    expect(strength(units(0, 149), 0.02).interval?.upper).toBeCloseTo(0.01990482, 8);
  });

  test('are bounded by what the heaviest of them can do', () => {
    expect(strength(units(0, 149, 10), 0.02).above).toBe(1);
    expect(strength(units(0, 149, 10), 0.2).above).toBe(0);
  });

  test('never fail', () => {
    expect(strength(units(19, 20), 0.01).within).toBe(1);
  });

  test('decide nothing where one unit may do anything', () => {
    const boundless = units(0, 1000);
    const effect: Effect = { ...boundless, resampled: { ...boundless.resampled, reach: () => undefined } };
    expect(strength(effect, 1)).toEqual({ interval: null, above: 1, within: 1 });
  });
});

describe('grouped samples in population scope', () => {
  const groups = (changed: readonly number[], size: number): Row[] =>
    changed.flatMap((count, group) => [...many(count, a, b, { group, label: 0 }), ...many(size - count, a, a, { group, label: 0 })]); // prettier-ignore
  const quiet = (count: number): number[] => Array<number>(count).fill(0);

  test('20 groups without a change say little, however many samples they have', () => {
    const rows = groups(quiet(20), 50); // 0 of 1,000: enough for 1 % if they were independent
    expect(outcomeOf({ rows, checks: [inPopulation(check('disagreement', 1, 100))] })).toBe('inconclusive TOO_FEW_UNITS'); // prettier-ignore
  });

  test('30 groups without an error are no zero-width interval', () => {
    const rows = groups(quiet(30), 10);
    const found = decideOne({ rows, checks: [inPopulation(check('error', 5, 100))] });
    expect(found).toMatchObject({ outcome: 'inconclusive', interval: { method: 'units' } });
    expect(found.interval?.upper).toBeCloseTo(0.095, 3); // 1 − 0.05^(1/30)
  });

  test('one huge group that changed is not one of thirty', () => {
    const rows = [...many(970, a, b, { group: 0 }), ...groups(quiet(30), 1).map((row) => ({ ...row, group: (row.group ?? 0) + 1 }))]; // prettier-ignore
    const found = decideOne({ rows, checks: [inPopulation(check('disagreement', 90, 100))] });
    expect(found).toMatchObject({ outcome: 'inconclusive', measured: 0.97 });
  });

  test('changes that come in groups are less certain than as many single ones', () => {
    const rows = groups([...Array<number>(20).fill(10), ...quiet(180)], 10); // 10 % of samples, 20 of 200 groups
    const twelve = inPopulation(check('disagreement', 12, 100));
    const clustered = decideOne({ rows, checks: [twelve] });
    const single = decideOne({ rows: [...many(200, a, b), ...many(1800, a, a)], checks: [twelve] });
    expect(clustered).toMatchObject({
      outcome: 'inconclusive',
      interval: { method: 'bootstrap' },
      beyond: null,
    });
    expect(single).toMatchObject({ outcome: 'pass', interval: { method: 'clopper-pearson' } });
  });

  test('an exceedance is held against its share of samples, not against its value', () => {
    const rows = groups(quiet(400), 2);
    const p99 = inPopulation(check('divergence-p99', 5, 1)); // 5 nats, far above 1 %
    expect(decideOne({ rows, checks: [p99] })).toMatchObject({
      outcome: 'pass',
      interval: { method: 'units' },
    });
    const bad = groups([...Array<number>(100).fill(1), ...quiet(300)], 2);
    expect(decideOne({ rows: bad, checks: [p99] })).toMatchObject({
      outcome: 'fail',
      count: 100,
      allowed: 8,
    });
  });

  test('a net loss is resampled by groups too', () => {
    const rows = groups([...Array<number>(40).fill(1), ...quiet(160)], 10); // 2 % lost
    const drop = (limit: number) => inPopulation(check('score-drop', limit, 100));
    expect(decideOne({ rows, checks: [drop(4)] })).toMatchObject({ outcome: 'pass', interval: { method: 'bootstrap' } }); // prettier-ignore
    expect(outcomeOf({ rows, checks: [drop(1)] })).toBe('fail LIMIT_EXCEEDED');
  });
});
