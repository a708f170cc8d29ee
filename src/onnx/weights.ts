import { TensorProto_DataType as Type, type NodeProto } from 'onnx-buf';
import { typeOf, type OpenModel } from './model.js';
import { dequantize, quantize, unpackBlocks, type Scaling } from './quantization.js';
import { numbersOf, type Numbers } from './tensor.js';

/** An attribute's whole number; undefined where the node has none of this name. */
export function integer(node: NodeProto, name: string): number | undefined {
  const found = node.attribute.find((attribute) => attribute.name === name);
  return found === undefined ? undefined : Number(found.i);
}

/** The numbers behind a name that is made of weights alone: through dequantization, casts and transpositions; undefined otherwise. */
export function constantOf(model: OpenModel, name: string): Numbers | undefined {
  const tensor = model.initializers.get(name);
  if (tensor !== undefined) return numbersOf(model, tensor);
  const maker = model.makers.get(name);
  return maker && computed(model, maker);
}

/** The dimensions of what `constantOf` would give, without reading any number; undefined where nobody wrote them down. */
export function shapeOf(model: OpenModel, name: string): readonly number[] | undefined {
  const tensor = model.initializers.get(name);
  if (tensor !== undefined) return tensor.dims.map(Number);
  const maker = model.makers.get(name);
  switch (maker?.opType) {
    case 'Constant':
      return maker.attribute.find((each) => each.name === 'value')?.t?.dims.map(Number);
    case 'Transpose': {
      const dims = shapeOf(model, maker.input[0] ?? '');
      return dims !== undefined && isSwap(dims, maker) ? dims.toReversed() : undefined;
    }
    case 'Identity':
    case 'Cast':
    case 'DequantizeLinear':
    case 'QuantizeLinear':
      return shapeOf(model, maker.input[0] ?? '');
    default:
      return undefined;
  }
}

function computed(model: OpenModel, node: NodeProto): Numbers | undefined {
  const [first = ''] = node.input;
  switch (node.opType) {
    case 'Constant': {
      const tensor = node.attribute.find(({ name }) => name === 'value')?.t;
      return tensor && numbersOf(model, tensor);
    }
    case 'Identity':
    case 'Cast':
      return constantOf(model, first);
    case 'Transpose':
      return transposed(constantOf(model, first), node);
    case 'DequantizeLinear': {
      const whole = constantOf(model, first);
      const scaling = scalingOf(model, node);
      return whole && scaling && dequantize(whole, scaling);
    }
    case 'QuantizeLinear': {
      const real = constantOf(model, first);
      const scaling = scalingOf(model, node);
      const range = rangeOf(model, node);
      return real && scaling && range && quantize(real, scaling, range);
    }
    default:
      return undefined;
  }
}

function transposed(matrix: Numbers | undefined, node: NodeProto): Numbers | undefined {
  return matrix !== undefined && isSwap(matrix.dims, node) ? flipped(matrix) : undefined;
}

/** Whether a Transpose turns a matrix. */
function isSwap(dims: readonly number[], node: NodeProto): boolean {
  const order = node.attribute.find(({ name }) => name === 'perm')?.ints.map(Number) ?? [1, 0];
  return dims.length === 2 && order.length === 2 && order[0] === 1;
}

/** A matrix with rows for columns. */
export function flipped({ dims, values }: Numbers): Numbers {
  const [rows = 0, columns = 0] = dims;
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      turned[column * rows + row] = values[row * columns + column] ?? NaN;
  return { dims: [columns, rows], values: turned };
}

/** The scaling of a QuantizeLinear or DequantizeLinear whose scales are weights. */
export function scalingOf(model: OpenModel, node: NodeProto): Scaling | undefined {
  const [, scaleName = '', zeroName = ''] = node.input;
  const scale = constantOf(model, scaleName);
  const zero = zeroName === '' ? undefined : constantOf(model, zeroName);
  if (scale === undefined || (zeroName !== '' && zero === undefined)) return undefined;
  return { scale, zero, axis: integer(node, 'axis') ?? 1, block: integer(node, 'block_size') ?? 0 };
}

const ranges: ReadonlyMap<number, { readonly low: number; readonly high: number }> = new Map([
  [Type.UINT8, { low: 0, high: 255 }], [Type.INT8, { low: -128, high: 127 }],
  [Type.UINT16, { low: 0, high: 65535 }], [Type.INT16, { low: -32768, high: 32767 }],
  [Type.UINT4, { low: 0, high: 15 }], [Type.INT4, { low: -8, high: 7 }],
]); // prettier-ignore

/** What a QuantizeLinear can say at most: by the type of its zero point, uint8 without one. */
export function rangeOf(
  { initializers }: OpenModel,
  node: NodeProto,
): { readonly low: number; readonly high: number } | undefined {
  const [, , zero = ''] = node.input;
  const type = zero === '' ? (integer(node, 'output_dtype') ?? Type.UINT8) : initializers.get(zero)?.dataType;
  return type === undefined ? undefined : ranges.get(type === 0 ? Type.UINT8 : type);
}

/** A named list of inputs: whole numbers, their scale and zero point. */
export function scaledInput(
  model: OpenModel,
  { input }: NodeProto,
  [whole, scale, zero]: readonly [number, number, number],
  axis: number,
): Numbers | undefined {
  const q = constantOf(model, input[whole] ?? '');
  const s = constantOf(model, input[scale] ?? '');
  const name = input[zero] ?? '';
  const z = name === '' ? undefined : constantOf(model, name);
  if (q === undefined || s === undefined || (name !== '' && z === undefined)) return undefined;
  return dequantize(q, { scale: s, zero: z, axis, block: 0 });
}

/** What MatMulNBits multiplies with, [K, N]. */
export function blockWeight(model: OpenModel, node: NodeProto): Numbers | undefined {
  const [, packedName = '', scaleName = '', zeroName = '', order = ''] = node.input;
  const packed = model.initializers.get(packedName);
  const scales = constantOf(model, scaleName);
  const bytes = packed && model.raw(packed);
  const zero = zeroName === '' ? undefined : model.initializers.get(zeroName);
  if (bytes === undefined || scales === undefined || order !== '') return undefined;
  if (zeroName !== '' && zero === undefined) return undefined;
  const zeros = zero && (typeOf(zero) === Type.UINT8 ? model.raw(zero) : numbersOf(model, zero)?.values);
  const blocks = {
    inputs: integer(node, 'K') ?? 0,
    outputs: integer(node, 'N') ?? 0,
    bits: integer(node, 'bits') ?? 4,
    block: integer(node, 'block_size') ?? 0,
  };
  return unpackBlocks(bytes, scales.values, { zeros, blocks });
}
