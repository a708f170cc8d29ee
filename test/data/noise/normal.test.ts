import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { deviate, deviates, normal } from '../../../src/data/noise/normal.js';

const table = normal();

function powerOf(z: number, power: number): number {
  return power === 0 ? 1 : z * powerOf(z, power - 1);
}

// Reference: scipy.stats.norm.ppf(1/2 + cell / 2**16), scipy 1.17.1.
it.each([
  [1, 3.82481121100184e-5],
  [8192, 0.31863936396437514],
  [16384, 0.6744897501960817],
  [31130, 1.9600684268887842],
  [32112, 2.3259816195984695],
  [32767, 4.169569323349106],
])('has the standard normal quantile of cell %i', (cell, quantile) => {
  const share = 0.5 + cell / 65536;
  expect(share).toBeLessThan(1);
  expect(Math.abs((table.knots[cell] ?? 0) / table.scale - quantile)).toBeLessThan(1e-9);
});

it('solves the last cell: the largest deviate is that of 2⁻³³', () => {
  expect(Math.abs(deviate(table, 0x7fffffff) / table.scale - 6.3379577545537895)).toBeLessThan(1e-9);
  expect(Math.abs(deviate(table, 0x7fff0000) / table.scale - 4.169571062244236)).toBeLessThan(1e-9);
});

it('is symmetric: the sign bit turns the sign', () => {
  for (const bits of [0, 1, 12345678, 0x7fff1234])
    expect(deviate(table, bits | -2147483648)).toBe(-deviate(table, bits));
});

it('has variance 1 over all of its bits', () => {
  let sum = 0;
  for (let cell = 0; cell < 32767; cell += 1) {
    for (const place of [0.5 - Math.sqrt(1 / 12), 0.5 + Math.sqrt(1 / 12)]) {
      const low = table.knots[cell] ?? 0;
      const z = low + ((table.knots[cell + 1] ?? 0) - low) * place;
      sum += (z * z) / 2;
    }
  }
  let last = 0;
  for (let place = 0; place < 65536; place += 64)
    last += powerOf(deviate(table, 0x7fff0000 + place + 32), 2) / 1024;
  expect(Math.abs((sum + last) / 32768 - 1)).toBeLessThan(1e-7);
});

it('has the moments and shares of the normal distribution', () => {
  const n = 1_000_000;
  const drawn = deviates(n, rng('test', 'normal'));
  const share = (above: number) => drawn.filter((z) => z > above || z < -above).length / n;
  const mean = (power: number) => drawn.reduce((sum, z) => sum + powerOf(z, power), 0) / n;
  expect(Math.abs(mean(1))).toBeLessThan(4 / Math.sqrt(n));
  expect(Math.abs(mean(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  expect(Math.abs(mean(3))).toBeLessThan(4 * Math.sqrt(15 / n));
  expect(Math.abs(mean(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  for (const [z, p] of [
    [1, 0.31731],
    [2, 0.0455],
    [3, 0.0026998],
    [4, 0.00006334],
  ] as const) {
    expect(Math.abs(share(z) - p)).toBeLessThan(4 * Math.sqrt(p / n));
  }
});
