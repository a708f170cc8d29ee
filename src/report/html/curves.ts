import type { Check, Report, TaskRow } from '../../core/report.js';
import { figure } from '../numbers.js';
import { cellKey, distinct } from '../view.js';
import { axis, chart, colours, legend } from './chart.js';
import { element, name, nameText, type Markup } from './markup.js';

const size = { width: 460, height: 260 };

interface Curve {
  readonly rows: readonly TaskRow[];
  /** The limit on changed answers at each level, as far as there is one. */
  readonly limits: readonly (number | null)[];
}

/** For every task with several levels: what changes, and what the score does, from level to level. */
export function curves(report: Report): readonly Markup[] {
  return ladders(report).flatMap((curve) => {
    const [first] = curve.rows;
    if (first === undefined) return [];
    const drawn = [changed(curve), score(curve)].filter((one) => one !== null);
    const title = element('h3', {}, name(first.task), ` on ${nameText(first.target)}`);
    return drawn.length === 0 ? [] : [title, element('div', { class: 'charts' }, ...drawn)];
  });
}

function ladders(report: Report): readonly Curve[] {
  const rows = report.tasks.filter((row) => row.slice === null && row.contrast === 'compression');
  const keys = distinct(rows.map((row) => JSON.stringify([row.task, row.target])));
  const groups = keys.map((key) => rows.filter((row) => JSON.stringify([row.task, row.target]) === key));
  return groups
    .filter((group) => group.length > 1)
    .map((group) => ({ rows: group, limits: group.map((row) => limitOf(report.checks, row)) }));
}

function limitOf(checks: readonly Check[], row: TaskRow): number | null {
  const found = checks.find(
    (check) => check.slice === null && check.limit.name === 'disagreement' && cellKey(check) === cellKey(row),
  );
  return found?.limit.value ?? null;
}

const percent = (value: number): number => value * 100;

function changed({ rows, limits }: Curve): Markup | null {
  const rates = rows.map((row) => row.disagreement);
  if (rates.every((rate) => rate === null)) return null;
  const told = rows.map(
    (row) =>
      `${nameText(row.level)} ${row.disagreement ? figure(row.disagreement.rate, 'share') : 'not measured'}`,
  );
  const bars = rates.flatMap((rate, at) =>
    rate === null ? [] : [[at, percent(rate.interval[0]), percent(rate.interval[1])]],
  ); // prettier-ignore
  const top = Math.max(
    ...bars.map(([, , upper = 0]) => upper),
    ...limits.map((limit) => percent(limit ?? 0)),
  );
  const option = {
    ...frame(rows, '% of answers changed', top),
    legend: { ...legend, data: ['changed', ...(limits.some((limit) => limit !== null) ? ['limit'] : [])] },
    series: [
      line('changed', rates.map((rate) => (rate === null ? null : percent(rate.rate))), colours.compressed),
      line('limit', limits.map((limit) => (limit === null ? null : percent(limit))), colours.bad, 'dashed'),
      { type: 'custom', clip: false, silent: true, data: bars, renderItem: errorBar },
    ],
  }; // prettier-ignore
  return captioned(
    'Answers that changed; whiskers are 95% bounds for inputs like these.',
    chart(`Share of answers that changed, by level: ${told.join(', ')}`, option, size),
  );
}

function score({ rows }: Curve): Markup | null {
  const scores = rows.map((row) => row.score);
  const metric = scores.find((one) => one !== null)?.metric;
  if (metric === undefined) return null;
  const bottom = floorBelow(scores.flatMap((one) => (one === null ? [] : [one.baseline, one.compressed])));
  const told = rows.map((row) =>
    row.score === null
      ? `${nameText(row.level)} not measured`
      : `${nameText(row.level)} ${figure(row.score.baseline, 'share')} and ${figure(row.score.compressed, 'share')}`,
  );
  const option = {
    ...frame(rows, `% ${nameText(metric, 24)}`, 100, bottom),
    legend: { ...legend, data: ['baseline', 'compressed'] },
    series: [
      line('baseline', scores.map((one) => (one === null ? null : percent(one.baseline))), colours.baseline),
      line('compressed', scores.map((one) => (one === null ? null : percent(one.compressed))), colours.compressed),
    ],
  }; // prettier-ignore
  return captioned(
    `Both models’ ${nameText(metric)}${bottom === 0 ? '' : `; the scale begins at ${bottom}%`}.`,
    chart(`${nameText(metric)} of baseline and compressed, by level: ${told.join(', ')}`, option, size),
  );
}

/** Where a scale of shares begins so that two close lines can be told apart: tens of per cent, clear of the lowest. */
function floorBelow(shares: readonly number[]): number {
  const lowest = Math.min(...shares.map(percent));
  return lowest >= 15 ? 10 * Math.floor((lowest - 5) / 10) : 0;
}

function frame(rows: readonly TaskRow[], unit: string, top: number, bottom?: number): object {
  return {
    grid: { left: 50, right: 16, top: 48, bottom: 36 },
    xAxis: { ...axis, type: 'category', data: rows.map((row) => nameText(row.level, 24)) },
    yAxis: { ...axis, type: 'value', max: niceAbove(top), ...(bottom !== undefined && bottom > 0 && { min: bottom }), name: unit, nameLocation: 'end', nameGap: 8, nameTextStyle: { ...axis.nameTextStyle, align: 'left' } },
  }; // prettier-ignore
}

/** 1, 2 or 5 times a power of ten that is not below, so that whiskers stay inside. */
function niceAbove(value: number): number {
  for (let unit = 1e-6; unit < 1e300; unit *= 10) {
    const found = [1, 2, 5]
      .map((times) => Number((times * unit).toPrecision(1)))
      .find((step) => step >= value);
    if (found !== undefined) return found;
  }
  return value;
}

function line(
  label: string,
  data: readonly (number | null)[],
  colour: string,
  type: 'solid' | 'dashed' = 'solid',
): object {
  const symbol = type === 'dashed' ? 'none' : 'circle';
  return {
    type: 'line', name: label, data, clip: false, silent: true, symbol, symbolSize: 7, connectNulls: true,
    lineStyle: { color: colour, type, width: 2 }, itemStyle: { color: colour },
  }; // prettier-ignore
}

interface DrawApi {
  value(dimension: number): number;
  coord(at: readonly [number, number]): readonly [number, number];
}

/** A whisker from the lower to the upper bound. */
function errorBar(_: unknown, api: DrawApi): object {
  const at = api.value(0);
  const [x, top] = api.coord([at, api.value(2)]);
  const [, bottom] = api.coord([at, api.value(1)]);
  const stroke = { stroke: colours.compressed, lineWidth: 1.5 };
  const part = (x1: number, y1: number, x2: number, y2: number): object => ({
    type: 'line', shape: { x1, y1, x2, y2 }, style: stroke,
  }); // prettier-ignore
  return {
    type: 'group',
    children: [part(x, top, x, bottom), part(x - 5, top, x + 5, top), part(x - 5, bottom, x + 5, bottom)],
  };
}

export function captioned(caption: string, drawing: Markup): Markup {
  return element('figure', {}, drawing, element('figcaption', {}, caption));
}
