import { finding, type Finding } from '../../core/fault.js';
import { tasksOf, type Draft } from '../draft.js';
import { sourceKeys } from '../schema-sources.js';
import { show } from '../words.js';
import { at, entriesOf, entryAt, type Entry, type Written } from '../written.js';

/** Every model and every task's data comes from exactly one place. */
export function sourceFindings(draft: Draft): readonly Finding[] {
  const tasks = tasksOf(draft.root, draft.kinds);
  return [
    ...modelFindings(draft.root, [], draft),
    ...tasks.flatMap(({ name, node }) => [
      ...modelFindings(node, ['tasks', name], draft),
      ...oneSource(entryAt(node, 'data'), ['tasks', name, 'data'], { of: 'the data', draft }),
    ]),
  ];
}

function modelFindings(node: Written, path: readonly string[], draft: Draft): readonly Finding[] {
  const models = at(node, 'models');
  return ['baseline', 'compressed'].flatMap((arm) => {
    const of = arm === 'baseline' ? 'the baseline' : 'the compressed model';
    return oneSource(entryAt(models, arm), [...path, 'models', arm], { of, draft });
  });
}

interface Whose {
  readonly of: string;
  readonly draft: Draft;
}

/** A key that the schema did not know may be the source that is missing. */
function oneSource(
  entry: Entry | undefined,
  path: readonly string[],
  { of, draft }: Whose,
): readonly Finding[] {
  if (entry?.node.is !== 'map' || entry.node.isPartial) return [];
  const given = entriesOf(entry.node).filter(({ key }) => sourceKeys.some((known) => known === key));
  const [first, second] = given;
  if (first && second) return [twice(first, second, of)];
  if (first) return addressAsPath(first);
  if (!draft.sound(...path)) return [];
  return [finding('MISSING_KEY', { key: 'path', of }, entry.at.place, entry.at.through)];
}

function twice(first: Entry, second: Entry, of: string): Finding {
  const data = { of, first: first.key, second: second.key, inherits: first.at.inherited };
  return finding('SOURCE_TWICE', data, second.at.place, second.at.through);
}

function addressAsPath({ key, node }: Entry): readonly Finding[] {
  if (key !== 'path' || node.is !== 'scalar' || typeof node.value !== 'string') return [];
  if (!/^[A-Za-z][A-Za-z0-9+.-]+:\/\//.test(node.value)) return [];
  const expected = 'a path; an address is written under `url`, with its `sha256`';
  return [
    finding('WRONG_VALUE', { got: show(node.value), expected, suggestion: '' }, node.place, node.through),
  ];
}
