import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { fromBinary } from '@bufbuild/protobuf';
import {
  ModelProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
} from 'onnx-buf';
import type { ModelFile } from '../core/engine.js';

/** A model file opened to be looked into: its graph by names, and the bytes of its tensors. */
export interface OpenModel {
  readonly model: ModelProto;
  readonly graph: GraphProto;
  readonly initializers: ReadonlyMap<string, TensorProto>;
  /** The node that makes each tensor. */
  readonly makers: ReadonlyMap<string, NodeProto>;
  /** The nodes that read each tensor. */
  readonly readers: ReadonlyMap<string, readonly NodeProto[]>;
  /** Raw little-endian bytes of a tensor that keeps them so, wherever they lie; undefined for one that keeps numbers in fields. */
  raw(tensor: TensorProto): Uint8Array | undefined;
}

/** Throws a plain Error where the file is no model, or names a file of weights that nobody has looked at. */
export function openModel(file: ModelFile): OpenModel {
  const model = fromBinary(ModelProtoSchema, readFileSync(file.path));
  return indexed(model, (tensor) => rawOf(tensor, file));
}

/** A model, also a changed one, by names. */
export function indexed(model: ModelProto, raw: OpenModel['raw']): OpenModel {
  const { graph } = model;
  if (graph === undefined) throw new Error('the file holds no graph');
  return {
    model,
    graph,
    initializers: new Map(graph.initializer.map((tensor) => [tensor.name, tensor])),
    makers: new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const))),
    readers: readersOf(graph),
    raw,
  };
}

function readersOf({ node: nodes }: GraphProto): Map<string, NodeProto[]> {
  const readers = new Map<string, NodeProto[]>();
  for (const node of nodes) {
    for (const name of new Set(node.input)) {
      const known = readers.get(name);
      if (known) known.push(node);
      else readers.set(name, [node]);
    }
  }
  return readers;
}

function rawOf(tensor: TensorProto, file: ModelFile): Uint8Array | undefined {
  if (tensor.dataLocation !== TensorProto_DataLocation.EXTERNAL)
    return tensor.rawData.length > 0 ? tensor.rawData : undefined;
  const entry = (key: string): string | undefined =>
    tensor.externalData.find((each) => each.key === key)?.value;
  const place = file.external.find(({ location }) => location === entry('location'));
  if (place === undefined) throw new Error(`${tensor.name} lies in a file that was not looked at`);
  const offset = Number(entry('offset') ?? 0);
  const length = Number(entry('length') ?? statSync(place.path).size - offset); // to the end, where none is given
  return readRange(place.path, { offset, length, name: tensor.name });
}

/** The most that is read at once; the system reads no 2 GiB. */
const piece = 1_073_741_824;

function readRange(
  path: string,
  { offset, length, name }: { readonly offset: number; readonly length: number; readonly name: string },
): Uint8Array {
  const bytes = new Uint8Array(length);
  const descriptor = openSync(path, 'r');
  try {
    for (let at = 0; at < length;) {
      const read = readSync(descriptor, bytes, at, Math.min(piece, length - at), offset + at);
      if (read === 0) throw new Error(`${name} has ${at} of ${length} bytes`);
      at += read;
    }
  } finally {
    closeSync(descriptor);
  }
  return bytes;
}

/** Files may hold any number where a type belongs. */
const types: ReadonlyMap<number, TensorProto_DataType> = new Map(
  Object.values(TensorProto_DataType).flatMap((type) => (typeof type === 'number' ? [[type, type]] : [])),
);

/** The type of a tensor's numbers. */
export function typeOf({ dataType }: TensorProto): TensorProto_DataType {
  return types.get(dataType) ?? TensorProto_DataType.UNDEFINED;
}
