import { expect, it } from 'vitest';
import { bandTaps, middle } from '../../../../src/data/noise/sound/taps.js';
import { reference } from './kit.js';

it.each(reference.bands.map((band) => [band.low, band.high, band] as const))(
  'has the weights of scipy.signal.firwin, %d to %d Hz',
  (low, high, { taps }) => {
    const made = bandTaps(low / 8000, high / 8000);
    expect(made).toHaveLength(511);
    for (const [at, weight] of taps.entries()) expect(made[at * 37]).toBeCloseTo(weight, 14);
  },
);

it('is symmetric, so that nothing moves in time', () => {
  const weights = bandTaps(0.1, 0.5);
  for (let at = 1; at <= middle; at += 1)
    expect(weights[middle - at]).toBeCloseTo(weights[middle + at] ?? Number.NaN, 14);
});
