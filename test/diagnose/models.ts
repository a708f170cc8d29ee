import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType as Kind,
  ModelProtoSchema,
  TensorProto_DataType as Type,
  type ModelProto,
} from 'onnx-buf';
import { rng, type Stream } from '../../src/core/rng.js';

/** Weights of a tiny network by name, row-major. */
export type Weights = Map<string, { readonly dims: readonly number[]; values: Float32Array }>;

export interface Net {
  readonly name: 'mlp' | 'cnn' | 'transformer';
  /** One sample's dimensions. */
  readonly input: readonly number[];
  readonly weights: Weights;
  /** Names of the weights of layers, in graph order; the last is the head. */
  readonly layers: readonly string[];
  readonly nodes: readonly Node[];
}

type Node = readonly [
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes?: { readonly [name: string]: number | readonly number[] },
];

function attributesOf(given: { readonly [name: string]: number | readonly number[] }): object[] {
  return Object.entries(given).map(([name, value]) =>
    typeof value === 'number'
      ? name === 'alpha' || name === 'epsilon'
        ? { name, type: Kind.FLOAT, f: value }
        : { name, type: Kind.INT, i: BigInt(value) }
      : { name, type: Kind.INTS, ints: value.map(BigInt) },
  );
}

/** The model file of a net with these weights; opset 17. */
export function modelOf({ name, input, nodes }: Net, weights: Weights): Uint8Array {
  const dimension = (dim: number | string): object =>
    typeof dim === 'number'
      ? { value: { case: 'dimValue', value: BigInt(dim) } }
      : { value: { case: 'dimParam', value: dim } };
  const tensor = (dims: readonly (number | string)[]): object => ({
    value: { case: 'tensorType', value: { elemType: Type.FLOAT, shape: { dim: dims.map(dimension) } } },
  });
  const model = {
    irVersion: 8n,
    opsetImport: [{ domain: '', version: 17n }],
    graph: {
      name,
      node: nodes.map(([opType, inputs, output, attributes = {}]) => ({
        opType,
        name: `/${output}`,
        input: [...inputs],
        output: [output],
        attribute: attributesOf(attributes),
      })),
      initializer: [...weights].map(([weight, { dims, values }]) => ({
        name: weight,
        dataType: Type.FLOAT,
        dims: dims.map(BigInt),
        rawData: new Uint8Array(values.slice().buffer),
      })),
      input: [{ name: 'x', type: tensor(['n', ...input]) }],
      output: [{ name: 'logits', type: tensor(['n', 5]) }],
    },
  };
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, model as unknown as ModelProto)); // literals of the message's own shape
}

/** Numbers near the normal distribution: four uniform ones. */
function normal(random: Stream): number {
  return (random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2) * 1.732;
}

function weightsOf(
  random: Stream,
  shapes: { readonly [name: string]: readonly number[] },
  fanIn: (dims: readonly number[]) => number,
): Weights {
  return new Map(
    Object.entries(shapes).map(([name, dims]) => {
      const size = dims.reduce((product, dim) => product * dim, 1);
      const scale = 1 / Math.sqrt(fanIn(dims));
      return [name, { dims, values: Float32Array.from({ length: size }, () => normal(random) * scale) }];
    }),
  );
}

const product = (dims: readonly number[]): number => dims.reduce((size, dim) => size * dim, 1);

function mlp(random: Stream): Net {
  const weights = weightsOf(
    random,
    { w1: [16, 24], w2: [24, 24], w3: [24, 24], w4: [24, 5] },
    ([rows = 1]) => rows / 2,
  );
  const nodes: Node[] = [
    ['MatMul', ['x', 'w1'], 'm1'], ['Relu', ['m1'], 'r1'], ['MatMul', ['r1', 'w2'], 'm2'], ['Relu', ['m2'], 'r2'],
    ['MatMul', ['r2', 'w3'], 'm3'], ['Relu', ['m3'], 'r3'], ['MatMul', ['r3', 'w4'], 'logits'],
  ]; // prettier-ignore
  return { name: 'mlp', input: [16], weights, nodes, layers: ['/m1', '/m2', '/m3', '/logits'] };
}

