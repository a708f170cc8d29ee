import type { Exemption, Method } from '../core/policy.js';
import { entriesOf, itemsOf, textAt, type Spot, type Written } from './written.js';

/** A method as written, with its exemption. */
export interface WrittenMethod {
  readonly method: Method;
  readonly at: Spot;
  readonly exemption?: Exemption;
  /** It says something about an exemption, whole or not. */
  readonly isExempt: boolean;
}

/** Methods of a `method` key in any of its three forms; what is none is left to the schema. */
export function methodsOf(node: Written | undefined): readonly WrittenMethod[] {
  if (node?.is === 'map') return entriesOf(node).flatMap(({ key, at, node: own }) => named(key, at, own));
  if (node?.is === 'list')
    return itemsOf(node).flatMap((item) => (item.is === 'scalar' ? named(item.text, item) : []));
  return node ? named(node.text, node) : [];
}

function named(method: string, at: Spot, own?: Written): readonly WrittenMethod[] {
  if (!isMethod(method)) return [];
  const without = textAt(own, 'without');
  const reason = textAt(own, 'reason');
  if (without === undefined || reason === undefined)
    return [{ method, at, isExempt: entriesOf(own).length > 0 }];
  return [{ method, at, isExempt: true, exemption: { method, without, reason, place: at.place } }];
}

function isMethod(text: string): text is Method {
  return text === 'quantized' || text === 'pruned' || text === 'distilled' || text === 'other';
}
