import { expect } from 'vitest';

/** Expects a number to be within a share of another; 0 must be 0. */
export function expectNear(actual: number, expected: number, share: number, what = ''): void {
  expect(Math.abs(actual - expected), `${what} ${actual} for ${expected}`).toBeLessThanOrEqual(
    share * Math.abs(expected),
  );
}
