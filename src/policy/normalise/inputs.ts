import type { InputSpec, OutputSpec } from '../../core/policy.js';
import type { OutputMeaning } from '../../core/task.js';
import { isPerArm } from '../merge.js';
import { at, entriesOf, plain, textAt, textsAt, type Entry, type Written } from '../written.js';
import { optional, recordOf } from './values.js';

interface Arms<T> {
  readonly baseline: T;
  readonly compressed: T;
}

export function inputsOf(task: Written): Arms<readonly InputSpec[]> {
  const node = at(task, 'inputs');
  const arm = (name: string): readonly InputSpec[] =>
    entriesOf(isPerArm(node) ? at(node, name) : node).map(inputOf);
  return { baseline: arm('baseline'), compressed: arm('compressed') };
}

function inputOf({ key, at: spot, node }: Entry): InputSpec {
  const steps = entriesOf(node).filter((entry) => entry.key !== 'from');
  return {
    input: key,
    from: fromOf(node, key),
    steps: recordOf(steps.map((entry) => [entry.key, plain(entry.node)])),
    place: spot.place,
  };
}

function fromOf(node: Written, input: string): InputSpec['from'] {
  const from = at(node, 'from');
  if (!from) return { fields: [input] };
  if (from.is === 'map') return { allBut: textsAt(from, 'all-but').map(({ value }) => value) };
  return { fields: textsAt(node, 'from').map(({ value }) => value) };
}

const meanings = [
  'logits',
  'probabilities',
  'log-probabilities',
  'labels',
] as const satisfies readonly OutputMeaning[];

export function outputOf(task: Written): Arms<OutputSpec> {
  const node = at(task, 'output');
  const arm = (name: string): OutputSpec => specOf(isPerArm(node) ? at(node, name) : node, task);
  return { baseline: arm('baseline'), compressed: arm('compressed') };
}

function specOf(node: Written | undefined, task: Written): OutputSpec {
  const place = (node ?? task).place;
  if (node?.is === 'scalar') return { name: node.text, place };
  const is = textAt(node, 'is');
  const parts = entriesOf(node).filter(({ key }) => !outputKeys.has(key));
  return {
    ...optional('name', textAt(node, 'name')),
    ...(parts.length > 0 && {
      parts: Object.fromEntries(parts.map(({ key, node: name }) => [key, textOf(name)])),
    }),
    ...optional(
      'meaning',
      meanings.find((meaning) => meaning === is),
    ),
    place,
  };
}

/** Keys of an output that name no part of the answer. */
const outputKeys: ReadonlySet<string> = new Set(['name', 'is', 'threshold', 'baseline', 'compressed']);

function textOf(node: Written): string {
  return node.is === 'scalar' ? node.text : '';
}
