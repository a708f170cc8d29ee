import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, type GraphProto } from 'onnx-buf';

/** A tensor that a graph computes, as far as its file tells about it. */
export interface GraphTensor {
  readonly name: string;
  /** The operator that makes it. */
  readonly operator: string;
  /** Dimensions, symbolic ones by name; null where the file does not say. */
  readonly dims: readonly (number | string)[] | null;
}

/**
 * Every named tensor that the main graph computes from its inputs, in graph order: what is made of weights alone is the
 * same for every sample, and what branches and loops hold can't be exposed.
 */
export function computedTensors(bytes: Uint8Array): readonly GraphTensor[] {
  const graph = graphOf(bytes);
  const shapes = new Map([...graph.valueInfo, ...graph.output].map((value) => [value.name, dimsOf(value)]));
  return fedNodes(graph).flatMap((node) =>
    node.output
      .filter((name) => name !== '')
      .map((name) => ({ name, operator: node.opType, dims: shapes.get(name) ?? null })),
  );
}

/** Nodes that depend on what is fed; ONNX orders nodes so that each comes after those it reads. */
function fedNodes({ node: nodes, input, initializer }: GraphProto): GraphProto['node'] {
  const weights = new Set(initializer.map(({ name }) => name));
  const fed = new Set(input.map(({ name }) => name).filter((name) => !weights.has(name)));
  return nodes.filter((node) => {
    const hasBody = node.attribute.some(({ g, graphs }) => g !== undefined || graphs.length > 0);
    const isFed = hasBody || node.input.some((name) => fed.has(name));
    if (isFed) for (const name of node.output) fed.add(name);
    return isFed;
  });
}

function graphOf(bytes: Uint8Array): GraphProto {
  const { graph } = fromBinary(ModelProtoSchema, bytes);
  if (graph === undefined) throw new Error('the file holds no graph');
  return graph;
}

function dimsOf({ type }: GraphProto['output'][number]): GraphTensor['dims'] {
  const value = type?.value;
  if (value?.case !== 'tensorType' || value.value.shape === undefined) return null;
  return value.value.shape.dim.map(({ value: dim }) =>
    dim.case === 'dimValue' ? Number(dim.value) : dim.case === 'dimParam' ? dim.value : '',
  );
}

/**
 * Bytes that make tensors outputs of a model when they follow the model's own: a message that occurs twice is merged
 * (protobuf encoding, "last one wins"), so nothing of the file is rewritten. Engines infer the types. Empty for
 * tensors that are outputs already.
 */
export function exposing(bytes: Uint8Array, tensors: readonly string[]): Uint8Array {
  const known = new Set(graphOf(bytes).output.map(({ name }) => name));
  const output = [...new Set(tensors)].filter((name) => !known.has(name)).map((name) => ({ name }));
  return output.length === 0
    ? new Uint8Array()
    : toBinary(ModelProtoSchema, create(ModelProtoSchema, { graph: { output } }));
}

/** Operators with weights: what they read is the representation that they answer from. */
const weighted = new Set([
  'Conv', 'ConvTranspose', 'ConvInteger', 'QLinearConv', 'FusedConv', 'Gemm', 'FusedGemm', 'QGemm', 'MatMul',
  'MatMulInteger', 'MatMulIntegerToFloat', 'QLinearMatMul', 'MatMulNBits', 'DynamicQuantizeMatMul', 'FusedMatMul',
]); // prettier-ignore

/** Operators that hand numbers on in another type. */
const casts = new Set(['QuantizeLinear', 'DequantizeLinear', 'DynamicQuantizeLinear', 'Cast']);

/** The graph's weighted layers, by the names of their outputs. */
export function weightedTensors(bytes: Uint8Array): readonly string[] {
  return computedTensors(bytes).flatMap(({ name, operator }) => (weighted.has(operator) ? [name] : []));
}

/**
 * The last hidden representation before an output: what the nearest weighted layer above it reads, before any
 * quantization. undefined where that layer reads the model's own input, or there is none.
 */
export function lastHidden(bytes: Uint8Array, output: string): string | undefined {
  const graph = graphOf(bytes);
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const seen = new Set<string>();
  let front = [output];
  while (front.length > 0) {
    const nodes = front.flatMap((name) => makers.get(name) ?? []);
    const layer = nodes.find(({ opType }) => weighted.has(opType));
    if (layer !== undefined) return beforeCasts(layer.input, makers);
    front = nodes.flatMap(({ input }) => input).filter((name) => !seen.has(name));
    for (const name of front) seen.add(name);
  }
  return undefined;
}

/** The first of a layer's inputs that the graph computes from more than weights. */
function beforeCasts(
  inputs: readonly string[],
  makers: ReadonlyMap<string, GraphProto['node'][number]>,
): string | undefined {
  for (const input of inputs) {
    let name = input;
    let maker = makers.get(name);
    while (maker !== undefined && casts.has(maker.opType)) {
      name = maker.input[0] ?? '';
      maker = makers.get(name);
    }
    if (maker !== undefined && maker.opType !== 'Constant') return name;
  }
  return undefined;
}
