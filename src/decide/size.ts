import { finding } from '../core/fault.js';
import { floorOf } from '../core/fraction.js';
import { printPlace } from '../core/place.js';
import type { Limit } from '../core/policy.js';
import type { Check } from '../core/report.js';

/** Compressed bytes against a share of the baseline's: exact, and about no task. */
export function sizeCheck(
  limit: Limit,
  bytes: { baseline: number; compressed: number },
  target: string,
): Check {
  const allowed = floorOf(limit.exact, bytes.baseline);
  const within = bytes.compressed <= allowed;
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
    measured: bytes.compressed / bytes.baseline,
    count: bytes.compressed,
    allowed,
    n: bytes.baseline,
    interval: null,
    beyond: null,
    confidence: 1,
    outcome: within ? 'pass' : 'fail',
    judged: true,
    finding: within ? finding('WITHIN_LIMIT', {}) : finding('LIMIT_EXCEEDED', {}),
  };
}
