import type { ReportedHistogram } from '../../core/histogram.js';
import type { Report, TaskRow } from '../../core/report.js';
import { count, figure, figures } from '../numbers.js';
import { cellKey } from '../view.js';
import { axis, chart, colours, legend } from './chart.js';
import { captioned } from './curves.js';
import { cellId } from './grid.js';
import { element, name, nameText, table, type Content, type Markup } from './markup.js';

/** Cells that are drawn; a page with thousands of charts opens for nobody. */
const most = 60;
const size = { width: 360, height: 240 };

/** Each task at each level: which way answers changed, how sure the models are, every number. Failing ones are open. */
export function cells(report: Report): readonly Markup[] {
  const rows = report.tasks.filter((row) => row.slice === null);
  const failing = new Set(
    report.checks.filter((check) => check.judged && check.outcome !== 'pass').map(cellKey),
  );
  const sorted = [...rows.filter((row) => failing.has(cellKey(row))), ...rows.filter((row) => !failing.has(cellKey(row)))]; // prettier-ignore
  const shown = sorted.slice(0, most);
  const note = element('p', { class: 'quiet' }, `${count(sorted.length - shown.length)} more cells are in report.json.`); // prettier-ignore
  return [
    ...shown.map((row, at) => cell(row, failing.has(cellKey(row)) && at < 3)),
    ...(shown.length === sorted.length ? [] : [note]),
  ];
}

function cell(row: TaskRow, isOpen: boolean): Markup {
  const changed = row.disagreement === null ? '' : `: ${figure(row.disagreement.rate, 'share')} changed`;
  const drift = row.contrast === 'drift' ? ' (drift)' : '';
  const drawings = [flow(row), ...row.histograms.map((one) => histogram(one)), ...reliability(row)];
  return element(
    'details',
    { id: cellId(row), open: isOpen },
    element('summary', {}, name(row.task), ' at ', name(row.level), ` on ${nameText(row.target)}${drift}${changed}`),
    element('div', { class: 'charts' }, ...drawings),
    numbers(row),
  ); // prettier-ignore
}

/** Right and wrong before, right and wrong after. */
function flow({ rightness }: TaskRow): Markup | null {
  if (rightness === null) return null;
  const { both, lost, won, neither } = rightness;
  const [right, wrong, rightAfter, wrongAfter] = [
    'baseline right',
    'baseline wrong',
    'right',
    'wrong',
  ] as const;
  const node = (label: string, colour: string, position = 'right'): object => ({
    name: label, itemStyle: { color: colour }, label: { position },
  }); // prettier-ignore
  const link = (source: string, target: string, value: number, color: string): object[] =>
    value === 0 ? [] : [{ source, target, value, lineStyle: { color, opacity: 0.45 } }];
  const links = [
    ...link(right, rightAfter, both, colours.neutral),
    ...link(right, wrongAfter, lost, colours.bad),
    ...link(wrong, rightAfter, won, colours.good),
    ...link(wrong, wrongAfter, neither, colours.neutral),
  ];
  const ends = [
    ...(both + lost > 0 ? [node(right, colours.baseline)] : []),
    ...(won + neither > 0 ? [node(wrong, colours.neutral)] : []),
    ...(both + won > 0 ? [node(rightAfter, colours.baseline, 'left')] : []),
    ...(lost + neither > 0 ? [node(wrongAfter, colours.neutral, 'left')] : []),
  ];
  const text = { color: 'var(--ink)', textBorderWidth: 0, fontSize: 12 };
  const option = {
    series: [{
      type: 'sankey', silent: true, emphasis: { disabled: true }, layoutIterations: 0, nodeGap: 18,
      left: 4, right: 4, top: 8, bottom: 8, label: text, data: ends, links,
    }],
  }; // prettier-ignore
  const told = `${count(both)} stay right, ${count(lost)} right → wrong, ${count(won)} wrong → right, ${count(neither)} stay wrong`;
  return captioned(`${told}.`, chart(`From baseline to compressed: ${told}`, option, size));
}

