import type { Report } from '../../core/report.js';
import { grids, mainCheck, type Cell, type Grid } from '../grid.js';
import { count, figure, figures } from '../numbers.js';
import { icons } from '../tally.js';
import { element, name, nameText, table, type Content, type Markup } from './markup.js';

/** Answers that changed against their limit, task × level, one table per target and contrast. */
export function grid(report: Report): readonly Markup[] {
  return grids(report).map((one) =>
    table(
      captionOf(one),
      ['Task', ...one.levels.map((level) => name(level))],
      one.tasks.map((task) => [name(task), ...one.levels.map((level) => shown(one.cell(task, level)))]),
    ),
  );
}

function captionOf({ contrast, target }: Grid): string {
  const what =
    contrast === 'drift' ? 'Answers that differ from the reference target' : 'Answers that changed';
  return `${what} / limit, on ${nameText(target)}`;
}

function shown(cell: Cell | undefined): Content {
  if (cell === undefined) return '–';
  const others = cell.checks.filter(
    (check) => check !== mainCheck(cell) && check.judged && check.outcome !== 'pass',
  );
  const icon = cell.outcome === null ? '' : `${icons[cell.outcome]} `;
  const text = element('span', { class: cell.outcome }, icon, amount(cell));
  if (others.length === 0) return linked(cell, text);
  const limits = new Set(others.filter(({ slice }) => slice === null).map(({ limit }) => limit.name));
  const slices = others.filter(({ slice }) => slice !== null).length;
  const named = [...limits, ...(slices === 0 ? [] : [`${count(slices)} of slices`])];
  return [linked(cell, text), element('div', { class: 'quiet' }, `also ${named.join(', ')}`)];
}

function linked(cell: Cell, text: Markup): Markup {
  return cell.row === undefined ? text : element('a', { href: `#${cellId(cell.row)}` }, text);
}

/** "0.50% / 1.00%": by the limit where there is one. */
function amount(cell: Cell): string {
  const main = mainCheck(cell);
  if (main === undefined) return cell.row?.disagreement ? figure(cell.row.disagreement.rate, 'share') : '–';
  if (main.measured === null || main.outcome === 'invalid') return 'not measured';
  if (main.finding.code === 'DEGENERATE_ANSWERS') return 'unusable answers';
  return figures([main.measured, main.limit.value], main.limit.unit).join(' / ');
}

/** The place of a cell in the page; users' names are no ids, so it is made of their code units. */
export function cellId({
  task,
  level,
  target,
  contrast,
}: {
  readonly task: string;
  readonly level: string;
  readonly target: string;
  readonly contrast: string;
}): string {
  const text = JSON.stringify([task, level, target, contrast]);
  return `cell-${Buffer.from(text, 'utf8').toString('base64url')}`;
}
