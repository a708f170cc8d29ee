import { expect, it } from 'vitest';
import { expNegative } from '../../../src/data/noise/exp.js';

it.each([0, 1e-9, 0.3, 0.999999, 1, 1.5, 7.25, 20, 123.456, 500, 699.5])('is e^−%d to 13 digits', (t) => {
  expect(Math.abs(expNegative(t) / Math.exp(-t) - 1)).toBeLessThan(2e-13);
});
