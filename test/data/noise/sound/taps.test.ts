import { expect, it } from 'vitest';
import { bandTaps, filtered } from '../../../../src/data/noise/sound/taps.js';
import { reference } from './kit.js';

it.each(reference.bands.map((band) => [band.low, band.high, band] as const))(
  'has the weights of scipy.signal.firwin, %d to %d Hz',
  (low, high, { taps }) => {
    const made = bandTaps(low / 8000, high / 8000);
    expect(made).toHaveLength(511);
    for (const [at, weight] of taps.entries()) expect(made[at * 37]).toBeCloseTo(weight, 14);
  },
);

it('moves nothing in time', () => {
  const impulse = new Float32Array(1001);
  impulse[500] = 1;
  const made = filtered(impulse, 1001, bandTaps(0, 0.5));
  expect(made.indexOf(made.reduce((most, value) => Math.max(most, value), 0))).toBe(500);
  for (let at = 1; at <= 500; at += 1) expect(made[500 - at]).toBeCloseTo(made[500 + at] ?? Number.NaN, 14);
});
