import type { SequenceSpec } from '../../core/way.js';
import { isPerArm } from '../merge.js';
import { at, entriesOf, textAt, type Written } from '../written.js';
import type { TaskPolicy } from '../../core/policy.js';
import { needText, numberAt, optional } from './values.js';

/** How a task's models take a sample step by step; undefined where they take it whole. */
export function sequenceOf(task: Written): TaskPolicy['sequence'] {
  const node = at(task, 'sequence');
  if (!node) return undefined;
  const arm = (name: string): SequenceSpec => specOf((isPerArm(node) ? at(node, name) : undefined) ?? node);
  return { baseline: arm('baseline'), compressed: arm('compressed') };
}

function specOf(node: Written): SequenceSpec {
  const size = numberAt(node, 'window');
  const state = entriesOf(at(node, 'state'));
  const constants = entriesOf(at(node, 'constants'));
  return {
    state: state.map(({ key }) => ({ output: key, input: needText(node, 'state', key) })),
    constants: constants.map(({ key }) => ({ input: key, value: numberAt(node, 'constants', key) ?? NaN })),
    ...optional('window', size === undefined ? undefined : { size, hop: numberAt(node, 'hop') ?? size }),
    read: textAt(node, 'read') === 'last' ? 'last' : 'every',
    place: node.place,
  };
}
