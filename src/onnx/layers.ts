import type { NodeProto } from 'onnx-buf';
import type { OpenModel } from './model.js';
import type { Numbers } from './tensor.js';
import { blockWeight, constantOf, flipped, integer, scaledInput, shapeOf } from './weights.js';

/** What a layer does, whatever it is stored as. */
export type Family = 'conv' | 'transposed conv' | 'matrix' | 'lookup';

/** An operator with weights. */
export interface Layer {
  readonly node: NodeProto;
  /** The node's name, or its output's where it has none. */
  readonly name: string;
  readonly family: Family;
  /** Position among the node's inputs. */
  readonly activation: number;
  readonly weight: number;
  /** The position that a bias has or would have; null where the operator takes none. */
  readonly bias: number | null;
  /** Which operator tells how the numbers are stored. */
  readonly stored: Stored;
}

type Stored = 'float' | 'linear' | 'integer' | 'blocks';

interface Operator {
  readonly family: Family;
  readonly at: readonly [activation: number, weight: number, bias: number | null];
  readonly stored: Stored;
  /** Positions of the weight's scale and zero point. */
  readonly scaled?: readonly [number, number];
}

const float = (family: Family, bias: number | null): Operator => ({
  family,
  at: [0, 1, bias],
  stored: 'float',
});

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['Conv', float('conv', 2)],
  ['FusedConv', float('conv', 2)],
  ['ConvTranspose', float('transposed conv', 2)],
  ['Gemm', float('matrix', 2)],
  ['FusedGemm', float('matrix', 2)],
  ['MatMul', float('matrix', null)],
  ['FusedMatMul', float('matrix', null)],
  ['Gather', { family: 'lookup', at: [1, 0, null], stored: 'float' }],
  ['QLinearConv', { family: 'conv', at: [0, 3, 8], stored: 'linear', scaled: [4, 5] }],
  ['QLinearMatMul', { family: 'matrix', at: [0, 3, null], stored: 'linear', scaled: [4, 5] }],
  ['QGemm', { family: 'matrix', at: [0, 3, 6], stored: 'linear', scaled: [4, 5] }],
  ['ConvInteger', { family: 'conv', at: [0, 1, null], stored: 'integer' }],
  ['MatMulInteger', { family: 'matrix', at: [0, 1, null], stored: 'integer' }],
  ['DynamicQuantizeMatMul', { family: 'matrix', at: [0, 1, 4], stored: 'integer', scaled: [2, 3] }],
  ['MatMulIntegerToFloat', { family: 'matrix', at: [0, 1, 6], stored: 'integer', scaled: [3, 5] }],
  ['MatMulNBits', { family: 'matrix', at: [0, 1, 5], stored: 'blocks' }],
]);

/** The layers of the main graph whose weights stand in the file, in graph order; lookups of one dimension are none. */
export function layersOf(model: OpenModel): Layer[] {
  return model.graph.node.flatMap((node) => {
    const operator = operators.get(node.opType);
    if (operator === undefined) return [];
    const { family, stored } = operator;
    const [activation, weight, bias] = operator.at;
    const rank = rankOf(model, node.input[weight] ?? '');
    if (rank === undefined || rank < 2 || isConstant(model, node.input[activation] ?? '')) return [];
    return [
      {
        node,
        name: node.name === '' ? (node.output[0] ?? '') : node.name,
        family,
        activation,
        weight,
        bias,
        stored,
      },
    ];
  });
}

/** Operators that hand a weight on. */
const passing = new Set(['DequantizeLinear', 'QuantizeLinear', 'Cast', 'Identity', 'Transpose']);

/** The dimensions of what a name is made of weights alone; undefined where it is not. */
function rankOf(model: OpenModel, name: string): number | undefined {
  return sourceOf(model, name)?.rank;
}

function isConstant(model: OpenModel, name: string): boolean {
  return sourceOf(model, name) !== undefined;
}

/** The initializer or constant that a name goes back to, and its rank. */
export function sourceOf(model: OpenModel, name: string): { name: string; rank: number } | undefined {
  const tensor = model.initializers.get(name);
  if (tensor !== undefined) return { name, rank: tensor.dims.length };
  const maker = model.makers.get(name);
  const constant =
    maker?.opType === 'Constant' ? maker.attribute.find((each) => each.name === 'value')?.t : undefined;
  if (constant !== undefined) return { name, rank: constant.dims.length };
  return maker !== undefined && passing.has(maker.opType) ? sourceOf(model, maker.input[0] ?? '') : undefined;
}

/** A layer's real weights, a matrix as [K, N]; undefined where they are stored in a way that nobody wrote down. */
export function weightOf(model: OpenModel, layer: Layer): Numbers | undefined {
  const { node } = layer;
  if (layer.stored === 'blocks') return blockWeight(model, node);
  if (layer.stored === 'float') {
    const weight = constantOf(model, node.input[layer.weight] ?? '');
    return weight && (integer(node, 'transB') === 1 ? flipped(weight) : weight);
  }
  const channel = layer.family === 'conv' ? 0 : 1;
  const scaled = operators.get(node.opType)?.scaled;
  if (scaled !== undefined) {
    const weight = scaledInput(model, node, [layer.weight, ...scaled], channel);
    return weight && (integer(node, 'transB') === 1 ? flipped(weight) : weight);
  }
  return integerWeight(model, layer, channel);
}

/** The dimensions that `weightOf` would give, without reading any number. */
export function weightShape(
  model: OpenModel,
  { node, stored, weight }: Layer,
): readonly number[] | undefined {
  if (stored === 'blocks') return [integer(node, 'K') ?? 0, integer(node, 'N') ?? 0];
  const dims = shapeOf(model, node.input[weight] ?? '');
  return dims && (integer(node, 'transB') === 1 ? dims.toReversed() : dims);
}

/** The scale stands behind MatMulInteger and ConvInteger: a product of scales that the result is multiplied with. */
function integerWeight(model: OpenModel, { node, weight }: Layer, channel: number): Numbers | undefined {
  const product = scalesBehind(model, node);
  const scale = product?.input.find((name) => model.initializers.has(name));
  if (scale === undefined) return undefined;
  const named = { ...node, input: [node.input[weight] ?? '', scale, node.input[3] ?? ''] };
  return scaledInput(model, named, [0, 1, 2], channel);
}

function scalesBehind(model: OpenModel, node: NodeProto): NodeProto | undefined {
  const last = realOutput(model, node);
  const scaling = model.makers.get(last);
  if (scaling?.opType !== 'Mul') return undefined;
  const makers = scaling.input.map((name) => model.makers.get(name));
  return makers.find((maker) => maker?.opType === 'Mul');
}

/** The tensor in which a layer's result is real: behind the Cast and Mul that follow integer arithmetic. */
export function realOutput({ readers }: OpenModel, node: NodeProto): string {
  const output = node.output[0] ?? '';
  if (node.opType !== 'MatMulInteger' && node.opType !== 'ConvInteger') return output;
  const cast = readers.get(output)?.find(({ opType }) => opType === 'Cast');
  const scaled = readers.get(cast?.output[0] ?? '')?.find(({ opType }) => opType === 'Mul');
  return scaled?.output[0] ?? output;
}

/** The axis of the weights that a layer's outputs are numbered by. */
export function outputAxis({ family }: Layer): number {
  return family === 'conv' || family === 'lookup' ? 0 : 1;
}
