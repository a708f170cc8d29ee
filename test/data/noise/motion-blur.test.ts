import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { motionBlur } from '../../../src/data/noise/motion-blur.js';
import { digest, distances } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(motionBlur).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(motionBlur)).toBe('6a85f5945d5e41ae');
});

it('draws angles between −45° and 45°: a line is longer across than down', () => {
  const dark = new Float32Array(31 * 31);
  dark[15 * 31 + 15] = 1;
  const signal = { values: dark, dims: [31, 31, 1], range: [0, 1], is: 'picture' } as const;
  for (let draw = 0; draw < 50; draw += 1) {
    const line = motionBlur.apply(signal, { radius: 6, sigma: 4 }, rng('line', draw));
    const lit = [...line].flatMap((value, at) =>
      value > 0 ? [[Math.floor(at / 31) - 15, (at % 31) - 15]] : [],
    );
    const [down, right] = [0, 1].map((axis) => Math.max(...lit.map((place) => Math.abs(place[axis] ?? 0))));
    expect(right).toBeGreaterThanOrEqual(down ?? NaN);
  }
});
