import type { DiagnosedLayer, Diagnosis, Overrepresented, PutBack } from '../core/diagnosis.js';
import { visible } from './escape.js';
import { bytes, count, figures, plural, withUnit } from './numbers.js';
import { subject } from './subject.js';

/** What putting back was measured to mend, on all of the check's inputs; null where nothing was: then no cause is named. */
export function causeOf({ check, remedy, layers }: Diagnosis): PutBack | null {
  if (remedy !== null) return remedy;
  const mends = ({ putBack }: DiagnosedLayer): boolean =>
    putBack?.measured !== undefined && putBack.measured !== null && check.measured !== null &&
    putBack.n === check.n && putBack.measured < check.measured; // prettier-ignore
  const helping = layers.filter(mends).flatMap(({ putBack }) => putBack ?? []);
  return (
    helping.toSorted((one, other) => (one.measured ?? Infinity) - (other.measured ?? Infinity))[0] ?? null
  );
}

/** `falls from 5.30% to 1.65%`, with as many digits as tell the numbers apart. */
export function fall({ check }: Diagnosis, { measured }: PutBack): string {
  const { unit } = check.limit;
  const [from = '', to = ''] = figures([check.measured ?? NaN, measured ?? NaN], unit).map((each) =>
    withUnit(each, unit),
  );
  return `falls from ${from} to ${to}`;
}

export function growth({ bytesAdded }: PutBack): string {
  return bytesAdded < 0 ? `shrinks by ${bytes(-bytesAdded)}` : `grows by ${bytes(bytesAdded)}`;
}

/** What is conspicuous about a layer, the most telling first; '' where nothing is. */
export function conspicuous({ weight, input, changed, unchanged }: DiagnosedLayer): string {
  const { outliers, clipped } = input;
  const said = [
    weight.sparsity !== null && weight.sparsity.compressed - weight.sparsity.baseline >= 0.2
      ? `${percent(weight.sparsity.compressed)} of its weights are zero`
      : '',
    weight.sqnr !== null && weight.sqnr < 20
      ? `its weights are ${decibels(weight.sqnr)} from the baseline’s`
      : '',
    weight.worstChannel !== null && weight.sqnr !== null && weight.worstChannel.sqnr < weight.sqnr - 10
      ? `output channel ${weight.worstChannel.channel} alone ${decibels(weight.worstChannel.sqnr)}`
      : '',
    clipped !== null && clipped >= 0.001
      ? `${percent(clipped)} of its inputs are cut off by their range`
      : '',
    input.sqnr !== null && input.sqnr < 20 ? `its input is quantized to ${decibels(input.sqnr)}` : '',
    outliers?.maxOverMedian != null && outliers.maxOverMedian >= 10
      ? `its input’s largest channel reaches ${outliers.maxOverMedian.toFixed(0)}× the median one`
      : '',
    isWorseWhereChanged(changed.added, unchanged.added)
      ? 'it adds twice the noise where the answer changed'
      : '',
  ];
  return said.filter((one) => one !== '').join(', ');
}

function isWorseWhereChanged(changed: number | null, unchanged: number | null): boolean {
  return changed !== null && unchanged !== null && unchanged > 0 && changed >= 2 * unchanged;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function decibels(value: number): string {
  return `${value.toFixed(1)} dB`;
}

/** `kind Coat (61 of 400)`, and what others say of it by chance. */
export function inCommonText(found: readonly Overrepresented[], name: (text: string) => string): string {
  const most = 3;
  const shown = found
    .slice(0, most)
    .map(
      ({ field, value, count: changed, n }) =>
        `${name(field)} ${name(value)} (${count(changed)} of ${count(n)})`,
    );
  const more = found.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What changed samples have in common, and where the compressed model is the better one; a sentence each. */
export function caseSentences(
  { slices, better, check }: Diagnosis,
  name: (text: string) => string,
): string[] {
  const more = better.slices.length === 0 ? '' : `, most of all ${inCommonText(better.slices, name)}`;
  return [
    ...(slices.length === 0 ? [] : [`Answers change more often for ${inCommonText(slices, name)}.`]),
    ...(better.count === 0
      ? []
      : [`Of ${count(check.n)} inputs ${count(better.count)} became right${more}.`]),
  ];
}

/** The diagnosis for a terminal: every layer, the remedy, and what the quantizer is to be told. */
export function diagnosisText(diagnosis: Diagnosis): string {
  const { check, layers, ranking, remedy, unpaired, nodesToExclude } = diagnosis;
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const lines = ranking.flatMap((name) => {
    const layer = byName.get(name);
    return layer === undefined ? [] : [visible(`  ${name} (${layer.operator}): ${told(diagnosis, layer)}`)];
  });
  const rest = layers.filter(({ name }) => !ranking.includes(name));
  const untouched =
    rest.length === 0 ? [] : [`  untouched: ${visible(rest.map(({ name }) => name).join(', '))}`];
  const alone = unpaired.map(({ model, name, operator, reason }) =>
    visible(`  ${model} ${name} (${operator}): ${reason}`),
  );
  const cause = causeOf(diagnosis);
  const result =
    cause === null
      ? 'no layer was found whose putting back to float was measured to help'
      : `put back to float, ${visible(cause.layers.join(', '))}: ${fall(diagnosis, cause)} (${remedy === null ? 'still over the limit' : 'within the limit'}), the file ${growth(cause)}`;
  const exclude =
    nodesToExclude.length === 0 ? [] : [`nodes_to_exclude = ${visible(JSON.stringify(nodesToExclude))}`];
  return [
    `layers behind ${visible(subject(check))}`,
    ...lines,
    ...untouched,
    ...alone,
    ...caseSentences(diagnosis, (text) => `'${visible(text)}'`),
    result,
    ...exclude,
  ].join('\n');
}

function told(diagnosis: Diagnosis, layer: DiagnosedLayer): string {
  const { putBack, kept, departures } = layer;
  const back = putBack === null ? (kept ?? 'not put back') : `put back alone, ${moved(diagnosis, putBack)}`;
  const seen = conspicuous(layer);
  const first =
    departures === 0
      ? ''
      : `; ${count(departures)} changed ${plural(departures, 'sample departs', 'samples depart')} here first`;
  return `${back}${seen === '' ? '' : `; ${seen}`}${first}`;
}

/** What the check says with a layer put back. */
export function moved(diagnosis: Diagnosis, putBack: PutBack): string {
  const { check } = diagnosis;
  const [value = ''] = figures([putBack.measured ?? NaN], check.limit.unit);
  const is = withUnit(value, check.limit.unit);
  if (putBack.n !== check.n) return `${is} of ${count(putBack.n)} samples`;
  if (putBack.measured === check.measured) return `stays at ${is}`;
  const isLess = (putBack.measured ?? Infinity) < (check.measured ?? -Infinity);
  return isLess ? fall(diagnosis, putBack) : fall(diagnosis, putBack).replace('falls', 'rises');
}
