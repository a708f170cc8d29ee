import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type * as Ort from 'onnxruntime-common';
import type { EngineOptions, ModelFile, Session } from '../core/engine.js';
import {
  elementTypes,
  type ElementType,
  type Tensor,
  type TensorData,
  type TensorShape,
} from '../core/tensor.js';

/** The part of ONNX Runtime's JavaScript API that both engines share. */
export type OrtModule = Pick<typeof Ort, 'InferenceSession' | 'Tensor' | 'env'>;

/**
 * Node 24's Float16Array breaks float16 inputs in ONNX Runtime's binding (it expects Uint16Array), and makes
 * outputs differ in class between Node versions. Without the global both versions use Uint16Array.
 * Must run before the first tensor is made; workers only.
 */
export function hideFloat16Array(): void {
  Reflect.deleteProperty(globalThis, 'Float16Array');
}

/** Opens a session over either engine; `model` is a path (native) or bytes with external data (WASM). */
export async function openSession(
  ort: OrtModule,
  model: { file: ModelFile; as: 'path' | 'bytes' },
  options: EngineOptions,
): Promise<Session> {
  const settings = await sessionOptions(model, options);
  const session =
    model.as === 'path' && model.file.patch === undefined
      ? await ort.InferenceSession.create(model.file.path, settings)
      : await ort.InferenceSession.create(await readModel(model.file), settings);
  try {
    return wrap(ort, session);
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function readModel({ path, patch }: ModelFile): Promise<Uint8Array> {
  const bytes = await readFile(path);
  return patch === undefined ? bytes : Buffer.concat([bytes, patch]);
}

/** Opened from bytes, the native engine is told where the model's other files lie. */
function sessionEntries(
  { as, file }: { file: ModelFile; as: 'path' | 'bytes' },
  { session }: EngineOptions,
): { readonly [entry: string]: string } {
  if (as === 'bytes' || file.patch === undefined || file.external.length === 0) return session;
  return { ...session, model_external_initializers_file_folder_path: dirname(file.path) };
}

async function sessionOptions(
  model: { file: ModelFile; as: 'path' | 'bytes' },
  options: EngineOptions,
): Promise<Ort.InferenceSession.SessionOptions> {
  const entries = sessionEntries(model, options);
  const external = model.as === 'path' ? [] : await Promise.all(model.file.external.map(readExternal));
  return {
    executionProviders: [model.as === 'path' ? 'cpu' : 'wasm'],
    graphOptimizationLevel: options.graphOptimization,
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
    ...(external.length > 0 && { externalData: external }),
    ...(Object.keys(entries).length > 0 && { extra: { session: { ...entries } } }),
  };
}

async function readExternal(
  entry: ModelFile['external'][number],
): Promise<{ path: string; data: Uint8Array }> {
  return { path: entry.location, data: await readFile(entry.path) };
}

function wrap(ort: OrtModule, session: Ort.InferenceSession): Session {
  const outputs = shapes(session.outputMetadata);
  return {
    inputs: shapes(session.inputMetadata),
    outputs,
    run: async (feeds) => {
      const made: Record<string, Ort.Tensor> = {};
      for (const [name, tensor] of feeds) made[name] = toOrt(ort, tensor);
      const results = await session.run(made);
      return new Map(outputs.map(({ name }) => [name, fromOrt(results[name])]));
    },
    close: () => session.release(),
  };
}

/** int4 outputs abort the process when they are read, so unknown types are refused before the first run. */
function shapes(metadata: readonly Ort.InferenceSession.ValueMetadata[]): TensorShape[] {
  return metadata.map((value) => {
    if (!value.isTensor)
      throw new Error(`${value.name} is not a tensor (sequences and maps are not supported)`);
    const type = elementTypes.find((known) => known === value.type);
    if (type === undefined)
      throw new Error(`${value.name} has type ${value.type}, which can't be read from JavaScript`);
    // An unknown rank and a scalar both arrive as an empty shape.
    return { name: value.name, type, dims: value.shape.length === 0 ? null : value.shape.map(dimension) };
  });
}

/** The WASM engine says 2³² − 1 (−1 as unsigned) for an open dimension without a name. */
function dimension(dim: number | string): number | string {
  return typeof dim === 'number' && (dim < 0 || dim === 0xffffffff) ? '' : dim;
}

function toOrt(ort: OrtModule, tensor: Tensor): Ort.Tensor {
  // The constructor's overloads tie type to data; core's Tensor keeps that tie at run time.
  const make = ort.Tensor as unknown as new (
    type: ElementType,
    data: TensorData,
    dims: readonly number[],
  ) => Ort.Tensor;
  return new make(tensor.type, tensor.data, tensor.dims);
}

function fromOrt(tensor: Ort.Tensor | undefined): Tensor {
  if (tensor === undefined) throw new Error('the engine returned no value for a declared output');
  const type = elementTypes.find((known) => known === tensor.type);
  if (type === undefined) throw new Error(`the engine returned type ${tensor.type}`);
  return { type, dims: tensor.dims, data: tensor.data };
}

/** SHA-256 over files, in the order given. */
export async function digestFiles(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) await pipeline(createReadStream(path), hash, { end: false });
  return hash.digest('hex');
}
