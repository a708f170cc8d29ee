import type { Check } from '../../core/report.js';
import { code } from '../escape.js';
import { grids, mainCheck, type Cell, type Grid } from '../grid.js';
import { table } from '../markdown.js';
import { count, figure, figures, plural } from '../numbers.js';
import { icons } from '../tally.js';
import type { Section, View } from '../view.js';

/** Beyond so many levels the axes are swapped; beyond so many of both there is no table. */
const widest = 6;

/** Answers that changed against their limit, task × level, one table per target. */
export const matrix: Section = (view) => {
  const all = grids(view.report);
  const parts = all.map((grid) => titled(view, grid, all.length > 1)).filter((part) => part !== null);
  return parts.length === 0 ? null : [...legend(all), ...parts].join('\n\n');
};

function titled(view: View, grid: Grid, several: boolean): string | null {
  const drawn = draw(view, grid);
  return drawn === null
    ? null
    : `**${what(grid)} / limit**${several ? ` on ${code(grid.target)}` : ''}\n\n${drawn}`;
}

function what(grid: Grid): string {
  return grid.contrast === 'drift'
    ? 'Drift: answers that differ from the reference target'
    : 'Answers that changed';
}

function legend(all: readonly Grid[]): readonly string[] {
  const outcomes = all.flatMap((grid) =>
    grid.tasks.flatMap((task) => grid.levels.map((level) => grid.cell(task, level)?.outcome)),
  );
  return outcomes.includes('fail')
    ? ['Failing tasks first; ❌ also marks a cell whose other limits fail.']
    : [];
}

function draw(view: View, grid: Grid): string | null {
  const passing = grid.tasks.filter((task) => grid.levels.every((level) => passes(grid.cell(task, level))));
  const listed =
    view.detail.passing === 'listed' ? grid.tasks : grid.tasks.filter((task) => !passing.includes(task));
  const hidden = grid.tasks.length - listed.length;
  const note = `${count(hidden)} more ${plural(hidden, 'task passes', 'tasks pass')} at every level.`;
  const rest = hidden > 0 && view.detail.passing === 'counted' ? [note] : [];
  const drawn = listed.length === 0 ? [] : [shape(grid, listed)];
  return drawn.length + rest.length === 0 ? null : [...drawn, ...rest].join('\n\n');
}

function passes(cell: Cell | undefined): boolean {
  return cell === undefined || cell.outcome === 'pass';
}

function shape(grid: Grid, tasks: readonly string[]): string {
  const { levels } = grid;
  if (levels.length <= widest) {
    const rows = tasks.map((task) => [
      taskName(grid, task),
      ...levels.map((level) => show(grid.cell(task, level))),
    ]);
    return table(['Task', ...levels.map((level) => code(level))], rows, 'right');
  }
  if (tasks.length <= widest) {
    const rows = levels.map((level) => [code(level), ...tasks.map((task) => show(grid.cell(task, level)))]);
    return table(['Level', ...tasks.map((task) => taskName(grid, task))], rows, 'right');
  }
  return `${count(tasks.length)} tasks × ${count(levels.length)} levels: the table is in the full report.`;
}

function taskName(grid: Grid, task: string): string {
  const row = grid.levels.map((level) => grid.cell(task, level)?.row).find((found) => found !== undefined);
  return row === undefined || row.role === 'primary' ? code(task) : `${code(task)} (${row.role})`;
}

function show(cell: Cell | undefined): string {
  if (cell === undefined) return '–';
  const icon = cell.outcome === null ? '' : `${icons[cell.outcome]} `;
  return `${icon}${[amount(cell), ...others(cell)].filter((part) => part !== '').join(' · ')}`.trim();
}

/** "0.50% / 1.00%", bold when it fails; guardrails are counts. */
function amount(cell: Cell): string {
  const main = mainCheck(cell);
  if (main === undefined) return cell.row?.disagreement ? figure(cell.row.disagreement.rate, 'share') : '';
  if (main.measured === null || main.outcome === 'invalid') return 'not measured';
  if (main.finding.code === 'DEGENERATE_ANSWERS') return '**unusable answers**';
  const text =
    main.count !== null && cell.row?.role === 'guardrail'
      ? counted(main, main.count)
      : figures([main.measured, main.limit.value], main.limit.unit).join(' / ');
  return main.outcome === 'fail' ? `**${text}**` : text;
}

function counted(check: Check, hits: number): string {
  return `${count(hits)} of ${count(check.n)}`;
}

/** What else does not pass in a cell, so that its mark never contradicts its number. */
function others(cell: Cell): readonly string[] {
  const main = mainCheck(cell);
  const bad = cell.checks.filter((check) => check !== main && check.judged && check.outcome !== 'pass');
  const limits = bad.filter((check) => check.slice === null).map((check) => `**${code(check.limit.name)}**`);
  const slices = bad.filter((check) => check.slice !== null).length;
  const sliced = slices === 0 ? [] : [`**${count(slices)} ${plural(slices, 'slice', 'slices')}**`];
  return [...new Set(limits), ...sliced];
}
