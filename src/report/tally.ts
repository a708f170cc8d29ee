import type { Outcome, Report } from '../core/report.js';
import { count, figures, plural } from './numbers.js';

export const icons: { readonly [O in Outcome]: string } = {
  pass: '✅',
  fail: '❌',
  inconclusive: '❔',
  invalid: '🛑',
};

/** How many judged checks came out how. */
export interface Tally {
  readonly total: number;
  readonly pass: number;
  readonly fail: number;
  readonly inconclusive: number;
  readonly invalid: number;
  readonly unjudged: number;
}

export function tally(report: Report): Tally {
  const judged = report.checks.filter((check) => check.judged);
  const of = (outcome: Outcome): number => judged.filter((check) => check.outcome === outcome).length;
  return {
    total: judged.length,
    pass: of('pass'),
    fail: of('fail'),
    inconclusive: of('inconclusive'),
    invalid: of('invalid'),
    unjudged: report.checks.length - judged.length,
  };
}

/** The whole verdict in one line of words, without the leading icon: "Compression gate failed: 2 of 29 checks over their limit". */
export function verdictLine(report: Report): string {
  const counted = tally(report);
  const partial = report.partial ? ' (partial)' : '';
  switch (report.verdict) {
    case 'pass':
      return `Compression gate passed${partial}: ${passed(counted)}`;
    case 'fail':
      return `Compression gate failed${partial}${colon(failed(counted))}`;
    case 'invalid':
      return `Compression gate could not decide${partial}: ${unmeasured(counted)}`;
    case 'inconclusive':
      return `Compression gate${partial}: ${undecided(report, counted)}`;
  }
}

function colon(text: string): string {
  return text === '' ? '' : `: ${text}`;
}

function checks(n: number): string {
  return `${count(n)} ${plural(n, 'check', 'checks')}`;
}

function passed(counted: Tally): string {
  const within = `${count(counted.pass)} of ${checks(counted.total)} within ${plural(counted.total, 'its limit', 'their limits')}`;
  return counted.inconclusive === 0 ? within : `${within}, ${count(counted.inconclusive)} not decided`;
}

function failed(counted: Tally): string {
  if (counted.fail === 0) return '';
  const its = plural(counted.fail, 'its', 'their');
  if (counted.invalid + counted.inconclusive === 0) {
    return `${count(counted.fail)} of ${checks(counted.total)} over ${its} limit`;
  }
  return [`${count(counted.fail)} over ${its} limit`, ...open(counted)].join(', ');
}

/** What is neither within nor over its limit, for headings that name several outcomes. */
function open(counted: Tally): readonly string[] {
  return [
    ...(counted.invalid === 0 ? [] : [`${count(counted.invalid)} not measured`]),
    ...(counted.inconclusive === 0 ? [] : [`${count(counted.inconclusive)} not decided`]),
  ];
}

function unmeasured(counted: Tally): string {
  if (counted.total === 0) return 'no check was made';
  if (counted.invalid === 0) return 'the evidence is not complete';
  if (counted.inconclusive > 0) return open(counted).join(', ');
  const was = plural(counted.invalid, 'was', 'were');
  return `${count(counted.invalid)} of ${checks(counted.total)} ${was} not measured`;
}

function undecided(report: Report, counted: Tally): string {
  const open = report.checks.filter((check) => check.judged && check.outcome === 'inconclusive');
  const few = open.every((check) => check.finding.code === 'TOO_FEW_SAMPLES');
  return `${few ? 'too few samples to decide' : 'could not decide'} ${count(counted.inconclusive)} of ${checks(counted.total)}`;
}

/** How much of the planned work was measured, in words; null when all of it was, without a fault. */
export function coverageGap(report: Report): string | null {
  const { planned, measured, faulty } = report.coverage;
  if (measured >= planned && faulty === 0) return null;
  const [share = ''] = figures([planned === 0 ? 0 : measured / planned, 1], 'share');
  const faults = faulty === 0 ? '' : `, ${count(faulty)} faulty`;
  return `${count(measured)} of ${count(planned)} planned answers were measured (${share})${faults}`;
}
