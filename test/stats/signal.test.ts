import { describe, expect, it } from 'vitest';
import { OutlierTally, SignalTally } from '../../src/stats/signal.js';

function tally(left: readonly number[], right: readonly number[]): SignalTally {
  const made = new SignalTally();
  made.add(left, right);
  return made;
}

describe('signal and noise', () => {
  it('are decibels of the norms', () => {
    expect(tally([3, 4], [3, 4.5]).sqnr()).toBeCloseTo(20, 12);
    expect(tally([3, 4], [3, 4.5]).share()).toBeCloseTo(0.01, 12);
  });

  it('of a full-scale sine in 8 bits is 6.02 b + 1.76', () => {
    const sine = Array.from({ length: 20_000 }, (_, at) => Math.sin(at * 0.7390851));
    const step = 2 / 256;
    const rounded = sine.map((x) => (Math.floor(x / step) + 0.5) * step);
    expect(tally(sine, rounded).sqnr()).toBeCloseTo(49.93, 0);
  });

  it('have a ratio where nothing differs, and none where nothing was added', () => {
    expect(tally([1], [1]).sqnr()).toBeCloseTo(313.07, 2); // 20 log10(1/ε)
    expect(new SignalTally().sqnr()).toBeNaN();
    expect(tally([NaN], [1]).sqnr()).toBeNaN();
  });

  it('add up over samples', () => {
    const sum = tally([1, 2], [1, 2.5]);
    sum.addAll(tally([3], [2]));
    expect(sum.sqnr()).toBeCloseTo(tally([1, 2, 3], [1, 2.5, 2]).sqnr(), 12);
    expect(sum.cosine()).toBeCloseTo(12 / Math.sqrt(14 * 11.25), 12);
  });

  it('are refused for tensors of two sizes', () => {
    expect(() => tally([1, 2], [1])).toThrow('2 values against 1');
  });
});

describe('outliers', () => {
  it('are channels far above the median one, values beyond six, and heavy tails', () => {
    const outliers = new OutlierTally(3);
    outliers.add([1, -2, 2, 1, 7, -14], 2); // channels {1, −2}, {2, 1}, {7, −14}
    expect(outliers.get().maxOverMedian).toBe(7);
    expect(outliers.get().beyondSix).toBeCloseTo(2 / 6, 12);
    // scipy.stats.kurtosis([1, -2, 2, 1, 7, -14])
    expect(outliers.get().kurtosis).toBeCloseTo(0.23358947472985925, 10);
  });
});
