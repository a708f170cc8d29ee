import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rng } from '../../src/core/rng.js';
import { gram, hsic1, hsics, minibatchCka } from '../../src/stats/cka.js';

const rows = (values: readonly (readonly number[])[]): Float64Array[] =>
  values.map((row) => Float64Array.from(row));
const x = rows([[1, 0], [0, 1], [1, 1], [2, 1], [0, 2]]); // prettier-ignore
const y = rows([[1, 2], [0, 1], [3, 1], [1, 1], [2, 0]]); // prettier-ignore

const cka = (left: Float64Array[], right: Float64Array[]): number => minibatchCka([hsics(left, right)]);

/** Independent standard normals: sums of twelve uniforms, less 6. */
function normals(name: string, n: number, width: number): Float64Array[] {
  const stream = rng('test', name);
  const normal = (): number => Array.from({ length: 12 }, () => stream.uniform()).reduce((a, b) => a + b, -6);
  return Array.from({ length: n }, () => Float64Array.from({ length: width }, normal));
}

/** Kornblith et al. 2019: Σ K∘L ÷ √(Σ K∘K · Σ L∘L) of centred Gram matrices. */
function biased(left: Float64Array[], right: Float64Array[]): number {
  const [k, l] = [centred(left), centred(right)];
  const product = (one: Float64Array, other: Float64Array): number =>
    one.reduce((sum, value, at) => sum + value * (other[at] ?? NaN), 0);
  return product(k, l) / Math.sqrt(product(k, k) * product(l, l));
}

function centred(features: Float64Array[]): Float64Array {
  const n = features.length;
  const width = features[0]?.length ?? 0;
  const means = Array.from({ length: width }, (_, at) => features.reduce((sum, row) => sum + (row[at] ?? NaN), 0) / n); // prettier-ignore
  const rest = features.map((row) => row.map((value, at) => value - (means[at] ?? NaN)));
  return Float64Array.from(
    { length: n * n },
    (_, at) =>
    (rest[Math.floor(at / n)] ?? new Float64Array(0)).reduce((sum, value, k) => sum + value * (rest[at % n]?.[k] ?? NaN), 0), // prettier-ignore
  );
}

test('the biased one is .2880664282 on the same five samples', () => {
  expect(biased(x, y)).toBeCloseTo(0.2880664282, 10);
});

describe('the unbiased estimate', () => {
  test('is 1/15 on five samples of two features, and the CKA .0753778361', () => {
    expect(hsic1(gram(x), gram(y), 5)).toBeCloseTo(1 / 15, 14);
    expect(cka(x, y)).toBeCloseTo(0.0753778361, 10);
  });

  test('is near 0 for independent features, where the biased one says 0.9', () => {
    const draws = Array.from({ length: 5 }, (_, at) => [normals(`left ${at}`, 50, 500), normals(`right ${at}`, 50, 500)] as const); // prettier-ignore
    const unbiased = draws.map(([left, right]) => cka(left, right));
    expect(Math.max(...unbiased.map(Math.abs))).toBeLessThan(0.05);
    expect(Math.abs(unbiased.reduce((sum, each) => sum + each, 0) / 5)).toBeLessThan(0.02);
    for (const [left, right] of draws) expect(Math.abs(biased(left, right) - 0.909)).toBeLessThan(0.02);
  });

  test('needs four samples, and features that vary', () => {
    expect(cka(x.slice(0, 3), y.slice(0, 3))).toBeNaN();
    expect(cka(x, rows([[1], [1], [1], [1], [1]]))).toBeNaN();
    expect(cka(x, rows([[1], [NaN], [2], [3], [4]]))).toBeNaN();
    expect(minibatchCka([])).toBeNaN();
  });
});

describe('CKA', () => {
  const turned = (angle: number): Float64Array[] =>
    x.map(([a = 0, b = 0]) => Float64Array.of(a * Math.cos(angle) - b * Math.sin(angle), a * Math.sin(angle) + b * Math.cos(angle))); // prettier-ignore

  test('is 1 for equal features, and for those that are turned, scaled or shifted', () => {
    const changed = fc.record({
      angle: fc.double({ min: 0, max: 6, noNaN: true }),
      scale: fc.double({ min: 0.01, max: 100, noNaN: true }),
      shift: fc.double({ min: -1000, max: 1000, noNaN: true }),
    });
    fc.assert(
      fc.property(changed, ({ angle, scale, shift }) => {
        const other = turned(angle).map((row) => row.map((value) => scale * value + shift));
        expect(cka(x, other)).toBeCloseTo(1, 8);
        expect(cka(other, y)).toBeCloseTo(cka(x, y), 8);
      }),
    );
  });

  test('is the same either way round, and whatever the order of samples', () => {
    expect(cka(y, x)).toBeCloseTo(cka(x, y), 14);
    expect(cka(x.toReversed(), y.toReversed())).toBeCloseTo(cka(x, y), 12);
  });

  test('of minibatches is near that of all samples', () => {
    const left = normals('a', 256, 8);
    const mixed = normals('b', 256, 8).map((row, at) =>
      row.map((value, to) => value + (left[at]?.[to] ?? NaN)),
    );
    const batches = [0, 64, 128, 192].map((from) => hsics(left.slice(from, from + 64), mixed.slice(from, from + 64))); // prettier-ignore
    expect(Math.abs(minibatchCka(batches) - cka(left, mixed))).toBeLessThan(0.05);
  });
});
