import { expect, it } from 'vitest';
import { melFilters } from '../../../src/data/audio/mel.js';

it('covers all bins between its ends, each triangle with area 1 over hertz', () => {
  const filters = melFilters(80, 201, 16000);
  expect(filters).toHaveLength(80);
  for (const { first, weights } of filters) {
    expect(first).toBeGreaterThan(0);
    expect(weights.length).toBeGreaterThan(0);
  }
  const wide = filters.at(-1)?.weights ?? new Float64Array(0);
  const area = wide.reduce((sum, weight) => sum + weight * 40, 0);
  expect(area).toBeCloseTo(1, 2);
});
