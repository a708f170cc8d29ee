import { fromBinary } from '@bufbuild/protobuf';
import {
  ModelProtoSchema,
  TensorProto_DataLocation,
  type AttributeProto,
  type GraphProto,
  type ModelProto,
  type SparseTensorProto,
  type TensorProto,
} from 'onnx-buf';

/** What the gate needs to know of a model file without running it. */
export interface GraphFacts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The first dimension of each input where the graph fixes it. */
  readonly fixedFirst: readonly { readonly input: string; readonly size: number }[];
  /** Dynamic quantization computes its scales over the whole batch: answers depend on batch-mates. */
  readonly quantizesDynamically: boolean;
  /** Files the weights are spread over, relative to the model's folder, without repeats. */
  readonly external: readonly string[];
}

/** Operators whose result for one sample depends on the rest of the batch. */
const batchDependent = new Set(['DynamicQuantizeLinear', 'DynamicQuantizeMatMul', 'DynamicQuantizeLSTM']);

/** Reads an ONNX ModelProto; throws a plain Error when the bytes are not one. */
export function readGraph(bytes: Uint8Array): GraphFacts {
  const model = fromBinary(ModelProtoSchema, bytes);
  const graph = model.graph;
  if (graph === undefined || graph.output.length === 0) throw new Error('the file holds no graph');
  const initializers = new Set(graph.initializer.map((tensor) => tensor.name));
  const inputs = graph.input.filter((input) => !initializers.has(input.name));
  return {
    inputs: inputs.map((input) => input.name),
    outputs: graph.output.map((output) => output.name),
    fixedFirst: inputs.flatMap(fixedFirst),
    quantizesDynamically: operators(model).some((name) => batchDependent.has(name)),
    external: [...new Set(tensorsOf(model).flatMap(externalLocation))],
  };
}

function fixedFirst({ name, type }: GraphProto['input'][number]): { input: string; size: number }[] {
  const value = type?.value;
  const dim = value?.case === 'tensorType' ? value.value.shape?.dim[0]?.value : undefined;
  return dim?.case === 'dimValue' && dim.value > 0n ? [{ input: name, size: Number(dim.value) }] : [];
}

function operators(model: ModelProto): string[] {
  return [model.graph?.node ?? [], ...model.functions.map((body) => body.node)].flatMap(operatorsOf);
}

function operatorsOf(nodes: GraphProto['node']): string[] {
  return nodes.flatMap((node) => [
    node.opType,
    ...node.attribute.flatMap(bodies).flatMap((body) => operatorsOf(body.node)),
  ]);
}

/** The graphs that an attribute holds: branches and bodies of loops. */
function bodies({ g, graphs }: AttributeProto): GraphProto[] {
  return g === undefined ? graphs : [g, ...graphs];
}

/** Every tensor of the file, wherever it stands. */
function tensorsOf({ graph, functions }: ModelProto): TensorProto[] {
  const own = graph === undefined ? [] : inGraph(graph);
  return [...own, ...functions.flatMap((body) => inNodes(body.node))];
}

function inGraph(graph: GraphProto): TensorProto[] {
  const sparse = graph.sparseInitializer.flatMap(parts);
  return [...graph.initializer, ...sparse, ...inNodes(graph.node)];
}

function inNodes(nodes: GraphProto['node']): TensorProto[] {
  return nodes.flatMap((node) => node.attribute.flatMap(inAttribute));
}

function inAttribute(attribute: AttributeProto): TensorProto[] {
  const { t, tensors, sparseTensor, sparseTensors } = attribute;
  const sparse = [...(sparseTensor === undefined ? [] : [sparseTensor]), ...sparseTensors].flatMap(parts);
  return [...(t === undefined ? [] : [t]), ...tensors, ...sparse, ...bodies(attribute).flatMap(inGraph)];
}

function parts({ values, indices }: SparseTensorProto): TensorProto[] {
  return [values, indices].filter((tensor) => tensor !== undefined);
}

function externalLocation(tensor: TensorProto): string[] {
  if (tensor.dataLocation !== TensorProto_DataLocation.EXTERNAL) return [];
  const location = tensor.externalData.find((entry) => entry.key === 'location')?.value;
  return location === undefined || location === '' ? [] : [location];
}
