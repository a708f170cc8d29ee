import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType as Type,
  TensorProtoSchema,
  type NodeProto,
  type TensorProto,
} from 'onnx-buf';
import { realOutput } from './layers.js';
import { indexed, typeOf, type OpenModel } from './model.js';
import type { LayerPair } from './pair.js';
import { sweep } from './sweep.js';
import type { Numbers } from './tensor.js';
import { constantOf } from './weights.js';

/** What a file of this format may hold; what is put back stands in the file itself. */
const largest = 2_147_483_648;

/**
 * The compressed model with layers put back to float: each computes with the baseline's weights and bias on its
 * input as it was before quantization; what it hands on is quantized as before, unless it is the model's output.
 * Throws a plain Error for a layer that can't be put back.
 */
export function restore(
  baseline: OpenModel,
  compressed: OpenModel,
  pairs: readonly LayerPair[],
  most = largest,
): Uint8Array {
  const restored = pairs.reduce((model, pair) => restoreOne(baseline, model, pair), compressed);
  const { model } = sweep(compressed, restored);
  const size = (model.graph?.initializer ?? []).reduce((sum, { rawData }) => sum + rawData.length, 0);
  if (size >= most) throw new Error('with its float weights in it the file would be over 2 GiB');
  return toBinary(ModelProtoSchema, model);
}

/** The names that a quantizer knows the layers by, in its `nodes_to_exclude`; layers without a name can't be told to it. */
export function nodesToExclude(pairs: readonly LayerPair[]): string[] {
  return pairs.flatMap(({ baseline }) => (baseline.node.name === '' ? [] : [baseline.node.name]));
}

function restoreOne(baseline: OpenModel, model: OpenModel, pair: LayerPair): OpenModel {
  const place = placeOf(model, baseline, pair);
  const made = new Making(model, pair);
  const weight = made.keep(
    'weight',
    constantOf(baseline, pair.baseline.node.input[pair.baseline.weight] ?? ''),
  );
  const bias = biasOf(baseline, model, pair);
  const own = pair.baseline.bias !== null;
  const input = place.input(made);
  const operands = pair.baseline.weight === 0 ? [weight, input] : [input, weight];
  if (own && bias !== undefined) operands.push(made.keep('bias', bias));
  const output = place.isHalf || place.requantize !== undefined ? made.tensor('float') : place.output;
  const alone = own || bias === undefined ? output : made.tensor('product');
  made.node(pair.baseline.node.opType, operands, alone, pair.baseline.node);
  if (alone !== output) made.node('Add', [alone, made.keep('bias', bias)], output);
  if (place.isHalf) made.cast(output, place.output, Type.FLOAT16);
  if (place.requantize !== undefined)
    made.node('QuantizeLinear', [output, ...place.requantize], place.output);
  return made.inPlaceOf(pair.compressed.node, place.output);
}

/** Where a layer stands among its neighbours. */
interface Place {
  /** The real tensor it is to read, made if need be. */
  input(made: Making): string;
  readonly output: string;
  readonly isHalf: boolean;
  /** Names of scale and zero point that its result is quantized with. */
  readonly requantize: readonly string[] | undefined;
}

function placeOf(
  model: OpenModel,
  baseline: OpenModel,
  { baseline: real, compressed: layer }: LayerPair,
): Place {
  const { node, activation, stored } = layer;
  const read = node.input[activation] ?? '';
  const isLast = baseline.graph.output.some(({ name }) => name === real.node.output[0]);
  const isHalf =
    stored !== 'linear' && isHalfOf(model, node.input[stored === 'blocks' ? 2 : layer.weight] ?? '');
  const scale = stored === 'linear' ? node.input.slice(activation + 1, activation + 3) : [];
  const input = (made: Making): string => {
    const before = floatInput(model, made, read);
    if (before !== undefined)
      return isHalf
        ? made.cast(before, made.tensor('half'), Type.FLOAT)
        : clamped(baseline, made, { real, before });
    if (stored === 'linear') return made.node('DequantizeLinear', [read, ...scale], made.tensor('input'));
    if (layer.family === 'lookup' || !isWhole(model, read))
      return isHalf && layer.family !== 'lookup' ? made.cast(read, made.tensor('half'), Type.FLOAT) : read;
    throw new Error(`the input of ${layer.name} before its quantization was not found`);
  };
  const output = realOutput(model, node);
  const end = isLast ? behindQuantization(model, output) : undefined;
  const at = node.opType === 'QGemm' ? [7, 8] : [6, 7];
  const quantized = stored === 'linear' ? at.map((position) => node.input[position] ?? '') : undefined;
  return { input, output: end ?? output, isHalf, requantize: end === undefined ? quantized : undefined };
}

/** What a tensor was before it was quantized (and dequantized again); undefined where it was not. */
export function beforeQuantization({ makers }: OpenModel, name: string): string | undefined {
  const maker = makers.get(name);
  const quantizer = maker?.opType === 'DequantizeLinear' ? makers.get(maker.input[0] ?? '') : maker;
  const isQuantizer = quantizer?.opType === 'QuantizeLinear' || quantizer?.opType === 'DynamicQuantizeLinear';
  return isQuantizer ? quantizer.input[0] : undefined;
}

/** Operators that choose or lay out values without computing with them. */
const moving = new Set(['MaxPool', 'Flatten', 'Reshape', 'Transpose', 'Squeeze', 'Unsqueeze', 'Identity']);

