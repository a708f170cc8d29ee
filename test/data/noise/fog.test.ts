import { expect, it } from 'vitest';
import { rng } from '../../../src/core/rng.js';
import { fog } from '../../../src/data/noise/fog.js';
import { digest, distances } from './fixtures.js';

it('is what the benchmarks’ formula makes, at every severity', () => {
  expect(distances(fog).largest).toBeLessThan(1e-6);
});

it('has its golden bytes', () => {
  expect(digest(fog)).toBe('6707d58c47a0e03e');
});

it('never exceeds what the picture had, and is the same in every channel', () => {
  const signal = {
    values: new Float32Array(768).fill(0.5),
    dims: [16, 16, 3],
    range: [0, 1],
    is: 'picture',
  } as const;
  const covered = fog.apply(signal, { amount: 1.5, decay: 2 }, rng('f'));
  expect(Math.max(...covered)).toBeLessThanOrEqual(0.5);
  for (let at = 0; at < 768; at += 3) expect(new Set(covered.slice(at, at + 3)).size).toBe(1);
});
