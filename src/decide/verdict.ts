import type { Check, Outcome } from '../core/report.js';

const severity = ['pass', 'inconclusive', 'invalid', 'fail'] as const satisfies readonly Outcome[];

/**
 * The gate's verdict is its worst judged check's: fail > invalid > inconclusive > pass. It is invalid without a
 * judged check of some level: bytes alone say nothing about answers. `allow` leaves undecided checks out, unless
 * nothing was decided about any task.
 */
export function verdictOf(checks: readonly Check[], onInconclusive: 'block' | 'allow'): Outcome {
  const judged = checks.filter((check) => check.judged);
  const ofTasks = judged.filter((check) => check.level !== null);
  if (ofTasks.length === 0) return worst([...judged.map(({ outcome }) => outcome), 'invalid']);
  const mayLeaveOut = onInconclusive === 'allow' && ofTasks.some(isDecided);
  const counted = mayLeaveOut ? judged.filter(isDecided) : judged;
  return worst(counted.map(({ outcome }) => outcome));
}

function isDecided({ outcome }: Check): boolean {
  return outcome !== 'inconclusive';
}

function worst(outcomes: readonly Outcome[]): Outcome {
  const rank = Math.max(...outcomes.map((outcome) => severity.indexOf(outcome)));
  return severity[rank] ?? 'invalid';
}
