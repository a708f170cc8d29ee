import type { Disagreement, ReportedDisagreement, TaskRow } from '../../core/report.js';
import { otherFlips } from '../other-flips.js';
import type { Answer } from '../../core/task.js';
import { code, entities, visible } from '../escape.js';
import { grids, type Cell } from '../grid.js';
import { details, table } from '../markdown.js';
import { count, figures } from '../numbers.js';
import { shownText } from '../shown.js';
import { cellKey, type Section, type View } from '../view.js';

/** A guardrail's flips are listed one by one: so many times the inputs of other tasks. */
const guardrailRows = 10;

/** The inputs whose answer changed, for each cell that does not pass. */
export const inputs: Section = (view) => {
  if (view.report.verdict === 'pass' || view.detail.inputs === 0) return null;
  const listed = byCell(view.report.disagreements);
  const cells = grids(view.report).flatMap((grid) =>
    grid.tasks.flatMap((task) => grid.levels.flatMap((level) => grid.cell(task, level) ?? [])),
  );
  const parts = cells
    .filter((cell) => cell.outcome !== 'pass' && cell.outcome !== null)
    .map((cell) => changed(view, cell, listed.get(keyOf(cell)) ?? []))
    .filter((part) => part !== null)
    .slice(0, view.detail.cells);
  return parts.length === 0 ? null : parts.join('\n\n');
};

function keyOf(cell: Cell): string {
  const [first] = cell.checks;
  return first === undefined ? '' : cellKey(first);
}

function byCell(all: readonly Disagreement[]): ReadonlyMap<string, readonly Disagreement[]> {
  const cells = new Map<string, Disagreement[]>();
  for (const one of all) {
    const cell = cells.get(cellKey(one));
    if (cell === undefined) cells.set(cellKey(one), [one]);
    else cell.push(one);
  }
  return cells;
}

function changed(view: View, cell: Cell, all: readonly Disagreement[]): string | null {
  const { row } = cell;
  if (row === undefined) return null;
  const cap = row.role === 'guardrail' ? guardrailRows * view.detail.inputs : view.detail.inputs;
  const sure = all.some((one) => one.baseline.confidence !== null);
  const shown = (sure ? all.toSorted(byConfidence) : all).slice(0, cap);
  const parts = [
    story(view, cell, row),
    shown.length === 0 ? '' : inputTable(shown, row, departing(view, cell)),
  ].filter((part) => part !== '');
  if (parts.length === 0) return null;
  const total = row.disagreement?.count ?? all.length;
  const order = sure ? 'most confident baseline first' : 'worst first';
  const listed = `Inputs whose answer changed: ${count(shown.length)} of ${count(total)}, ${place(view, row)}, ${order}`;
  return details(
    shown.length === 0 ? `How answers changed, ${place(view, row)}` : listed,
    parts.join('\n\n'),
  );
}

function place(view: View, { task, level, target, contrast }: TaskRow): string {
  const several = Object.keys(view.report.targets).length > 1;
  const drift = contrast === 'drift' ? ' (drift)' : '';
  return `${code(task)} at ${code(level)}${several ? ` on ${code(target)}` : ''}${drift}`;
}

/** Confidence falls, then severity; equals keep the report's order. */
function byConfidence(left: Disagreement, right: Disagreement): number {
  const sure = (one: Disagreement): number => one.baseline.confidence ?? -1;
  return sure(right) - sure(left) || right.severity - left.severity;
}

/** Of the cell that was diagnosed: each sample's first layer that departs. */
function departing({ report: { diagnosis } }: View, cell: Cell): ReadonlyMap<string, string> {
  if (diagnosis === null || keyOf(cell) !== cellKey(diagnosis.check)) return new Map();
  return new Map(
    diagnosis.cases.flatMap(({ sample, first }) => (first === null ? [] : [[sample, first] as const])),
  );
}

