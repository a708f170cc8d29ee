import type { NodeProto } from 'onnx-buf';
import { sourceOf, type Layer } from './layers.js';
import type { OpenModel } from './model.js';

/** Where a layer stands in its graph. */
export interface Neighbourhood {
  /** Tensors that depend on what the model is fed. */
  readonly reads: readonly string[];
  readonly makes: readonly string[];
  /** The nearest layers by name, through nothing but operators without weights. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A residual stream is fed by every layer above it: the nearest ones are told. */
const most = 8;

/** Where each of a model's layers stands, in the order given. */
export function neighbourhoods(model: OpenModel, layers: readonly Layer[]): Neighbourhood[] {
  const byNode = new Map(layers.map((layer) => [layer.node, layer]));
  const above = ({ input }: NodeProto): NodeProto[] => input.flatMap((name) => model.makers.get(name) ?? []);
  const below = ({ output }: NodeProto): NodeProto[] =>
    output.flatMap((name) => model.readers.get(name) ?? []);
  return layers.map(({ node }) => ({
    reads: node.input.filter((name) => name !== '' && sourceOf(model, name) === undefined),
    makes: node.output.filter((name) => name !== ''),
    before: nearest(node, above, byNode),
    after: nearest(node, below, byNode),
  }));
}

/** Breadth first, so that the nearest come first; what lies behind a layer is that layer's affair. */
function nearest(
  start: NodeProto,
  next: (node: NodeProto) => readonly NodeProto[],
  layers: ReadonlyMap<NodeProto, Layer>,
): string[] {
  const found: string[] = [];
  const seen = new Set([start]);
  const waiting = [...next(start)];
  for (const node of waiting) {
    if (seen.has(node)) continue;
    seen.add(node);
    const layer = layers.get(node);
    if (layer === undefined) waiting.push(...next(node));
    else found.push(layer.name);
    if (found.length === most) break;
  }
  return found;
}