/** A quantized tensor as it would be without: what only moves values between two quantizations is made once more. */
function floatInput(model: OpenModel, made: Making, name: string): string | undefined {
  const before = beforeQuantization(model, name);
  const maker = model.makers.get(before ?? '');
  if (before === undefined || maker === undefined || !moving.has(maker.opType)) return before;
  const inner = floatInput(model, made, maker.input[0] ?? '');
  if (inner === undefined) return before;
  return made.node(maker.opType, [inner, ...maker.input.slice(1)], made.tensor(before), maker);
}

/** Quantizers fold a Relu or Clip into the range of what follows it: the baseline's is applied; twice is as good as once. */
function clamped(
  baseline: OpenModel,
  made: Making,
  { real, before }: { readonly real: LayerPair['baseline']; readonly before: string },
): string {
  let maker = baseline.makers.get(real.node.input[real.activation] ?? '');
  while (maker !== undefined && moving.has(maker.opType)) maker = baseline.makers.get(maker.input[0] ?? '');
  if (maker?.opType === 'Relu') return made.node('Relu', [before], made.tensor('clamped'), maker);
  if (maker?.opType !== 'Clip') return before;
  const bounds = maker.input
    .slice(1)
    .map((name, at) => (name === '' ? '' : made.keep(`bound ${at}`, constantOf(baseline, name))));
  return made.node('Clip', [before, ...bounds], made.tensor('clamped'), maker);
}

/** The model's output that a tensor becomes by nothing but quantization. */
function behindQuantization({ readers, graph }: OpenModel, name: string): string | undefined {
  const onlyReader = (tensor: string, operator: string): NodeProto | undefined => {
    const [first, second] = readers.get(tensor) ?? [];
    return second === undefined && first?.opType === operator ? first : undefined;
  };
  const quantizer = onlyReader(name, 'QuantizeLinear');
  const back = onlyReader(quantizer?.output[0] ?? name, 'DequantizeLinear')?.output[0];
  return graph.output.some((output) => output.name === back) ? back : undefined;
}

/** Whether integer arithmetic reads it: whole numbers whose scale is not here. */
function isWhole({ readers }: OpenModel, name: string): boolean {
  return (readers.get(name) ?? []).some(({ opType }) => /Integer/u.test(opType));
}

function isHalfOf(model: OpenModel, name: string): boolean {
  const tensor = model.initializers.get(name);
  if (tensor !== undefined) return typeOf(tensor) === Type.FLOAT16;
  const maker = model.makers.get(name);
  if (maker === undefined) return false;
  if (maker.opType === 'Cast')
    return maker.attribute.some((each) => each.name === 'to' && each.i === BigInt(Type.FLOAT16));
  return isHalfOf(model, maker.input[maker.opType === 'DequantizeLinear' ? 1 : 0] ?? '');
}

/** The bias to compute with, where the compressed layer adds it itself; the baseline's if it has one. */
function biasOf(baseline: OpenModel, model: OpenModel, pair: LayerPair): Numbers | undefined {
  const name = ({ bias, node }: LayerPair['baseline']): string =>
    bias === null ? '' : (node.input[bias] ?? '');
  const [own, theirs] = [name(pair.baseline), name(pair.compressed)];
  if (theirs === '') return undefined;
  return own === '' ? constantOf(model, theirs) : constantOf(baseline, own);
}

/** The nodes and tensors that take a layer's place. */
class Making {
  private readonly nodes: NodeProto[] = [];
  private readonly tensors: TensorProto[] = [];
  private readonly stem: string;

  constructor(
    private readonly model: OpenModel,
    { compressed }: LayerPair,
  ) {
    this.stem = `${compressed.name}/put-back`;
  }

  /** A name that the model does not have. */
  tensor(name: string): string {
    return `${this.stem}/${name}`;
  }

  keep(name: string, numbers: Numbers | undefined): string {
    if (numbers === undefined) throw new Error(`the ${name} of ${this.stem} can't be read`);
    const values = Float32Array.from(numbers.values);
    const rawData = new Uint8Array(values.buffer);
    const dims = numbers.dims.map(BigInt);
    const tensor = { name: this.tensor(name), dataType: Type.FLOAT, dims, rawData };
    if (!this.tensors.some((known) => known.name === tensor.name))
      this.tensors.push(create(TensorProtoSchema, tensor));
    return tensor.name;
  }

  node(opType: string, input: readonly string[], output: string, like?: NodeProto): string {
    const { attribute = [], domain = '' } = like ?? {};
    const name = `${this.stem}/${opType}/${this.nodes.length}`;
    this.nodes.push(
      create(NodeProtoSchema, { opType, name, input: [...input], output: [output], attribute, domain }),
    );
    return output;
  }

  cast(from: string, to: string, type: Type): string {
    const attribute = { name: 'to', type: AttributeProto_AttributeType.INT, i: BigInt(type) };
    const like = create(NodeProtoSchema, { attribute: [attribute] });
    return this.node('Cast', [from], to, like);
  }

  /** The model with these nodes where `old` stood; whoever made `output` before is gone with it. */
  inPlaceOf(old: NodeProto, output: string): OpenModel {
    const { graph, model } = this.model;
    const node = graph.node.flatMap((each) => {
      if (each === old) return this.nodes;
      return each.output.includes(output) ? [] : [each];
    });
    const initializer = [...graph.initializer, ...this.tensors];
    const changed = create(GraphProtoSchema, { ...graph, node, initializer });
    return indexed({ ...model, graph: changed }, this.model.raw);
  }
}
