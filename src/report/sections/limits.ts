import type { Check, Report } from '../../core/report.js';
import { amounts, isShareOfSamples, samples } from '../amounts.js';
import { code } from '../escape.js';
import { grids, mainCheck } from '../grid.js';
import { details, table } from '../markdown.js';
import { count, plural } from '../numbers.js';
import { markdownSubject } from '../subject.js';
import { icons, tally } from '../tally.js';
import type { Section, View } from '../view.js';
import { matrix } from './matrix.js';

/** Limits that the matrix does not show, folded. */
export const otherLimits: Section = (view) => {
  const all = unshown(view);
  const body = listing(view, all);
  return body === null
    ? null
    : details(`${count(all.length)} other ${plural(all.length, 'limit', 'limits')}`, body);
};

/** Values of slices, folded: over their limit, undecided, too small, and the rest. */
export const slices: Section = (view) => {
  const all = view.report.checks.filter((check) => check.slice !== null);
  const body = listing(view, all);
  if (body === null) return null;
  const open = all.filter((check) => !check.judged).length;
  const note = open === 0 ? '' : `, ${count(open)} not decided or too small`;
  return details(`Slices: ${count(all.length)} ${plural(all.length, 'value', 'values')}${note}`, body);
};

/** After a pass: every check, in one fold. */
export const everyCheck: Section = (view) => {
  const { checks } = view.report;
  const rest = [...unshown(view), ...checks.filter((check) => check.slice !== null)];
  const body = [matrix(view), listing(view, rest)].filter((part) => part !== null);
  return body.length === 0 ? null : details(allOf(view.report), body.join('\n\n'));
};

function allOf(report: Report): string {
  const { total, unjudged } = tally(report);
  const rest =
    unjudged === 0 ? '' : `, and ${count(unjudged)} that ${plural(unjudged, 'is', 'are')} not judged`;
  return `All ${count(total)} checks${rest}`;
}

function unshown({ report }: View): readonly Check[] {
  const cells = grids(report).flatMap((grid) =>
    grid.tasks.flatMap((task) => grid.levels.map((level) => grid.cell(task, level))),
  );
  const shown = new Set(cells.map((cell) => (cell === undefined ? undefined : mainCheck(cell))));
  return report.checks.filter((check) => check.slice === null && !shown.has(check));
}

function listing(view: View, all: readonly Check[]): string | null {
  const notable = all.filter((check) => check.outcome !== 'pass' || !check.judged);
  const shown = view.detail.passing === 'listed' ? all : notable;
  if (shown.length === 0) return null;
  const hidden = all.length - shown.length;
  const rest = hidden > 0 && view.detail.passing === 'counted' ? [`${count(hidden)} more pass.`] : [];
  const rows = shown.map(row);
  return [table(['Check', 'Limit on', 'Measured', 'Limit', 'n', ''], rows), ...rest].join('\n\n');
}

function row(check: Check): readonly string[] {
  const { measured, limit, interval } = amounts(check);
  const hits = check.count !== null && isShareOfSamples(check) ? ` (${count(check.count)})` : '';
  const range = interval === null ? '' : `, ${interval[0]} to ${interval[1]}`;
  return [
    markdownSubject(check),
    code(check.limit.name),
    `${measured}${hits}${range}`,
    limit,
    samples(check),
    mark(check),
  ];
}

function mark(check: Check): string {
  if (check.judged) return icons[check.outcome];
  if (check.finding.code === 'SLICE_SMALL') return 'too small to judge';
  return check.outcome === 'invalid' ? 'no result, not judged' : 'not decided';
}