function inputTable(
  shown: readonly Disagreement[],
  { contrast }: TaskRow,
  layers: ReadonlyMap<string, string>,
): string {
  const arms = contrast === 'drift' ? ['On the reference', 'On this target'] : ['Baseline', 'Compressed'];
  const labelled = shown.some((one) => one.label !== null);
  const drawn = shown.some((one) => one.shown !== undefined);
  const layered = shown.some(({ sample }) => layers.has(sample));
  const layerOf = ({ sample }: Disagreement): string => {
    const layer = layers.get(sample);
    return layer === undefined ? '–' : code(layer);
  };
  const rows = shown.map((one) => [
    code(one.sample),
    answer(one.baseline),
    answer(one.compressed),
    ...(drawn ? [one.shown === undefined ? '–' : shownText(one.shown)] : []),
    ...(labelled ? [one.label === null ? '–' : code(one.label)] : []),
    ...(layered ? [layerOf(one)] : []),
  ]);
  const head = [
    ...(drawn ? ['What changed'] : []),
    ...(labelled ? ['Label'] : []),
    ...(layered ? ['First layer that departs'] : []),
  ];
  return table(['Input', ...arms, ...head], rows);
}

function answer({ text, confidence }: Answer): string {
  const sure = confidence === null ? '' : ` (${figures([confidence, 1], 'number')[0] ?? ''})`;
  return `${code(text)}${sure}`;
}

/** Which way the answers changed, what it did to the score, and how much of it noise accounts for. */
function story(view: View, cell: Cell, row: TaskRow): string {
  const parts = [split(row), score(row), gap(view, cell, row), unprotected(row)];
  return parts.filter((part) => part !== null).join(' ');
}

function split(row: TaskRow): string | null {
  const flips = row.disagreement === null ? null : direction(row, row.disagreement);
  return flips === null ? null : `${flips}.`;
}

function direction(row: TaskRow, changes: ReportedDisagreement): string | null {
  const { negativeFlips: lost, positiveFlips: won, otherFlips: others } = changes;
  if (lost === null || won === null || others === null) return null;
  return `${count(lost)} right → wrong, ${count(won)} wrong → right, ${count(others)} ${otherFlips([row])}`;
}

function score({ score: scored }: TaskRow): string | null {
  if (scored === null) return null;
  const [before = '', after = ''] = figures([scored.baseline, scored.compressed], 'share');
  const name = scored.metric.replace(/^(a[pr]|miou|mrr|ndcg)/, (short) =>
    short === 'miou' ? 'mean IoU' : short.toUpperCase(),
  );
  const metric = entities(visible(name.charAt(0).toUpperCase() + name.slice(1)));
  return `${metric} ${before} → ${after}.`;
}

/** "From clean to this level baseline loses 2.80 points, compressed 6.85: the gap is 4.05 (limit 5.00)." */
function gap(view: View, cell: Cell, row: TaskRow): string | null {
  if (row.contrast === 'drift') return null;
  const clean = view.report.tasks.find(
    (one) => one.slice === null && cellKey(one) === cellKey({ ...row, level: 'clean' }),
  );
  if (row.level === 'clean' || !clean?.score || row.score === null) return null;
  const lost = [
    clean.score.baseline - row.score.baseline,
    clean.score.compressed - row.score.compressed,
  ] as const;
  const check = cell.checks.find((one) => one.limit.name === 'robustness-gap' && one.slice === null);
  const widened = check?.measured ?? lost[1] - lost[0];
  const limits = check === undefined ? [] : [check.limit.value];
  const [before = '', after = '', more = '', limit] = figures([...lost, widened, ...limits], 'points');
  const bound = limit === undefined ? '' : ` (limit ${limit})`;
  return `From clean to this level baseline loses ${before} points, compressed ${after}: the gap is ${more}${bound}.`;
}

/** Cases of a guardrail that baseline itself gets wrong are guarded by nothing. */
function unprotected({ role, score: scored, n }: TaskRow): string | null {
  if (role !== 'guardrail' || scored?.metric !== 'accuracy') return null;
  const wrong = Math.round(n * (1 - scored.baseline));
  return wrong === 0
    ? null
    : `${count(wrong)} of ${count(n)} cases are not protected: baseline already gets them wrong.`;
}