function histogram({ name: what, of, series }: ReportedHistogram): Markup {
  const used = series
    .filter(({ counts }) => counts.some((one) => one > 0))
    .map(({ name: label, counts }) => ({ label: nameText(label), counts }));
  const total = used.flatMap(({ counts }) => counts).reduce((sum, one) => sum + one, 0);
  const title = of === 'pair' ? `Baseline’s ${nameText(what)}` : `${capital(of)}’s ${nameText(what)}`;
  const told = used.map(
    ({ label, counts }) => `${count(counts.reduce((sum, one) => sum + one, 0))} ${label}`,
  );
  const bins = series[0]?.counts.length ?? 0;
  const colour = (label: string): string => shades.get(label) ?? colours.neutral;
  const option = {
    grid: { left: 48, right: 12, top: 40, bottom: 32 },
    legend: { ...legend, data: used.map(({ label }) => label) },
    xAxis: { ...axis, type: 'category', data: Array.from({ length: bins }, (_, at) => (at / bins).toFixed(2)) },
    yAxis: { ...axis, type: 'log', min: 0.5, logBase: 10 },
    series: used.map(({ label, counts }) => ({
      type: 'bar', name: label, silent: true, clip: false, barGap: '0%', barCategoryGap: '15%',
      data: counts.map((one) => (one === 0 ? null : one)), itemStyle: { color: colour(label) },
    })),
  }; // prettier-ignore
  return captioned(
    `${title}, samples per bin on a logarithmic scale.`,
    chart(`${title} of ${count(total)} samples: ${told.join(', ')}`, option, size),
  );
}

const shades: ReadonlyMap<string, string> = new Map([
  ['right', colours.good],
  ['wrong', colours.bad],
  ['same answer', colours.neutral],
  ['answer changed', colours.bad],
]);

/** How often answers of a confidence are right: on the diagonal, confidence is what it says. */
function reliability({ histograms }: TaskRow): readonly Markup[] {
  const arms = histograms.filter(({ name: what }) => what === 'confidence');
  const lines = arms.flatMap(({ of, series }) => {
    const [right = [], wrong = []] = series.map(({ counts }) => counts);
    const points = right.flatMap((hits, at) => {
      const n = hits + (wrong[at] ?? 0);
      return n === 0 ? [] : [[(at + 0.5) / right.length, hits / n]];
    });
    const color = of === 'baseline' ? colours.baseline : colours.compressed;
    return points.length === 0
      ? []
      : [{ type: 'line', name: of, silent: true, clip: false, data: points, lineStyle: { color }, itemStyle: { color }, symbol: 'circle' }];
  }); // prettier-ignore
  if (lines.length === 0) return [];
  const diagonal = {
    type: 'line', silent: true, clip: false, symbol: 'none', data: [[0, 0], [1, 1]],
    lineStyle: { color: colours.neutral, type: 'dashed', width: 1 },
  }; // prettier-ignore
  const option = {
    grid: { left: 40, right: 12, top: 40, bottom: 32 },
    legend: { ...legend, data: lines.map((line) => line.name) },
    xAxis: { ...axis, type: 'value', min: 0, max: 1 },
    yAxis: { ...axis, type: 'value', min: 0, max: 1 },
    series: [...lines, diagonal],
  };
  const drawing = chart('Share of right answers by confidence, for both models', option, size);
  return [captioned('Share of right answers by confidence; on the dashes, confidence is earned.', drawing)];
}

function numbers(row: TaskRow): Markup {
  const rows = Object.entries(row.metrics).map(([label, { unit, about, baseline, compressed, harm }]): Content[] => {
    const values = [baseline, compressed, harm].filter((value) => value !== null);
    const printed = figures(values, unit);
    const shown = (value: number | null): string => (value === null ? '–' : (printed[values.indexOf(value)] ?? '–'));
    const named = about === undefined ? name(label) : element('span', {}, name(label), ` (${nameText(about)})`);
    return [named, shown(baseline), shown(compressed), shown(harm)];
  }); // prettier-ignore
  const { divergence } = row;
  const kl: Content[][] =
    divergence === null
      ? []
      : (['mean', 'p50', 'p99', 'p999', 'max'] as const).map((part) => [
          `KL divergence, ${part}`,
          '–',
          '–',
          figure(divergence[part], 'nats'),
        ]);
  return table(`Every number of ${count(row.n)} samples`, ['Metric', 'Baseline', 'Compressed', 'Harm'], [...rows, ...kl]); // prettier-ignore
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
