import type { Json } from '../../core/json.js';
import type { Decision, Scope } from '../../core/policy.js';
import { fieldsOf } from '../kinds.js';
import { withUnits } from '../schema-values.js';
import { at, plain, textAt, type Entry, type Written } from '../written.js';
import type { Defaults } from './defaults.js';
import { needQuantity, numberAt, recordOf, shareAt } from './values.js';

export function scopeOf(text: string | undefined): Scope | undefined {
  return text === 'dataset' || text === 'population' ? text : undefined;
}

export function decisionOf(root: Written, defaults: Defaults): Decision {
  const node = at(root, 'decision');
  const onInconclusive = textAt(node, 'on-inconclusive');
  const allowed = onInconclusive === undefined ? undefined : onInconclusive === 'allow' ? 'allow' : 'block';
  defaults.use('decision.sampling', textAt(node, 'sampling'), 'full');
  return {
    scope: defaults.use('decision.scope', scopeOf(textAt(node, 'scope')), 'dataset'),
    confidence: defaults.use('decision.confidence', shareAt(node, 'confidence'), 0.95, '95%'),
    onInconclusive: defaults.use('decision.on-inconclusive', allowed, 'block'),
    seed: defaults.use('decision.seed', numberAt(node, 'seed'), 0),
    minSamples: defaults.use('decision.min-samples', numberAt(node, 'min-samples'), 30),
  };
}

/** A kind's own keys, with shares as numbers. */
export function optionsOf(entries: readonly Entry[], options: { readonly [keyword: string]: Json }) {
  const { properties } = fieldsOf(options);
  return recordOf(
    entries.map(({ key, node }) => {
      const isShare = withUnits(properties[key] ?? {})['unit'] === 'share';
      return [key, isShare ? needQuantity(node, 'share').value : plain(node)] as const;
    }),
  );
}
