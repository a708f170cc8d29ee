import type { CompressedSource, Models, ModelSource } from '../../core/policy.js';
import { methodsOf } from '../method.js';
import { at, entriesOf, textsAt, type Written } from '../written.js';
import { limitsOf } from './limits.js';
import { namedFile } from './sources.js';
import { optional } from './values.js';

export function modelsOf(node: Written): Models {
  const baseline = at(node, 'baseline');
  const compressed = at(node, 'compressed');
  if (!baseline || !compressed) throw new Error('models without baseline or compressed');
  return { baseline: sourceOf(baseline), compressed: compressedOf(compressed) };
}

function sourceOf(node: Written): ModelSource {
  const ignored = textsAt(node, 'ignore-outputs');
  return {
    ...namedFile(node),
    ...optional('recorded', at(node, 'recording') && true),
    ignoreOutputs: ignored.map((text) => ({ value: text.value, place: text.node.place })),
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