function cnn(random: Stream): Net {
  const weights = weightsOf(
    random,
    { w1: [6, 1, 3, 3], w2: [8, 6, 3, 3], w3: [8, 8, 3, 3], w4: [128, 5] },
    (dims) => (dims.length === 4 ? product(dims.slice(1)) / 2 : 64),
  );
  const same = { pads: [1, 1, 1, 1] };
  const nodes: Node[] = [
    ['Conv', ['x', 'w1'], 'c1', same], ['Relu', ['c1'], 'r1'],
    ['MaxPool', ['r1'], 'p1', { kernel_shape: [2, 2], strides: [2, 2] }],
    ['Conv', ['p1', 'w2'], 'c2', same], ['Relu', ['c2'], 'r2'], ['Conv', ['r2', 'w3'], 'c3', same], ['Relu', ['c3'], 'r3'],
    ['Flatten', ['r3'], 'f'], ['MatMul', ['f', 'w4'], 'logits'],
  ]; // prettier-ignore
  return { name: 'cnn', input: [1, 8, 8], weights, nodes, layers: ['/c1', '/c2', '/c3', '/logits'] };
}

/** One block of single-head attention over 6 tokens of width 12, and its feed-forward part; the mean of tokens is classified. */
function transformer(random: Stream): Net {
  const wide = {
    wq: [12, 12],
    wk: [12, 12],
    wv: [12, 12],
    wo: [12, 12],
    wu: [12, 24],
    wd: [24, 12],
    wh: [12, 5],
  };
  const weights = weightsOf(random, wide, ([rows = 1]) => rows / 2);
  const ones = Float32Array.from({ length: 12 }, () => 1);
  weights.set('g', { dims: [12], values: ones });
  weights.set('root', { dims: [1], values: Float32Array.of(3.4641016) });
  const nodes: Node[] = [
    ['MatMul', ['x', 'wq'], 'q'], ['MatMul', ['x', 'wk'], 'k'], ['MatMul', ['x', 'wv'], 'v'],
    ['Transpose', ['k'], 'kt', { perm: [0, 2, 1] }], ['MatMul', ['q', 'kt'], 's'], ['Div', ['s', 'root'], 'sd'],
    ['Softmax', ['sd'], 'a', { axis: -1 }], ['MatMul', ['a', 'v'], 'av'], ['MatMul', ['av', 'wo'], 'o'],
    ['Add', ['x', 'o'], 'h'], ['LayerNormalization', ['h', 'g'], 'n', { axis: -1 }],
    ['MatMul', ['n', 'wu'], 'u'], ['Relu', ['u'], 'ur'], ['MatMul', ['ur', 'wd'], 'd'], ['Add', ['h', 'd'], 'e'],
    ['ReduceMean', ['e'], 'mean', { axes: [1], keepdims: 0 }], ['MatMul', ['mean', 'wh'], 'logits'],
  ]; // prettier-ignore
  return {
    name: 'transformer',
    input: [6, 12],
    weights,
    nodes,
    layers: ['/q', '/k', '/v', '/o', '/u', '/d', '/logits'],
  };
}

export const nets = { mlp, cnn, transformer } as const;

export function randomNet(name: keyof typeof nets, seed: number): Net {
  return nets[name](rng('test net', seed, name));
}

/** 8-bit rounding of every layer, per tensor: the harmless noise that a fault hides in. */
export function rounded(weights: Weights): Weights {
  return new Map(
    [...weights].map(([name, weight]) => {
      const step = weight.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
      return [name, { ...weight, values: weight.values.map((value) => Math.round(value / step) * step) }];
    }),
  );
}

export const faults = [
  'scale broken',
  'channel blown up',
  'pruned to zero',
  'head transposed',
  'labels swapped',
] as const;

/** Plants a fault in a layer's weight; the last two are faults of the head. */
export function plant(weights: Weights, name: string, fault: (typeof faults)[number], random: Stream): void {
  const weight = weights.get(name);
  if (weight === undefined) throw new Error(`no weight ${name}`);
  const { dims, values } = weight;
  const isConv = dims.length === 4;
  const columns = isConv ? (dims[0] ?? 1) : (dims.at(-1) ?? 1);
  const inner = isConv ? values.length / columns : 1;
  const column = (at: number): number => Math.floor(at / inner) % columns;
  const chosen = Math.floor(random.uniform() * columns);
  const changed: { readonly [F in typeof fault]: (value: number, at: number) => number } = {
    'scale broken': (value) => value * -1.7,
    'channel blown up': (value, at) => (column(at) === chosen ? value * 40 + 2 : value),
    'pruned to zero': () => 0,
    'head transposed': (_, at) =>
      values[(at % columns) * (values.length / columns) + Math.floor(at / columns)] ?? NaN,
    'labels swapped': (_, at) => values[at - column(at) + ((column(at) + 1) % columns)] ?? NaN,
  };
  weight.values = values.map(changed[fault]);
}
