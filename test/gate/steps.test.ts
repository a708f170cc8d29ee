import { describe, expect, it } from 'vitest';
import type { SampleRow } from '../../src/core/plan.js';
import { stepsOf } from '../../src/gate/steps.js';

function told(chunks: number, samples: number): string[] {
  const lines: string[] = [];
  const planned = Array.from({ length: chunks }, (_, at) => ({
    pass: 0,
    from: at * samples,
    to: (at + 1) * samples,
  }));
  const tell = stepsOf(planned, (line) => lines.push(line));
  const row: SampleRow = { id: '', slices: new Map(), cells: [], armFaults: [] };
  for (const _ of planned) tell({ rows: Array<SampleRow>(samples).fill(row) });
  return lines;
}

describe('progress', () => {
  it.each([1, 3, 20])('of %i chunks is told after each', (chunks) => {
    expect(told(chunks, 2)).toHaveLength(chunks);
  });

  it.each([21, 1000, 4001])('of %i chunks is told twenty times', (chunks) => {
    expect(told(chunks, 1)).toHaveLength(20);
  });

  it('ends with all of them', () => {
    expect(told(4001, 1).at(-1)).toBe('evaluated 4001 of 4001 samples');
  });
});
