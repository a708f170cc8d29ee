import type { Check, ReportedLimit, Report, TaskRow } from '../../src/core/report.js';
import { fixture } from './fixtures.js';

export function limit(over: Partial<ReportedLimit> = {}): ReportedLimit {
  return { name: 'disagreement', value: 0.05, unit: 'share', place: 'gate.yml:47:36', from: 'head', ...over };
}

/** 212 of 4,000 answers changed at a limit of 5%, unless told otherwise. */
export function check(over: Partial<Check> = {}): Check {
  return {
    task: 'garment', level: 'high', slice: null, target: 'native', contrast: 'compression',
    limit: limit(), scope: 'dataset', measured: 0.053, count: 212, allowed: 200, n: 4000,
    interval: null, beyond: null, confidence: 0.95, outcome: 'fail', judged: true,
    finding: { code: 'LIMIT_EXCEEDED', data: {} }, ...over,
  }; // prettier-ignore
}

export function passing(over: Partial<Check> = {}): Check {
  return check({
    measured: 0.01,
    count: 40,
    outcome: 'pass',
    finding: { code: 'WITHIN_LIMIT', data: {} },
    ...over,
  });
}

export function row(over: Partial<TaskRow> = {}): TaskRow {
  return {
    task: 'garment', kind: 'classification', role: 'primary', level: 'high', target: 'native', contrast: 'compression',
    slice: null, n: 4000, faulty: 0, degenerate: { baseline: 0, compressed: 0 }, seconds: 3,
    score: { metric: 'accuracy', baseline: 0.882, compressed: 0.8385 },
    disagreement: { count: 212, rate: 0.053, negativeFlips: 188, positiveFlips: 14, otherFlips: 10, confidentFlips: 41,
      interval: [0.0463, 0.0604] },
    divergence: null, mcnemar: null, rightness: { both: 3340, lost: 188, won: 14, neither: 458 }, metrics: {}, histograms: [], ...over,
  }; // prettier-ignore
}

/** The committed failing report with other parts. */
export function report(over: Partial<Report> = {}): Report {
  return { ...fixture('fail'), disagreements: [], tasks: [], ...over };
}
