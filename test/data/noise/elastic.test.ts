import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { elastic } from '../../../src/data/noise/elastic.js';
import { digest, distances } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(elastic).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(elastic)).toBe('c725864bc86c79a6');
});

it('leaves a picture of one value as it is', () => {
  const signal = {
    values: new Float32Array(300).fill(0.25),
    dims: [10, 10, 3],
    range: [0, 1],
    is: 'picture',
  } as const;
  const bent = elastic.apply(signal, { shift: 5, sigma: 2, affine: 2 }, rng('e'));
  bent.forEach((value) => {
    expect(value).toBeCloseTo(0.25, 6);
  });
});
