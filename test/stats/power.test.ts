import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rng, type Stream } from '../../src/core/rng.js';
import { binomialCdf, binomialSf } from '../../src/stats/binomial.js';
import { failCount, passCount, samplesToSettle } from '../../src/stats/power.js';

const permille = (numerator: number) => ({ numerator, denominator: 1000 });

describe('passCount and failCount', () => {
  it('have the printed table at 95 %; −1 is "can not pass"', () => {
    const sizes = [200, 500, 1000, 2000, 5000, 10000];
    const table = [
      { limit: permille(5), pass: [-1, -1, 1, 4, 16, 38], fail: [4, 6, 10, 16, 34, 63] },
      { limit: permille(10), pass: [-1, 1, 4, 12, 38, 83], fail: [6, 10, 16, 29, 63, 118] },
      { limit: permille(20), pass: [0, 4, 12, 29, 83, 176], fail: [8, 16, 29, 52, 118, 224] },
      { limit: permille(50), pass: [4, 16, 38, 83, 224, 463], fail: [16, 34, 63, 117, 277, 537] },
      { limit: permille(100), pass: [12, 38, 84, 177, 464, 950], fail: [28, 62, 117, 223, 536, 1051] },
    ];
    for (const { limit, pass, fail } of table) {
      expect(sizes.map((n) => passCount({ limit, n, confidence: 0.95 }))).toEqual(pass);
      expect(sizes.map((n) => failCount({ limit, n, confidence: 0.95 }))).toEqual(fail);
    }
  });

  it('need the printed numbers of samples for each count', () => {
    const counts = [0, 1, 2, 3, 5, 10, 20];
    const printed = [
      { limit: permille(1), confidence: 0.95, n: [2995, 4742, 6294, 7752, 10511, 16959, 29058] },
      { limit: permille(5), confidence: 0.95, n: [598, 947, 1258, 1549, 2100, 3389, 5808] },
      { limit: permille(10), confidence: 0.95, n: [299, 473, 628, 773, 1049, 1693, 2902] },
      { limit: permille(20), confidence: 0.95, n: [149, 236, 313, 386, 523, 845, 1449] },
      { limit: permille(50), confidence: 0.95, n: [59, 93, 124, 153, 208, 336, 577] },
      { limit: permille(100), confidence: 0.95, n: [29, 46, 61, 76, 103, 167, 286] },
      { limit: permille(10), confidence: 0.99, n: [459, 662, 838, 1001, 1307, 2010, 3304] },
      { limit: permille(20), confidence: 0.99, n: [228, 330, 418, 499, 652, 1003, 1649] },
      { limit: permille(50), confidence: 0.99, n: [90, 130, 165, 198, 259, 398, 656] },
    ];
    for (const { limit, confidence, n } of printed) {
      expect(n.map((size) => passCount({ limit, n: size, confidence }))).toEqual(counts);
      expect(n.map((size) => passCount({ limit, n: size - 1, confidence }))).toEqual(
        counts.map((k) => k - 1),
      );
    }
  });

  it('never overlap, and are the last and first counts with evidence', () => {
    const alpha = 1 - 0.95;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 5000 }), (numerator, n) => {
        const rule = { limit: permille(numerator), n, confidence: 0.95 };
        const [pass, fail] = [passCount(rule), failCount(rule)];
        expect(pass).toBeLessThan(fail);
        expect(binomialCdf(pass, n, numerator / 1000)).toBeLessThanOrEqual(alpha);
        expect(binomialCdf(pass + 1, n, numerator / 1000)).toBeGreaterThan(alpha);
        expect(binomialSf(fail, n, numerator / 1000)).toBeLessThanOrEqual(alpha);
        expect(binomialSf(fail - 1, n, numerator / 1000)).toBeGreaterThan(alpha);
      }),
    );
  });

  it('know limits of 0 and of 1', () => {
    const nothing = { limit: permille(0), n: 50, confidence: 0.95 };
    expect([passCount(nothing), failCount(nothing)]).toEqual([-1, 1]);
    const anything = { limit: permille(1000), n: 50, confidence: 0.95 };
    expect([passCount(anything), failCount(anything)]).toEqual([50, 51]);
  });

  it('find no evidence in no samples', () => {
    const rule = { limit: permille(20), n: 0, confidence: 0.95 };
    expect([passCount(rule), failCount(rule)]).toEqual([-1, 1]);
  });

  it('never decide when the limit or the confidence is no number', () => {
    const broken = { limit: { numerator: NaN, denominator: 1 }, n: 100, confidence: 0.95 };
    expect([passCount(broken), failCount(broken)]).toEqual([-1, 101]);
    const unsure = { limit: permille(20), n: 1000, confidence: NaN };
    expect([passCount(unsure), failCount(unsure)]).toEqual([-1, 1001]);
  });
});

