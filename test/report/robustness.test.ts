import { describe, expect, it } from 'vitest';
import type { ReportedErrors, ReportedRobustness } from '../../src/core/report-noise.js';
import { errorFigure, robustnessSentence } from '../../src/report/robustness.js';

function errors(baseline: number, compressed: number): ReportedErrors {
  const ratio = baseline < 0.01 ? null : compressed / baseline;
  return { baseline, compressed, difference: compressed - baseline, ratio };
}

const row: ReportedRobustness = {
  task: 't',
  target: 'native',
  families: [
    { noise: 'gaussian', levels: [], errors: errors(0.2, 0.25), aboveClean: null, firstFailing: 'grain-3' },
    { noise: 'jpeg', levels: [], errors: errors(0.2, 0.17), aboveClean: null, firstFailing: null },
    { noise: 'fog', levels: [], errors: errors(0.001, 0.003), aboveClean: null, firstFailing: null },
  ],
  mean: { corruptionError: 1.05, relativeCorruptionError: null },
};

describe('errors under noise', () => {
  it('tells a gain like a loss, and a difference where baseline hardly errs', () => {
    expect(robustnessSentence(row, String)).toBe(
      'compressed errs 1.25 times as often as baseline under gaussian (first over a limit at grain-3), 0.85 times as often as baseline under jpeg, 0.20 points more than baseline (which hardly errs) under fog, 1.05 times as often in the mean of these',
    );
  });

  it('has a figure for each', () => {
    expect([errors(0.2, 0.25), errors(0.001, 0.003), null].map(errorFigure)).toEqual([
      '1.25',
      '0.20 points',
      '–',
    ]);
  });
});
