import { word } from '../core/fault.js';
import type { Check, Report } from '../core/report.js';
import { capped, visible } from './escape.js';
import { sentence } from './sentence.js';
import { distinct } from './view.js';

/** Longest name of a suite or a case, in code points. */
const nameCap = 300;

interface Case {
  readonly xml: string;
  readonly result: 'passed' | 'failure' | 'error' | 'skipped';
}

/**
 * JUnit XML: a suite per task, a case per check. Over its limit is a failure, no result or not decided an error,
 * what is not judged or may stay undecided is skipped. A verdict other than pass never gives a file without a failure or error.
 */
export function renderJunit(report: Report): string {
  const tasks = distinct(report.checks.map((check) => JSON.stringify(check.task)));
  const suites = tasks.map((task) => ({
    name: nameOf(task),
    cases: report.checks
      .filter((check) => JSON.stringify(check.task) === task)
      .map((check) => testCase(report, check)),
  }));
  const red = suites.some(({ cases }) =>
    cases.some(({ result }) => result === 'failure' || result === 'error'),
  );
  const all =
    report.verdict === 'pass' || red
      ? suites
      : [...suites, { name: 'compression-gate', cases: [verdictCase(report)] }];
  const body = all.map(({ name, cases }) => suite(name, cases)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="compression-gate"${counts(all.flatMap(({ cases }) => cases))}>\n${body}</testsuites>\n`;
}

function nameOf(task: string): string {
  const name: unknown = JSON.parse(task);
  return typeof name === 'string' ? name : 'models';
}

function suite(name: string, cases: readonly Case[]): string {
  const inner = cases.map(({ xml }) => xml).join('');
  return `  <testsuite name="${shortened(name)}"${counts(cases)}>\n${inner}  </testsuite>\n`;
}

function counts(cases: readonly Case[]): string {
  const of = (result: Case['result']): number => cases.filter((one) => one.result === result).length;
  return ` tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`;
}

function testCase(report: Report, check: Check): Case {
  const result = resultOf(report, check);
  return { result, xml: element(check.task ?? 'models', title(check), result, check) };
}

function resultOf(report: Report, check: Check): Case['result'] {
  if (!check.judged) return 'skipped';
  if (check.outcome === 'pass') return 'passed';
  if (check.outcome === 'fail') return 'failure';
  return check.outcome === 'inconclusive' && report.policy.onInconclusive === 'allow' ? 'skipped' : 'error';
}

function title(check: Check): string {
  const slice = check.slice === null ? [] : [`${check.slice.field}=${check.slice.value}`];
  const target = `${check.target}${check.contrast === 'drift' ? ' (drift)' : ''}`;
  const level = check.level === null ? [] : [check.level];
  return [...level, ...slice, target, check.limit.name].join(' · ');
}

function element(suiteName: string, name: string, result: Case['result'], check: Check): string {
  const open = `    <testcase classname="${shortened(suiteName)}" name="${shortened(name)}"`;
  if (result === 'passed') return `${open}/>\n`;
  const message = attribute(
    check.judged ? sentence(check) : `${sentence(check)}; not judged: ${word(check.finding).what}`,
  );
  if (result === 'skipped') return `${open}>\n      <skipped message="${message}"/>\n    </testcase>\n`;
  const text = content(`${sentence(check)}\n${word(check.finding).todo}\n${check.limit.place}`);
  return `${open}>\n      <${result} type="${attribute(check.finding.code)}" message="${message}">${text}</${result}>\n    </testcase>\n`;
}

/** Stands for a verdict that no single check accounts for: nothing checked, or evidence missing as a whole. */
function verdictCase(report: Report): Case {
  const reasons =
    report.findings.length === 0
      ? [word({ code: 'NO_CHECKS', data: {} }).what]
      : report.findings.map((found) => word(found).what);
  const message = attribute(reasons.join('; '));
  const xml = `    <testcase classname="compression-gate" name="verdict">\n      <error type="${report.verdict}" message="${message}"/>\n    </testcase>\n`;
  return { result: 'error', xml };
}

/** Text content: line breaks stay, what XML 1.0 cannot hold is written out. */
function content(text: string): string {
  return text.split('\n').map(attribute).join('\n');
}

function shortened(name: string): string {
  return attribute(capped(name, nameCap));
}

function attribute(text: string): string {
  const sound = visible(text).replace(/[\uFFFE\uFFFF]/g, '�');
  return sound.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
