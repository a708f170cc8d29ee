import { ladderNames } from '../../core/noise.js';
import type { NoiseLevel, NoiseStep } from '../../core/policy.js';
import type { PolicyKinds } from '../kinds.js';
import { at, entriesOf, itemsOf, scalarAt, textAt, type Entry, type Written } from '../written.js';
import { optionsOf } from './decision.js';
import { needText, numberAt } from './values.js';

/** The levels under `noise`, in their order; an entry with a list of severities is a level for each. */
export function noiseOf(root: Written, kinds: PolicyKinds): readonly NoiseLevel[] {
  return entriesOf(at(root, 'noise')).flatMap((entry) => levelsOf(entry, kinds));
}

function levelsOf({ key, at: spot, node }: Entry, kinds: PolicyKinds): readonly NoiseLevel[] {
  const shared = { entry: key, repeats: numberAt(node, 'repeats') ?? 1, place: spot.place };
  const chain = at(node, 'chain');
  if (chain !== undefined)
    return [{ ...shared, name: key, steps: itemsOf(chain).map((step) => stepOf(step, kinds)) }];
  const list = severitiesOf(node);
  if (list === undefined) return [{ ...shared, name: key, steps: [stepOf(node, kinds)] }];
  return list.map((level) => ({
    ...shared,
    name: ladderName(key, level),
    steps: [publishedStep(node, level, kinds)],
  }));
}

/** The name of one of several levels that are written as one entry. */
export function ladderName(entry: string, severity: number): string {
  return `${entry}-${severity}`;
}

/** A list of severities; undefined where there is one, or none. */
export function severitiesOf(node: Written): readonly number[] | undefined {
  const written = at(node, 'severity');
  if (written?.is !== 'list') return undefined;
  return itemsOf(written).flatMap((item) => (item.is === 'scalar' ? [Number(item.value)] : []));
}

/** A kind with its own keys, or with those of a published severity. */
function stepOf(node: Written, kinds: PolicyKinds): NoiseStep {
  const severity = scalarAt(node, 'severity');
  if (typeof severity === 'number') return publishedStep(node, severity, kinds);
  const kind = needText(node, 'kind');
  const schema = kinds.noises.find(({ name }) => name === kind)?.options ?? {};
  const own = entriesOf(node).filter(({ key }) => key !== 'kind' && key !== 'repeats');
  return { kind, options: optionsOf(own, schema) };
}

function publishedStep(node: Written, level: number, kinds: PolicyKinds): NoiseStep {
  const kind = needText(node, 'kind');
  const of = ladderNames.find((name) => name === textAt(node, 'of'));
  const noise = kinds.noises.find(({ name }) => name === kind);
  const options = of && noise?.ladders?.[of][level - 1];
  if (of === undefined || options === undefined) throw new Error(`no severity ${level} of ${kind}`); // the schema refused it
  return { kind, options, severity: { level, of } };
}
