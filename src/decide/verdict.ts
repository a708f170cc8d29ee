import type { Check, Outcome } from '../core/report.js';

const severity = ['pass', 'inconclusive', 'invalid', 'fail'] as const satisfies readonly Outcome[];

/**
 * The gate's verdict is its worst check's: fail > invalid > inconclusive > pass. Without checks it is invalid.
 * `allow` leaves undecided checks out, unless nothing was decided.
 */
export function verdictOf(checks: readonly Check[], onInconclusive: 'block' | 'allow'): Outcome {
  const isDecided = ({ outcome }: Check): boolean => outcome !== 'inconclusive';
  const anyDecided = checks.some((check) => check.judged && isDecided(check));
  const counted = onInconclusive === 'allow' && anyDecided ? checks.filter(isDecided) : checks;
  return counted.length === 0 ? 'invalid' : worst(counted);
}

function worst(checks: readonly Check[]): Outcome {
  const rank = Math.max(...checks.map(({ outcome }) => severity.indexOf(outcome)));
  return severity[rank] ?? 'invalid';
}
