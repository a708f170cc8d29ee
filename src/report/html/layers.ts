import type { DiagnosedCase, DiagnosedLayer, Diagnosis } from '../../core/diagnosis.js';
import { caseSentences, causeOf, conspicuous, fall, growth } from '../diagnosis.js';
import { count, figure } from '../numbers.js';
import { subject } from '../subject.js';
import { layerCharts } from './layer-charts.js';
import { decibels, layerFacts } from './layer-facts.js';
import { layerLink, linked } from './layer-link.js';
import { element, name, nameText, table, type Content, type Markup } from './markup.js';

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
    element(
      'p',
      { class: 'quiet' },
      'Choose a layer in a chart, a list or a table to see all that was measured of it.',
    ),
    element('div', { class: 'charts layers' }, ...layerCharts(diagnosis)),
    layerFacts(diagnosis),
    layerTable(diagnosis),
    ...(cases.length === 0 ? [] : [caseTable(diagnosis)]),
    ...(diagnosis.unpaired.length === 0 ? [] : [unpaired(diagnosis)]),
  ];
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

function layerTable(diagnosis: Diagnosis): Markup {
  const head = ['Layer', 'Operator', 'Suspicion', 'SQNR changed', 'SQNR others', 'Weights', 'First here', 'Put back alone', 'Noticed']; // prettier-ignore
  const rows = diagnosis.layers.map((layer, at): readonly Content[] => [
    layerLink(at, layer.name),
    [name(layer.operator), layer.compressed.operator === layer.operator ? '' : [' → ', name(layer.compressed.operator)]],
    layer.suspicion === null ? '–' : figure(layer.suspicion, 'share'),
    decibels(layer.changed.sqnr),
    decibels(layer.unchanged.sqnr),
    decibels(layer.weight.sqnr),
    count(layer.departures),
    alone(diagnosis, layer),
    conspicuous(layer),
  ]); // prettier-ignore
  return table('Layers in the order of the graph; decibels: higher is better', head, rows, {
    class: 'layers',
  });
}

function alone({ check }: Diagnosis, { putBack, kept }: DiagnosedLayer): string {
  if (putBack === null) return kept === null ? 'not tried' : nameText(kept, 200);
  if (putBack.measured === null) return 'not measured';
  const on = putBack.n === check.n ? '' : ` of ${count(putBack.n)}`;
  return `${figure(putBack.measured, check.limit.unit)}${on}`;
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
