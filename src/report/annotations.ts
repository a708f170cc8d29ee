import type { Check, Report } from '../core/report.js';
import { worstFirst } from './order.js';
import { readPlace } from './place.js';
import { sentence } from './sentence.js';
import { subject } from './subject.js';

/** A remark on a line of the policy, as GitHub shows it beside the file; texts are plain, not Markdown. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One annotation for each judged check that does not pass, on the limit's own line, worst first. */
export function annotations(report: Report): readonly Annotation[] {
  const open = worstFirst(report.checks).filter((check) => check.outcome !== 'pass');
  return open.map((check) => annotation(report, check));
}

function annotation(report: Report, check: Check): Annotation {
  const place = readPlace(check.limit.place) ?? { file: report.policy.path, line: 1, column: 1 };
  return {
    level: level(report, check),
    title: `${subject(check)}: ${check.limit.name}`,
    message: sentence(check),
    ...place,
  };
}

/** What lets the job fail is an error; what the policy lets through undecided is a warning. */
function level(report: Report, check: Check): Annotation['level'] {
  return check.outcome === 'inconclusive' && report.policy.onInconclusive === 'allow' ? 'warning' : 'error';
}
