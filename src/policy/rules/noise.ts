import { finding, type Finding } from '../../core/fault.js';
import type { Draft } from '../draft.js';
import { ladderName, severitiesOf } from '../normalise/noise.js';
import { numberAt } from '../normalise/values.js';
import { at, entriesOf, itemsOf, textAt, type Entry } from '../written.js';

/** Levels made of a list of severities have names of their own, and draws that are all alike are none. */
export function noiseFindings({ root, kinds }: Draft): readonly Finding[] {
  const entries = entriesOf(at(root, 'noise'));
  const fixed = kinds.noises.filter((kind) => kind.fixed === true).map(({ name }) => name);
  return entries.flatMap((entry) => [...takenNames(entry, entries), ...alike(entry, fixed)]);
}

function takenNames(entry: Entry, entries: readonly Entry[]): readonly Finding[] {
  const names = (severitiesOf(entry.node) ?? []).map((level) => ladderName(entry.key, level));
  return entries
    .filter(({ key }) => names.includes(key))
    .map(({ key, at: spot }) =>
      finding('NOISE_NAME_TAKEN', { level: key, entry: entry.key }, spot.place, spot.through),
    );
}

function alike({ key, node }: Entry, fixed: readonly string[]): readonly Finding[] {
  const repeats = at(node, 'repeats');
  if (repeats === undefined || !((numberAt(node, 'repeats') ?? 1) > 1)) return [];
  const named = [node, ...itemsOf(at(node, 'chain'))].flatMap((step) => textAt(step, 'kind') ?? []);
  if (named.length === 0 || !named.every((kind) => fixed.includes(kind))) return [];
  const data = { level: key, kinds: named.join(', ') };
  return [finding('NOISE_DRAWS_ALIKE', data, repeats.place, repeats.through)];
}
