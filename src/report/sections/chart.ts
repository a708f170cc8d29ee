import { code } from '../escape.js';
import { grids, type Cell, type Grid } from '../grid.js';
import { fence } from '../markdown.js';
import type { Section } from '../view.js';

/** Fewer levels make no curve. */
const fewest = 3;

/** Disagreement over noise levels, one chart per task, for the job summary: bars are measured, the line is the limit. */
export const charts: Section = (view) => {
  if (!view.detail.charts) return null;
  const drawn = grids(view.report).flatMap((grid) => grid.tasks.flatMap((task) => chart(grid, task) ?? []));
  return drawn.length === 0 ? null : drawn.join('\n\n');
};

function chart(grid: Grid, task: string): string | null {
  const cells = grid.levels.flatMap((level) => grid.cell(task, level) ?? []);
  const shares = cells.map((cell) => cell.row?.disagreement?.rate ?? null).filter((rate) => rate !== null);
  if (cells.length < fewest || shares.length !== cells.length) return null;
  const limits = cells.map(limitOf).filter((limit) => limit !== null);
  const lines = limits.length === cells.length ? [`  line [${limits.map(percent).join(', ')}]`] : [];
  const top = Math.max(...shares, ...limits, 0.001);
  const text = [
    'xychart-beta',
    `  x-axis [${cells.map((cell) => `"${axisName(cell.level)}"`).join(', ')}]`,
    `  y-axis "answers changed, %" 0 --> ${percent(top * 1.1)}`,
    `  bar [${shares.map(percent).join(', ')}]`,
    ...lines,
  ].join('\n');
  const on = grid.target === 'native' ? '' : ` on ${code(grid.target)}`;
  const legend = lines.length === 0 ? 'answers changed' : 'answers changed (bars) and their limit (line)';
  return `${code(task)}${on}: ${legend}\n\n${fence('mermaid', text)}`;
}

function limitOf(cell: Cell): number | null {
  return (
    cell.checks.find((check) => check.slice === null && check.limit.name === 'disagreement')?.limit.value ??
    null
  );
}

function percent(share: number): string {
  return (share * 100).toFixed(4);
}

/** Chart text has no escapes: what is not a letter, digit or plain mark becomes `_`; the table beside it has the name. */
function axisName(name: string): string {
  const short = Array.from(name.slice(0, 40)).slice(0, 20).join('');
  return short.replace(/[^\p{L}\p{N} ._-]/gu, '_');
}
