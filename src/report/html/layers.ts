import type { DiagnosedCase, DiagnosedLayer, Diagnosis } from '../../core/diagnosis.js';
import { caseSentences, causeOf, conspicuous, fall, growth } from '../diagnosis.js';
import { count, figure } from '../numbers.js';
import { subject } from '../subject.js';
import { axis, chart, colours, legend } from './chart.js';
import { captioned } from './curves.js';
import { element, name, nameText, table, type Content, type Markup } from './markup.js';

/** Layers that are drawn: the others' noise is too small to be seen. */
const most = 40;
/** Cases that are listed; all are in report.json. */
const mostCases = 100;

/** Why the worst failing check fails: every layer measured, the changed inputs that were looked into. */
export function layers(diagnosis: Diagnosis): readonly Markup[] {
  const { cases } = diagnosis;
  const sentences = caseSentences(diagnosis, (text) => `“${nameText(text)}”`);
  return [
    element('p', {}, `Looked into: ${subject(diagnosis.check)}. `, ...cause(diagnosis)),
    ...(sentences.length === 0 ? [] : [element('p', {}, sentences.join(' '))]),
    ...exclude(diagnosis),
    element('div', { class: 'charts' }, ...drawings(diagnosis)),
    layerTable(diagnosis),
    ...(cases.length === 0 ? [] : [caseTable(diagnosis)]),
    ...(diagnosis.unpaired.length === 0 ? [] : [unpaired(diagnosis)]),
  ];
}

/** The place of a layer in the page, by its number in the graph's order. */
function layerId(at: number): string {
  return `layer-${at}`;
}

function linked({ layers: all }: Diagnosis, layer: string): Markup {
  const at = all.findIndex((each) => each.name === layer);
  return at < 0 ? name(layer) : element('a', { href: `#${layerId(at)}` }, name(layer));
}

function cause(diagnosis: Diagnosis): readonly Content[] {
  const found = causeOf(diagnosis);
  if (found === null) return ['No layer was found whose putting back to float was measured to help.'];
  const names = found.layers.flatMap((layer, at) => [at === 0 ? '' : ', ', linked(diagnosis, layer)]);
  const enough = diagnosis.remedy === null ? ', still over the limit,' : '';
  return ['Put back to float, ', ...names, `: it ${fall(diagnosis, found)}${enough} and the file ${growth(found)}.`];
} // prettier-ignore

