import colours from 'picocolors';
import { word, type Finding } from '../core/fault.js';
import { printPlace } from '../core/place.js';
import type { Check, Outcome, Report } from '../core/report.js';
import { amounts, samples } from './amounts.js';
import { sizeShare, speeds } from './cost.js';
import { diagnosisText } from './diagnosis.js';
import { capped, visible } from './escape.js';
import { noveltyLines } from './novelty.js';
import { bytes, count } from './numbers.js';
import { worstFirst } from './order.js';
import { robustnessSentence } from './robustness.js';
import { sentence } from './sentence.js';
import { studyLines } from './studies.js';
import { subject } from './subject.js';
import { coverageGap, verdictLine } from './tally.js';

type Paint = ReturnType<typeof colours.createColors>;

/** Longest list of checks in words. */
const openCap = 20;
/** Widest cell, in code points. */
const cellCap = 40;

/**
 * The result for a terminal: every check in a table, the findings, then two lines that scripts may read:
 * the worst check's sentence, and `verdict: pass` (`fail`, `inconclusive`, `invalid`; ` (partial)` after a narrowed run).
 */
export function renderText(report: Report, { colour = false }: { readonly colour?: boolean } = {}): string {
  const paint = colours.createColors(colour);
  const parts = [
    models(report),
    checkTable(report.checks, paint),
    open(report),
    underNoise(report),
    [...noveltyLines(report, visible), ...studyLines(report, visible)].join('\n'),
    report.diagnosis === null ? '' : diagnosisText(report.diagnosis),
    readings(report),
    findings(report),
    paint.bold(verdictLine(report)),
    lastLines(report),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function lastLines(report: Report): string {
  const [worst] = worstFirst(report.checks);
  const said = worst === undefined ? word({ code: 'NO_CHECKS', data: {} }).what : sentence(worst);
  return `${said}\nverdict: ${report.verdict}${report.partial ? ' (partial)' : ''}`;
}

/** What does not pass, worst first, with the limit's line in the policy; what no limit can mend says what to do. */
function open(report: Report): string {
  const all = worstFirst(report.checks).filter((check) => check.outcome !== 'pass');
  const lines = all.slice(0, openCap).map((check) => {
    const todo = check.finding.code === 'LIMIT_EXCEEDED' ? '' : `. ${word(check.finding).todo}`;
    return visible(`${check.limit.place}: ${subject(check)}: ${sentence(check)}${todo}`);
  });
  const rest = all.length - lines.length;
  return [...lines, ...(rest === 0 ? [] : [`and ${count(rest)} more`])].join('\n');
}

/** Whichever model is better: a loss and a gain are told alike. */
function underNoise({ robustness = [] }: Report): string {
  return robustness
    .map((row) => visible(`${row.task} on ${row.target}: ${robustnessSentence(row, String)}`))
    .join('\n');
}

function models(report: Report): string {
  const { baseline, compressed } = report.models;
  const costs = [`${sizeShare(report)} of its size`, ...speeds(report, visible)].join(', ');
  const arm = (name: string, model: typeof baseline): string =>
    `${name} ${visible(model.source)} (${bytes(model.bytes)})`;
  return `${arm('baseline  ', baseline)}\n${arm('compressed', compressed)}: ${costs}`;
}

function readings({ readings: all }: Report): string {
  const lines = all.map(({ task, baseline, compressed }) => {
    const arms = baseline === compressed ? baseline : `${baseline} (baseline), ${compressed} (compressed)`;
    return visible(`${task}: answers are read from ${arms}`);
  });
  return lines.join('\n');
}

function findings(report: Report): string {
  const gap = coverageGap(report);
  const exemptions = report.policy.exemptions.map(({ method, without, reason }) =>
    visible(`exemption: ${method} is accepted without ${without}: ${reason}`),
  );
  return [...(gap === null ? [] : [gap]), ...exemptions, ...report.findings.map(found)].join('\n');
}

function found(finding: Finding): string {
  const { what, todo } = word(finding);
  const place = finding.place === undefined ? '' : `${printPlace(finding.place)}: `;
  return visible(`${place}${what}. ${todo}`);
}

const marks: { readonly [O in Outcome]: string } = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'undecided',
  invalid: 'NO RESULT',
};

function checkTable(checks: readonly Check[], paint: Paint): string {
  if (checks.length === 0) return '';
  const head = ['', 'task', 'level', 'slice', 'target', 'limit on', 'measured', 'limit', 'n'];
  const rows = checks.map((check) => cells(check).map((cell) => visible(capped(cell, cellCap))));
  const widths = head.map((title, column) =>
    Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = checks.map((check, index) => tint(check, paint)(line(rows[index] ?? [])));
  return [paint.dim(line(head)), ...lines].join('\n');
}

function cells(check: Check): readonly string[] {
  const { measured, limit } = amounts(check);
  const slice = check.slice === null ? '' : `${check.slice.field}=${check.slice.value}`;
  const target = `${check.target}${check.contrast === 'drift' ? ' (drift)' : ''}`;
  const mark = check.judged ? marks[check.outcome] : 'not judged';
  return [
    mark,
    check.task ?? '',
    check.level ?? '',
    slice,
    target,
    check.limit.name,
    measured,
    limit,
    samples(check),
  ];
}

function tint(check: Check, paint: Paint): (text: string) => string {
  if (!check.judged) return paint.dim;
  return { pass: String, fail: paint.red, inconclusive: paint.yellow, invalid: paint.yellow }[check.outcome];
}

function width(text: string): number {
  return Array.from(text).length;
}

function padded(text: string, to: number): string {
  return text + ' '.repeat(Math.max(0, to - width(text)));
}
