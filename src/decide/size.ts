import { finding, type Finding } from '../core/fault.js';
import { floorOf } from '../core/fraction.js';
import { printPlace } from '../core/place.js';
import type { Limit } from '../core/policy.js';
import type { Check, Outcome } from '../core/report.js';

/** Compressed bytes against a share of the baseline's: exact, and about no task. */
export function sizeCheck(
  limit: Limit,
  bytes: { baseline: number; compressed: number },
  target: string,
): Check {
  const allowed = floorOf(limit.exact, bytes.baseline);
  const [outcome, found] = outcomeOf(bytes, allowed);
  return {
    task: null,
    level: null,
    slice: null,
    target,
    contrast: 'compression',
    limit: {
      name: limit.name,
      value: limit.value,
      unit: limit.unit,
      place: printPlace(limit.place),
      from: limit.from,
    },
    scope: 'dataset',
    measured: outcome === 'invalid' ? null : bytes.compressed / bytes.baseline,
    count: bytes.compressed,
    allowed,
    n: bytes.baseline,
    interval: null,
    beyond: null,
    confidence: 1,
    outcome,
    judged: true,
    finding: found,
  };
}

/** A model that could not be read has no bytes, and 0 is not over any limit. */
function outcomeOf(bytes: { baseline: number; compressed: number }, allowed: number): [Outcome, Finding] {
  if (!(bytes.baseline > 0 && bytes.compressed > 0)) {
    return ['invalid', finding('NOT_MEASURED', { reason: 'a model could not be read' })];
  }
  if (bytes.compressed <= allowed) return ['pass', finding('WITHIN_LIMIT', {})];
  return ['fail', finding('LIMIT_EXCEEDED', {})];
}