function exclude({ nodesToExclude }: Diagnosis): readonly Markup[] {
  if (nodesToExclude.length === 0) return [];
  const text = `nodes_to_exclude = ${JSON.stringify(nodesToExclude.map((one) => nameText(one, 200)))}`;
  const label = 'For ONNX Runtime’s quantizer';
  return [element('pre', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': label }, text)];
}

interface Bars {
  readonly label: string;
  readonly colour: string;
  readonly value: (layer: DiagnosedLayer) => number | null;
}

/** Noise that came on, weight of suspicion, outliers: each by the graph's order from top to bottom. */
function drawings({ layers: all }: Diagnosis): readonly Markup[] {
  const sorted = all.toSorted((one, other) => (other.suspicion ?? 0) - (one.suspicion ?? 0));
  const shown = all.filter((layer) => sorted.indexOf(layer) < most);
  const rest = all.length === shown.length ? '' : ` ${count(all.length - shown.length)} layers with less noise are left out.`; // prettier-ignore
  const percent = (value: number | null): number | null => (value === null ? null : value * 100);
  const noise: readonly Bars[] = [
    { label: 'answer changed', colour: colours.bad, value: ({ changed }) => percent(changed.added) },
    { label: 'same answer', colour: colours.neutral, value: ({ unchanged }) => percent(unchanged.added) },
  ];
  const suspicion = { label: 'suspicion', colour: colours.compressed, value: (layer: DiagnosedLayer) => percent(layer.suspicion) }; // prettier-ignore
  const outliers = { label: 'outliers', colour: colours.baseline, value: ({ input }: DiagnosedLayer) => input.outliers?.maxOverMedian ?? null }; // prettier-ignore
  return [
    bars(shown, noise, `Noise that came on at each layer, % of the signal’s power.${rest}`),
    bars(shown, [suspicion], 'Share of all noise that layers add where the answer changed, %.'),
    bars(shown, [outliers], 'Outliers of what each layer is fed: largest channel ÷ median channel.'),
  ].filter((one) => one !== null);
}

function bars(shown: readonly DiagnosedLayer[], series: readonly Bars[], caption: string): Markup | null {
  const drawn = series.filter(({ value }) => shown.some((layer) => value(layer) !== null));
  if (drawn.length === 0) return null;
  const told = shown.map((layer) => {
    const values = drawn.map(({ value }) => value(layer)?.toPrecision(3) ?? 'not measured');
    return `${nameText(layer.name, 40)} ${values.join(' and ')}`;
  });
  const option = {
    grid: { left: 150, right: 24, top: drawn.length > 1 ? 32 : 8, bottom: 28 },
    ...(drawn.length > 1 && { legend: { ...legend, data: drawn.map(({ label }) => label) } }),
    xAxis: { ...axis, type: 'value', splitNumber: 4 },
    yAxis: { ...axis, type: 'category', inverse: true, data: shown.map((layer) => tail(layer.name)), axisLabel: { ...axis.axisLabel, interval: 0 } },
    series: drawn.map(({ label, colour, value }) => ({
      type: 'bar', name: label, silent: true, clip: false, barGap: '0%', data: shown.map(value), itemStyle: { color: colour },
    })),
  }; // prettier-ignore
  const size = { width: 460, height: 60 + shown.length * (drawn.length > 1 ? 26 : 18) };
  return captioned(caption, chart(`${caption} ${told.join(', ')}`, option, size));
}

/** Names of layers differ at their end. */
function tail(layer: string): string {
  const points = Array.from(layer);
  return nameText(points.length <= 20 ? layer : `…${points.slice(-19).join('')}`);
}

function layerTable(diagnosis: Diagnosis): Markup {
  const head = ['Layer', 'Operator', 'Suspicion', 'SQNR changed', 'SQNR others', 'Weights', 'First here', 'Put back alone', 'Noticed']; // prettier-ignore
  const rows = diagnosis.layers.map((layer, at): readonly Content[] => [
    element('span', { id: layerId(at) }, name(layer.name)),
    [name(layer.operator), layer.compressed.operator === layer.operator ? '' : [' → ', name(layer.compressed.operator)]],
    layer.suspicion === null ? '–' : figure(layer.suspicion, 'share'),
    decibels(layer.changed.sqnr),
    decibels(layer.unchanged.sqnr),
    decibels(layer.weight.sqnr),
    count(layer.departures),
    alone(diagnosis, layer),
    conspicuous(layer),
  ]); // prettier-ignore
  return table('Layers in the order of the graph; decibels: higher is better', head, rows);
}

function alone({ check }: Diagnosis, { putBack, kept }: DiagnosedLayer): string {
  if (putBack === null) return kept === null ? 'not tried' : nameText(kept, 200);
  if (putBack.measured === null) return 'not measured';
  const on = putBack.n === check.n ? '' : ` of ${count(putBack.n)}`;
  return `${figure(putBack.measured, check.limit.unit)}${on}`;
}

function decibels(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(1)} dB`;
}

function caseTable(diagnosis: Diagnosis): Markup {
  const shown = diagnosis.cases.slice(0, mostCases);
  const rows = shown.map(({ sample, first, margin, nearest }: DiagnosedCase): readonly Content[] => [
    name(sample),
    first === null ? 'nowhere more than others' : linked(diagnosis, first),
    margin === null ? '–' : margin.toFixed(3),
    nearest === null ? '–' : [name(nearest.sample), ` (cosine ${nearest.cosine.toFixed(3)})`],
  ]);
  const caption = `${count(shown.length)} of ${count(diagnosis.cases.length)} changed inputs that were looked into, surest baseline first`;
  return table(caption, ['Input', 'First layer that departs', 'Baseline’s margin', 'Nearest input with the same answer'], rows); // prettier-ignore
}

function unpaired({ unpaired: alone }: Diagnosis): Markup {
  const rows = alone.map(({ model, name: layer, operator, reason }) => [name(layer), model, name(operator), nameText(reason, 200)]); // prettier-ignore
  return table('Layers without a counterpart', ['Layer', 'Model', 'Operator', 'Reason'], rows);
}
