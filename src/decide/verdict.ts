import type { Check, Outcome } from '../core/report.js';

const severity = ['pass', 'inconclusive', 'invalid', 'fail'] as const satisfies readonly Outcome[];

/**
 * The gate's verdict is its worst check's: fail > invalid > inconclusive > pass. Without checks it is invalid.
 * `allow` leaves undecided checks out, unless nothing was decided.
 */
export function verdictOf(checks: readonly Check[], onInconclusive: 'block' | 'allow'): Outcome {
  const decided = checks.filter(({ outcome }) => outcome !== 'inconclusive');
  const counted = onInconclusive === 'allow' && decided.some(({ judged }) => judged) ? decided : checks;
  if (!counted.some(({ judged }) => judged)) return counted.length === 0 ? 'invalid' : worst(counted);
  return worst(counted);
}

function worst(checks: readonly Check[]): Outcome {
  const rank = Math.max(...checks.map(({ outcome }) => severity.indexOf(outcome)));
  return severity[rank] ?? 'invalid';
}
