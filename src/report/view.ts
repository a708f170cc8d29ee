import type { Links } from '../core/links.js';
import type { Check, Report, Slice, TaskRow } from '../core/report.js';

/** How much a rendering says: the first that fits the size cap is taken. */
export interface Detail {
  /** Passing rows of tables: each, one line for all, or none. */
  readonly passing: 'listed' | 'counted' | 'left out';
  /** Checks listed by name. */
  readonly worst: number;
  /** Changed inputs listed per cell, and cells they are listed for. */
  readonly inputs: number;
  readonly cells: number;
  readonly charts: boolean;
}

/** Everything a section of the comment is made from. */
export interface View {
  readonly report: Report;
  readonly links: Links;
  readonly detail: Detail;
}

/** A section: Markdown, or null where it has nothing to say. */
export type Section = (view: View) => string | null;

/** What a check and a row have in common: the cell they belong to. */
interface Spot {
  readonly task: string | null;
  readonly level: string | null;
  readonly target: string;
  readonly contrast: 'compression' | 'drift';
}

/** Equal for everything that belongs to one task × level × target × contrast. */
export function cellKey(spot: Spot): string {
  return JSON.stringify([spot.task, spot.level, spot.target, spot.contrast]);
}

function sameSlice(left: Slice, right: Slice): boolean {
  return left?.field === right?.field && left?.value === right?.value;
}

/** The row with everything measured where this check was made. */
export function rowOf(report: Report, check: Check): TaskRow | undefined {
  const key = cellKey(check);
  return report.tasks.find((row) => sameSlice(row.slice, check.slice) && cellKey(row) === key);
}

/** Values in order of first appearance. */
export function distinct(values: Iterable<string>): readonly string[] {
  return [...new Set(values)];
}
