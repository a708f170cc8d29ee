import { corruptionLimits } from '../core/corruption.js';
import type { Check, Outcome, Report, TaskRow } from '../core/report.js';
import { cellKey, distinct } from './view.js';

/** All that is known of one task × level on one target. */
export interface Cell {
  readonly task: string;
  readonly level: string;
  readonly checks: readonly Check[];
  /** All samples, no slice. */
  readonly row: TaskRow | undefined;
  /** The worst outcome of its judged checks; null: nothing is judged here. */
  readonly outcome: Outcome | null;
}

/** Tasks × levels of one target; a cell that the policy does not have is undefined. */
export interface Grid {
  readonly target: string;
  readonly contrast: 'compression' | 'drift';
  /** Tasks with something that does not pass first, else in the policy's order. */
  readonly tasks: readonly string[];
  readonly levels: readonly string[];
  cell(task: string, level: string): Cell | undefined;
}

const ranked: readonly Outcome[] = ['fail', 'invalid', 'inconclusive', 'pass'];

/** One grid per target and contrast, in the report's order. */
export function grids(report: Report): readonly Grid[] {
  const placed = report.checks.filter((check) => check.level !== null && !isOver(check));
  const keys = distinct(placed.map((check) => JSON.stringify([check.target, check.contrast])));
  const cells = cellsOf(report, placed);
  return keys.map((key) => {
    const own = cells.filter(
      ({ checks: [first] }) => JSON.stringify([first?.target, first?.contrast]) === key,
    );
    return grid(own);
  });
}

function cellsOf(report: Report, checks: readonly Check[]): readonly Cell[] {
  const rows = new Map(report.tasks.filter((row) => row.slice === null).map((row) => [cellKey(row), row]));
  const groups = new Map<string, Check[]>();
  for (const check of checks) {
    const key = cellKey(check);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [check]);
    else group.push(check);
  }
  return [...groups].map(([key, group]) => cell(group, rows.get(key)));
}

function cell(checks: readonly Check[], row: TaskRow | undefined): Cell {
  const judged = checks.filter((check) => check.judged);
  const outcome = ranked.find((one) => judged.some((check) => check.outcome === one)) ?? null;
  return { task: checks[0]?.task ?? '', level: checks[0]?.level ?? '', checks, row, outcome };
}

function grid(cells: readonly Cell[]): Grid {
  const byName = new Map(cells.map((one) => [JSON.stringify([one.task, one.level]), one]));
  const bad = new Set(cells.filter((one) => one.outcome !== 'pass').map((one) => one.task));
  const tasks = distinct(cells.map((one) => one.task));
  return {
    target: cells[0]?.checks[0]?.target ?? '',
    contrast: cells[0]?.checks[0]?.contrast ?? 'compression',
    tasks: [...tasks.filter((task) => bad.has(task)), ...tasks.filter((task) => !bad.has(task))],
    levels: distinct(cells.map((one) => one.level)),
    cell: (task, level) => byName.get(JSON.stringify([task, level])),
  };
}

/** Over several levels, so in no cell of its own. */
function isOver({ limit }: Check): boolean {
  return corruptionLimits.has(limit.name);
}

/** The check a cell's number comes from: changed answers, else a guardrail's flips. */
export function mainCheck(cell: Cell): Check | undefined {
  const named = (name: string): Check | undefined =>
    cell.checks.find((check) => check.slice === null && check.limit.name === name);
  return named('disagreement') ?? (cell.row?.role === 'guardrail' ? named('negative-flips') : undefined);
}
