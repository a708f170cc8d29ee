import type { CompressedSource, Models, ModelSource } from '../../core/policy.js';
import { methodsOf } from '../method.js';
import { at, entriesOf, textAt, textsAt, type Written } from '../written.js';
import { limitsOf } from './limits.js';
import { needText, optional } from './values.js';

export function modelsOf(node: Written): Models {
  const baseline = at(node, 'baseline');
  const compressed = at(node, 'compressed');
  if (!baseline || !compressed) throw new Error('models without baseline or compressed');
  return { baseline: sourceOf(baseline), compressed: compressedOf(compressed) };
}

function sourceOf(node: Written): ModelSource {
  const ignored = textsAt(node, 'ignore-outputs');
  return {
    path: needText(node, 'path'),
    place: at(node, 'path')?.place ?? node.place,
    ignoreOutputs: ignored.map((text) => ({ value: text.value, place: text.node.place })),
    ...optional('sha256', textAt(node, 'sha256')),
  };
}

function compressedOf(node: Written): CompressedSource {
  const methods = methodsOf(at(node, 'method'));
  return {
    ...sourceOf(node),
    methods: methods.map(({ method }) => method),
    exemptions: methods.flatMap(({ exemption }) => (exemption ? [exemption] : [])),
    limits: limitsOf(entriesOf(at(node, 'limits')), () => 'share'),
  };
}
