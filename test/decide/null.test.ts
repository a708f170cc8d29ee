import { describe, expect, test } from 'vitest';
import { rng, type Stream } from '../../src/core/rng.js';
import { clusterStrength } from '../../src/decide/cluster.js';
import { decide } from '../../src/decide/decide.js';
import type { Effect } from '../../src/decide/effect.js';
import { judge, type Circumstances } from '../../src/decide/judge.js';
import { a, b, check, inPopulation, world, type Row } from './kit.js';

/* Models that are exactly at their limit: every rule may then err with 5 % at most, up to chance of the simulation. */

const alpha = 0.05;
/** Three standard errors above alpha. */
const most = (runs: number): number => alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / runs);

function share(runs: number, errs: (run: number) => boolean): number {
  let count = 0;
  for (let run = 0; run < runs; run += 1) count += errs(run) ? 1 : 0;
  return count / runs;
}

function hits(stream: Stream, n: number, rate: number): number {
  let count = 0;
  for (let at = 0; at < n; at += 1) count += stream.uniform() < rate ? 1 : 0;
  return count;
}

const at: Circumstances = {
  planned: 0, missing: 0, firstMissing: undefined, degenerate: { left: 0, right: 0 }, seed: 7, grouped: false, family: 1,
}; // prettier-ignore
const unused = { units: 1, differing: () => 0, reach: () => undefined };

describe('a share that is just above its limit', () => {
  const five = inPopulation(check('disagreement', 5, 100));
  const counted = (count: number, n: number): Effect => ({ form: 'count', count, n, resampled: { ...unused, harm: () => count / n } }); // prettier-ignore

  test('passes in at most 5 % of data sets: 3.4 % of those of 500 (methods §2.2)', () => {
    const stream = rng('null', 'share');
    const passes = share(
      4000,
      () => judge(five, counted(hits(stream, 500, 0.05), 500), at).outcome === 'pass',
    );
    expect(passes).toBeLessThan(most(4000));
    expect(passes).toBeGreaterThan(0.02); // the simulation can tell: "measured ≤ limit" would give 55 %
  });

  test('fails, alone, in at most 5 % where it is just within', () => {
    const stream = rng('null', 'fail');
    const fails = share(4000, () => judge(five, counted(hits(stream, 500, 0.05), 500), at).p <= alpha);
    expect(fails).toBeLessThan(most(4000));
    expect(fails).toBeGreaterThan(0.02);
  });
});

describe('a difference that is its limit', () => {
  // 6 % lost, 3 % won: 3 points
  const three = inPopulation(check('score-drop', 3, 100));
  const drawn = (stream: Stream): Effect => {
    let [lost, won] = [0, 0];
    for (let sample = 0; sample < 400; sample += 1) {
      const u = stream.uniform();
      if (u < 0.06) lost += 1;
      else if (u < 0.09) won += 1;
    }
    return {
      form: 'difference',
      lost,
      won,
      n: 400,
      resampled: { ...unused, harm: () => (lost - won) / 400 },
    };
  };

  test.each(['pass', 'fail'] as const)('gives a false %s in about one of 20 data sets', (side) => {
    const stream = rng('null', 'difference', side);
    const errs = share(3000, () => {
      const { outcome, p } = judge(three, drawn(stream), at);
      return side === 'pass' ? outcome === 'pass' : p <= alpha;
    });
    expect(errs).toBeLessThan(most(3000));
    expect(errs).toBeGreaterThan(0.02);
  });
});

describe('many checks at their limits', () => {
  const levels = ['clean', 'l1', 'l2', 'l3', 'l4', 'l5'];
  const checks = levels.map((level) => inPopulation(check('disagreement', 10, 100, { level })));
  const data = (stream: Stream): Row[] =>
    Array.from({ length: 90 }, () => ({
      answers: Object.fromEntries(levels.map((level) => [level, [a, stream.uniform() < 0.1 ? b : a]])),
    }));

  test('fail in at most 5 % of policies, where each alone would in many more', () => {
    const stream = rng('null', 'family');
    const runs = 150;
    let alone = 0;
    const together = share(runs, () => {
      const { plan, totals } = world({ rows: data(stream), levels, checks });
      const fails = (some: typeof checks): boolean =>
        decide({ ...plan, checks: some }, { totals, cut: null, probed: null }).some(
          ({ outcome }) => outcome === 'fail',
        );
      alone += checks.some((one) => fails([one])) ? 1 : 0;
      return fails(checks);
    });
    expect(together).toBeLessThan(most(runs));
    expect(alone / runs).toBeGreaterThan(most(runs));
  });
});

describe('slices at their limit', () => {
  test('fail in at most 5 % of fields', () => {
    const stream = rng('null', 'slices');
    const planned = { ...inPopulation(check('disagreement', 10, 100)), slice: { field: 'kind', minSamples: 30 } }; // prettier-ignore
    const data = (): Row[] =>
      Array.from({ length: 300 }, (_, position) => ({
        slices: new Map([['kind', `k${position % 10}`]]),
        answers: { clean: [a, stream.uniform() < 0.1 ? b : a] },
      }));
    const runs = 100;
    const fails = share(
      runs,
      () =>
      world({ rows: data(), slices: ['kind'], checks: [planned] }).decide().some(({ outcome }) => outcome === 'fail'), // prettier-ignore
    );
    expect(fails).toBeLessThan(most(runs));
  });
});

describe('groups at their limit', () => {
  // 60 groups of 10 samples; a group changes in 0, 1 … 10 of them with equal chance: half of them on average
  const groups = 60;
  const n = 10 * groups;
  const planned = inPopulation(check('disagreement', 5, 10));

  function drawn(stream: Stream): Effect {
    const changed = Array.from({ length: groups }, () => Math.floor(11 * stream.uniform()));
    const harm = (draws?: Uint32Array): number =>
      changed.reduce((sum, each, group) => sum + each * (draws ? (draws[group] ?? 0) : 1), 0) / n;
    const resampled = { units: groups, harm, differing: () => groups, reach: () => 1 };
    return { form: 'count', count: n * harm(), n, resampled };
  }

  test('resampled by group err in about 5 % on either side', () => {
    const stream = rng('null', 'groups');
    const runs = 200;
    const strengths = Array.from({ length: runs }, () =>
      clusterStrength(planned, drawn(stream), { limit: 0.5, seed: 7, family: 1 }),
    );
    for (const side of ['above', 'within'] as const) {
      const errs = strengths.filter((strength) => strength[side] <= alpha).length / runs;
      expect(errs).toBeLessThan(most(runs));
      expect(errs).toBeGreaterThan(0.01);
    }
  });

  test('taken for independent samples they would pass far too often', () => {
    const stream = rng('null', 'groups', 'naive');
    const passes = share(1000, () => judge(planned, drawn(stream), at).outcome === 'pass');
    expect(passes).toBeGreaterThan(2 * most(1000));
  });
});