describe('the rules at the limit, in simulation', () => {
  const draws = 3000;
  const slack = 4 * Math.sqrt((0.05 * 0.95) / draws); // four binomial standard errors

  it('pass falsely with at most the error allowed, when the share is just above', () => {
    for (const [numerator, n] of [
      [10, 1000],
      [20, 200],
      [50, 500],
    ] as const) {
      // prettier-ignore
      const pass = passCount({ limit: permille(numerator), n, confidence: 0.95 });
      const stream = rng('test', 'false pass', numerator, n);
      const falsely = repeated(draws, () => hits(stream, n, numerator / 1000 + 1e-6) <= pass);
      expect(falsely).toBeLessThanOrEqual(0.05 + slack);
    }
  });

  it('fail falsely with at most the error allowed, when the share is the limit', () => {
    for (const [numerator, n] of [
      [10, 1000],
      [20, 200],
      [50, 500],
    ] as const) {
      // prettier-ignore
      const fail = failCount({ limit: permille(numerator), n, confidence: 0.95 });
      const stream = rng('test', 'false fail', numerator, n);
      const falsely = repeated(draws, () => hits(stream, n, numerator / 1000) >= fail);
      expect(falsely).toBeLessThanOrEqual(0.05 + slack);
    }
  });

  it('do decide when the share is far off', () => {
    const rule = { limit: permille(20), n: 1000, confidence: 0.95 };
    const stream = rng('test', 'power');
    expect(repeated(500, () => hits(stream, 1000, 0.005) <= passCount(rule))).toBeGreaterThan(0.95);
    expect(repeated(500, () => hits(stream, 1000, 0.05) >= failCount(rule))).toBeGreaterThan(0.95);
  });

  it('have the printed exact errors, in percent', () => {
    const printed = [[10, 1000, 2.9], [20, 200, 1.8], [20, 1000, 3.8], [50, 500, 3.4]] as const; // prettier-ignore
    for (const [numerator, n, percent] of printed) {
      const pass = passCount({ limit: permille(numerator), n, confidence: 0.95 });
      expect(100 * binomialCdf(pass, n, numerator / 1000)).toBeCloseTo(percent, 1);
    }
  });
});

describe('samplesToSettle', () => {
  it('is ln α / ln(1 − limit), rounded up, while nothing happens', () => {
    const limits = [1, 5, 10, 20, 50, 100].map(permille);
    const needed = limits.map((limit) => samplesToSettle({ limit, confidence: 0.95, rate: 0 }));
    expect(needed).toEqual([2995, 598, 299, 149, 59, 29]);
    expect(samplesToSettle({ limit: permille(10), confidence: 0.99, rate: 0 })).toBe(459);
  });

  it('settles at the number it gives, when the count is what the rate makes it', () => {
    const share = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(share, share, (limited, observed) => {
        fc.pre(limited !== observed);
        const rule = { limit: permille(limited), confidence: 0.95 };
        const n = samplesToSettle({ ...rule, rate: observed / 1000 });
        const passes = passCount({ ...rule, n }) >= Math.ceil((observed * n) / 1000);
        const fails = failCount({ ...rule, n }) <= Math.floor((observed * n) / 1000);
        expect(passes || fails).toBe(true);
      }),
    );
  });

  it('is the smallest such number, give or take the sawtooth of whole counts', () => {
    for (const [limited, observed] of [
      [20, 10],
      [20, 15],
      [50, 30],
      [100, 1],
      [20, 30],
      [20, 60],
      [100, 130],
    ] as const) {
      // prettier-ignore
      const rule = { limit: permille(limited), confidence: 0.95 };
      const settled = (n: number): boolean =>
        passCount({ ...rule, n }) >= Math.ceil((observed * n) / 1000) ||
        failCount({ ...rule, n }) <= Math.floor((observed * n) / 1000);
      let smallest = 1;
      while (!settled(smallest)) smallest += 1;
      const given = samplesToSettle({ ...rule, rate: observed / 1000 });
      expect(given).toBeGreaterThanOrEqual(smallest);
      expect(given).toBeLessThanOrEqual(1.15 * smallest);
    }
  });

  it('is never reached at the limit itself, nor within 10⁹ samples right beside it', () => {
    expect(samplesToSettle({ limit: permille(20), confidence: 0.95, rate: 20 / 1000 })).toBe(Infinity);
    expect(samplesToSettle({ limit: permille(20), confidence: 0.95, rate: 0.02 + 1e-7 })).toBe(Infinity);
    expect(samplesToSettle({ limit: permille(20), confidence: 0.95, rate: 0.02 - 1e-7 })).toBe(Infinity);
    expect(samplesToSettle({ limit: permille(0), confidence: 0.95, rate: 0 })).toBe(Infinity);
  });

  it('needs more samples the nearer the rate is to the limit', () => {
    const needed = [0, 5, 10, 15, 18, 19].map((rate) =>
      samplesToSettle({ limit: permille(20), confidence: 0.95, rate: rate / 1000 }),
    );
    expect(needed).toEqual(needed.toSorted((left, right) => left - right));
    expect(needed.at(-1)).toBeGreaterThan(10_000);
  });

  it('is NaN for a rate or a confidence that is none', () => {
    expect(samplesToSettle({ limit: permille(20), confidence: 0.95, rate: NaN })).toBeNaN();
    expect(samplesToSettle({ limit: permille(20), confidence: 0.95, rate: -0.1 })).toBeNaN();
    expect(samplesToSettle({ limit: permille(20), confidence: 1, rate: 0.1 })).toBeNaN();
  });
});

function hits(stream: Stream, n: number, share: number): number {
  let count = 0;
  for (let sample = 0; sample < n; sample += 1) if (stream.uniform() < share) count += 1;
  return count;
}

function repeated(draws: number, event: () => boolean): number {
  let seen = 0;
  for (let draw = 0; draw < draws; draw += 1) if (event()) seen += 1;
  return seen / draws;
}
