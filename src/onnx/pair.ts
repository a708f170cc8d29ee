import { sourceOf, weightOf, weightShape, type Layer } from './layers.js';
import type { OpenModel } from './model.js';
import type { Numbers } from './tensor.js';

/** One layer in both models. */
export interface LayerPair {
  readonly baseline: Layer;
  readonly compressed: Layer;
  /** What they were recognised by. */
  readonly by: 'name' | 'weight' | 'output' | 'numbers';
}

/** A layer that has no counterpart. */
export interface Unpaired {
  readonly model: 'baseline' | 'compressed';
  readonly layer: Layer;
  readonly reason: 'no layer like it' | 'shape differs';
}

export interface Pairing {
  /** In the baseline's graph order. */
  readonly pairs: readonly LayerPair[];
  readonly unpaired: readonly Unpaired[];
}

/** What quantizers and converters put before and behind names. */
const decorations = [
  /_(?:quantized|quant|matmul_quant|dequantized|DequantizeLinear|QuantizeLinear)$/iu,
  /_(?:DequantizeLinear|QuantizeLinear)_(?:Output|Input)$/iu,
  /_(?:quant|Q[48]|Q[48]G\d+|DQ_Q4|int8|uint8|fp16|fp32|float16|bf16|scaled?)$/iu,
  /_(?:cast(?:ed)?|cast_to_fp16|fp16_cast|output_cast\d*|input_cast\d*)$/iu,
  /^(?:graph_(?:input|output)_cast\d*_?|onnx::)/iu,
  /_(?:MatMul|Gemm)_?(?:quant|Q4|Q8)?$/u,
  /_\d*bit$/u,
] as const;

/** A name as it was before a quantizer renamed it. */
export function plainName(name: string): string {
  let plain = name;
  for (let before = ''; before !== plain;) {
    before = plain;
    for (const decoration of decorations) plain = plain.replace(decoration, '');
  }
  return plain;
}

/**
 * Finds each layer's counterpart: by the node's name, its weight's, its output's, each as it is and as it was before
 * a quantizer renamed it; then by numbers, where one weight of the same shape correlates with it and no other does.
 */
export function pairLayers(
  baseline: { readonly model: OpenModel; readonly layers: readonly Layer[] },
  compressed: { readonly model: OpenModel; readonly layers: readonly Layer[] },
): Pairing {
  const pairing = new Matching(baseline, compressed);
  const exactly = (name: string): string => name;
  for (const form of [exactly, plainName]) {
    pairing.match('name', (_, { node, name }) => (node.name === '' ? undefined : form(name)));
    pairing.match('weight', (model, { node, weight }) =>
      formed(sourceOf(model, node.input[weight] ?? '')?.name, form),
    );
    pairing.match('output', (_, { node }) => formed(node.output[0], form));
  }
  pairing.correlate();
  return pairing.result();
}

function formed(name: string | undefined, form: (name: string) => string): string | undefined {
  return name === undefined ? undefined : form(name);
}

interface Side {
  readonly model: OpenModel;
  readonly layers: readonly Layer[];
}

/** Bytes of a weight that is kept while weights are compared. */
const mostKept = 16e6;

type Sign = (model: OpenModel, layer: Layer) => string | undefined;

class Matching {
  private readonly found = new Map<Layer, LayerPair>();
  private readonly taken = new Set<Layer>();
  private readonly weights = new Map<Layer, Numbers | undefined>();

  constructor(
    private readonly baseline: Side,
    private readonly compressed: Side,
  ) {}

  /** Pairs layers of one family whose sign is the same and nobody else's on either side. */
  match(by: LayerPair['by'], sign: Sign): void {
    const left = this.signs(this.baseline, sign, (layer) => !this.found.has(layer));
    const right = this.signs(this.compressed, sign, (layer) => !this.taken.has(layer));
    for (const [text, layers] of left) {
      const [one, another] = layers;
      const [other, more] = right.get(text) ?? [];
      if (one === undefined || other === undefined || another !== undefined || more !== undefined) continue;
      if (this.isAlike(one, other)) this.pair(one, other, by);
    }
  }

  private signs(
    { model, layers }: Side,
    sign: Sign,
    isFree: (layer: Layer) => boolean,
  ): Map<string, Layer[]> {
    const signs = new Map<string, Layer[]>();
    for (const layer of layers.filter(isFree)) {
      const text = sign(model, layer);
      if (text === undefined || text === '') continue;
      signs.set(text, [...(signs.get(text) ?? []), layer]);
    }
    return signs;
  }

  /** What is left: the weight of the same shape that correlates most, if it does and the next best does not. */
  correlate(): void {
    for (const one of this.baseline.layers.filter((layer) => !this.found.has(layer))) {
      const weight = this.weight(this.baseline, one);
      if (weight === undefined) continue;
      const scored = this.compressed.layers
        .filter((other) => !this.taken.has(other) && this.isAlike(one, other))
        .map((other) => ({ other, score: correlation(weight, this.weight(this.compressed, other)) }))
        .toSorted((a, b) => b.score - a.score);
      const [best, next] = scored;
      if (best !== undefined && best.score >= 0.8 && !((next?.score ?? 0) >= 0.8))
        this.pair(one, best.other, 'numbers');
    }
  }

  result(): Pairing {
    const pairs = this.baseline.layers.flatMap((layer) => this.found.get(layer) ?? []);
    const left = this.baseline.layers.filter((layer) => !this.found.has(layer));
    const right = this.compressed.layers.filter((layer) => !this.taken.has(layer));
    return {
      pairs,
      unpaired: [...left.map(this.alone('baseline', right)), ...right.map(this.alone('compressed', left))],
    };
  }

  private alone(model: Unpaired['model'], others: readonly Layer[]): (layer: Layer) => Unpaired {
    return (layer) => {
      const isNamed = others.some(
        ({ name, family }) => family === layer.family && plainName(name) === plainName(layer.name),
      );
      return { model, layer, reason: isNamed ? 'shape differs' : 'no layer like it' };
    };
  }

  /** Weights whose shape nobody wrote down are not known to have another. */
  private isAlike(one: Layer, other: Layer): boolean {
    if (one.family !== other.family) return false;
    const [left, right] = [weightShape(this.baseline.model, one), weightShape(this.compressed.model, other)];
    return left === undefined || right === undefined || left.join() === right.join();
  }

  private pair(baseline: Layer, compressed: Layer, by: LayerPair['by']): void {
    this.found.set(baseline, { baseline, compressed, by });
    this.taken.add(compressed);
  }

  /** Large ones are read again when they are wanted again: together they may be larger than the memory. */
  private weight({ model }: Side, layer: Layer): Numbers | undefined {
    if (this.weights.has(layer)) return this.weights.get(layer);
    const weight = weightOf(model, layer);
    if ((weight?.values.byteLength ?? 0) <= mostKept) this.weights.set(layer, weight);
    return weight;
  }
}

/** Pearson's correlation of two tensors' values; −1 where there is none. */
function correlation(left: Numbers, right: Numbers | undefined): number {
  if (right === undefined) return -1;
  let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
  const n = left.values.length;
  for (let at = 0; at < n; at += 1) {
    const [a, b] = [left.values[at] ?? NaN, right.values[at] ?? NaN];
    x += a;
    y += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const value = (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
  return Number.isFinite(value) ? value : -1;
}
