import type { DiagnosedLayer, Diagnosis } from '../../core/diagnosis.js';
import { conspicuous, moved } from '../diagnosis.js';
import { count, figure } from '../numbers.js';
import { layerId, linked } from './layer-link.js';
import { element, name, nameText, type Content, type Markup } from './markup.js';

/** All that was measured of each layer; one is shown at a time, the first suspect to begin with. */
export function layerFacts(diagnosis: Diagnosis): Markup {
  const { layers, ranking } = diagnosis;
  const first = layers.findIndex((layer) => layer.name === ranking[0]);
  return element(
    'div',
    { id: 'layer-facts', 'data-first': Math.max(0, first) },
    element('p', { id: 'layer-status', class: 'quiet', role: 'status' }),
    ...layers.map((layer, at) => facts(diagnosis, layer, at)),
  );
}

type Fact = readonly [term: string, told: Content];

function facts(diagnosis: Diagnosis, layer: DiagnosedLayer, at: number): Markup {
  const seen = conspicuous(layer);
  const list: readonly Fact[] = [
    ...place(diagnosis, layer),
    ...errors(layer),
    ...own(layer),
    ['Departures', `${count(layer.departures)} changed inputs depart here first`],
    ['Weight of suspicion', layer.suspicion === null ? 'not measured' : figure(layer.suspicion, 'share')],
    ['Put back alone', layer.putBack === null ? nameText(layer.kept ?? 'not tried', 200) : moved(diagnosis, layer.putBack)],
    ...(seen === '' ? [] : [['Noticed', seen] as const]),
  ]; // prettier-ignore
  const id = layerId(at);
  return element(
    'article',
    { id, class: 'layer', tabindex: -1, 'aria-labelledby': `${id}-name`, 'data-told': nameText(layer.name) },
    element('h3', { id: `${id}-name` }, name(layer.name)),
    element('dl', {}, ...list.flatMap(([term, told]) => [element('dt', {}, term), element('dd', {}, told)])),
  );
}

function place(diagnosis: Diagnosis, { operator, compressed, by, graph }: DiagnosedLayer): readonly Fact[] {
  const layers = (all: readonly string[], none: string): Content =>
    all.length === 0 ? none : all.map((each, at) => [at === 0 ? '' : ', ', linked(diagnosis, each)]);
  return [
    ['Operator', [name(operator), ...(compressed.operator === operator ? [] : [' → ', name(compressed.operator)])]],
    ['Compressed model', [name(compressed.name), `, recognised by its ${by}`]],
    ['Reads, makes', [...listed(graph.reads), ' → ', ...listed(graph.makes)]],
    ['Layers before', layers(graph.before, 'none: it reads what the model is fed')],
    ['Layers behind', layers(graph.after, 'none: it makes the answer')],
  ];
} // prettier-ignore

function listed(names: readonly string[]): readonly Content[] {
  return names.length === 0 ? ['–'] : names.flatMap((each, at) => [at === 0 ? '' : ', ', name(each)]);
}

function errors({ changed, unchanged }: DiagnosedLayer): readonly Fact[] {
  const both = (left: string, right: string): string => `${left} where the answer changed, ${right} elsewhere`;
  const added = (value: number | null): string => (value === null ? '–' : percent(value));
  const cosine = (value: number | null): string => (value === null ? '–' : value.toFixed(4));
  return [
    ['Noise added here', `${both(added(changed.added), added(unchanged.added))} (share of the signal’s power)`],
    ['SQNR up to here', both(decibels(changed.sqnr), decibels(unchanged.sqnr))],
    ['Cosine up to here', both(cosine(changed.cosine), cosine(unchanged.cosine))],
  ];
} // prettier-ignore

/** What its own quantization did, whatever arrives. */
function own({ weight, input }: DiagnosedLayer): readonly Fact[] {
  const { worstChannel, sparsity, rangeOverMedian } = weight;
  const worst = worstChannel === null ? '' : `; channel ${worstChannel.channel} alone ${decibels(worstChannel.sqnr)}`;
  const zeros = sparsity === null ? '' : `; zeros ${percent(sparsity.baseline)} → ${percent(sparsity.compressed)}`;
  const range = rangeOverMedian === null ? '' : `; largest channel’s range ${rangeOverMedian.toFixed(1)} × the median`;
  const { outliers, clipped } = input;
  const beyond = outliers?.beyondSix == null ? '' : `, ${percent(outliers.beyondSix)} beyond 6`;
  const kurtosis = outliers?.kurtosis == null ? '' : `, excess kurtosis ${outliers.kurtosis.toFixed(1)}`;
  const ratio = outliers?.maxOverMedian == null ? '–' : `largest channel ${outliers.maxOverMedian.toFixed(1)} × the median`;
  return [
    ['Its weights’ SQNR', `${decibels(weight.sqnr)}${worst}${zeros}${range}`],
    ['Its input’s SQNR', input.sqnr === null ? 'not quantized by a known scale' : decibels(input.sqnr)],
    ['Saturation', clipped === null ? 'its input has no range that is known before it runs' : `${percent(clipped)} of its input is cut off by the range`],
    ['Outliers of its input', `${ratio}${beyond}${kurtosis}`],
  ];
} // prettier-ignore

function percent(value: number): string {
  return `${(value * 100).toFixed(2)}%`;
}

export function decibels(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(1)} dB`;
}
