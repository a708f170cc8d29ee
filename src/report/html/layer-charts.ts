import type { DiagnosedLayer, Diagnosis } from '../../core/diagnosis.js';
import { count } from '../numbers.js';
import { axis, chart, colours, legend } from './chart.js';
import { captioned } from './curves.js';
import { layerId } from './layer-link.js';
import { element, nameText, type Markup } from './markup.js';

/** Layers that are drawn: the others' noise is too small to be seen. */
const most = 40;

interface Bars {
  readonly label: string;
  readonly colour: string;
  readonly value: (layer: DiagnosedLayer) => number | null;
}

interface Drawn extends DiagnosedLayer {
  /** Its number in the graph's order. */
  readonly at: number;
}

/** Noise that came on, weight of suspicion, outliers: each by the graph's order from top to bottom. */
export function layerCharts({ layers: all }: Diagnosis): readonly Markup[] {
  const sorted = all.toSorted((one, other) => (other.suspicion ?? 0) - (one.suspicion ?? 0));
  const shown = [...all.entries()].flatMap(([at, layer]) =>
    sorted.indexOf(layer) < most ? [{ ...layer, at }] : [],
  );
  const rest = all.length === shown.length ? '' : ` ${count(all.length - shown.length)} layers with less noise are left out.`; // prettier-ignore
  const percent = (value: number | null): number | null => (value === null ? null : value * 100);
  const noise: readonly Bars[] = [
    { label: 'answer changed', colour: colours.bad, value: ({ changed }) => percent(changed.added) },
    { label: 'same answer', colour: colours.neutral, value: ({ unchanged }) => percent(unchanged.added) },
  ];
  const suspicion = { label: 'suspicion', colour: colours.compressed, value: (layer: DiagnosedLayer) => percent(layer.suspicion) }; // prettier-ignore
  const outliers = { label: 'outliers of the input', colour: colours.baseline, value: ({ input }: DiagnosedLayer) => input.outliers?.maxOverMedian ?? null }; // prettier-ignore
  return [
    bars(shown, noise, `Noise that came on at each layer, % of the signal’s power.${rest}`),
    bars(shown, [suspicion], 'Share of all noise that layers add where the answer changed, %.'),
    bars(shown, [outliers], 'Outliers of what each layer is fed: largest channel ÷ median channel.'),
  ].filter((one) => one !== null);
}

/** Each row is a link to its layer's facts. */
function bars(shown: readonly Drawn[], series: readonly Bars[], caption: string): Markup | null {
  const drawn = series.filter(({ value }) => shown.some((layer) => value(layer) !== null));
  if (drawn.length === 0) return null;
  const told = shown.map((layer) => {
    const values = drawn.map(({ value }) => value(layer)?.toPrecision(3) ?? 'not measured');
    return `${nameText(layer.name, 40)} ${values.join(' and ')}`;
  });
  const size = { width: 460, height: 68 + shown.length * 26 };
  const grid = { left: 150, right: 24, top: 32, bottom: 28 };
  const option = {
    grid,
    legend: { ...legend, data: drawn.map(({ label }) => label) },
    xAxis: { ...axis, type: 'value', splitNumber: 4 },
    yAxis: { ...axis, type: 'category', inverse: true, data: shown.map((layer) => tail(layer.name)), axisLabel: { ...axis.axisLabel, interval: 0 } },
    series: drawn.map(({ label, colour, value }) => ({
      type: 'bar', name: label, silent: true, clip: false, barGap: '0%', data: shown.map(value), itemStyle: { color: colour },
    })),
  }; // prettier-ignore
  const height = (size.height - grid.top - grid.bottom) / shown.length;
  const rows = shown.map(({ at }, row) => {
    const area = element('rect', { x: 0, y: grid.top + row * height, width: size.width, height });
    return element('a', { href: `#${layerId(at)}`, class: 'bar', 'data-layer': at, 'aria-label': told[row] ?? '' }, area);
  });
  return captioned(caption, chart(`${caption} ${told.join(', ')}`, option, size, rows));
} // prettier-ignore

/** Names of layers differ at their end. */
function tail(layer: string): string {
  const points = Array.from(layer);
  return nameText(points.length <= 20 ? layer : `…${points.slice(-19).join('')}`);
}
