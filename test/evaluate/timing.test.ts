import { expect, it } from 'vitest';
import { timeArms } from '../../src/evaluate/timing.js';
import { project, rows } from '../gate/kit.js';
import { bench } from './kit.js';

it('a time is the median of runs per sample, one for each arm, and each run is marked', async () => {
  const ready = await bench(project({ data: rows(8) }));
  const marked: number[] = [];
  const medians = await timeArms({ ...ready, mark: ({ arm }) => void marked.push(arm) });
  expect(medians).toHaveLength(2);
  expect(medians.every((median) => median > 0 && median < 1000)).toBe(true);
  expect(marked.slice(0, 4)).toEqual([0, 1, 0, 1]);
});
