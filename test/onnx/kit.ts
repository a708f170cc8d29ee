import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelFile, Session } from '../../src/core/engine.js';
import { layersOf } from '../../src/onnx/layers.js';
import { openModel, type OpenModel } from '../../src/onnx/model.js';
import { pairLayers, type Pairing } from '../../src/onnx/pair.js';
import { native } from '../../src/runtimes/native.js';

const folder = join(import.meta.dirname, '../fixtures/quantized');

type Kind = 'pre_qdq' | 'post_qdq' | 'float';

interface Expected {
  readonly weights: { readonly [name: string]: number };
  readonly activations: {
    readonly [name: string]: { readonly qdq_err: number; readonly xmodel_err: number };
  };
  /** Little-endian float32 in base64. */
  readonly values: { readonly [name: string]: { readonly [kind in Kind]: string } };
  readonly images: readonly (readonly number[])[];
  readonly vectors: readonly (readonly number[])[];
}

/** What onnxruntime's own loss debugger measured; the script beside it says how. */
export const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected; // make.py wrote it

/** A tensor before its quantization, behind it, or of the float model. */
export function valuesOf(name: string, kind: Kind): number[] {
  const bytes = Buffer.from(expected.values[name]?.[kind] ?? '', 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(4 * at));
}

export function fileOf(name: string): ModelFile {
  return { path: join(folder, `${name}.onnx`), external: [] };
}

export function open(name: string): OpenModel {
  return openModel(fileOf(name));
}

export function paired(baseline: OpenModel, compressed: OpenModel): Pairing {
  const side = (model: OpenModel): Parameters<typeof pairLayers>[0] => ({ model, layers: layersOf(model) });
  return pairLayers(side(baseline), side(compressed));
}

/** Runs a model on rows and returns one output's numbers. */
export async function run(
  bytes: Uint8Array,
  rows: readonly (readonly number[])[],
  dims: readonly number[],
): Promise<Map<string, number[]>> {
  const scratch = mkdtempSync(join(tmpdir(), 'model-'));
  const path = join(scratch, 'model.onnx');
  writeFileSync(path, bytes);
  const session: Session = await native
    .load(join(import.meta.dirname, '..'))
    .open({ path, external: [] }, { threads: 1, graphOptimization: 'disabled', session: {} });
  try {
    const x = {
      type: 'float32',
      dims: [rows.length, ...dims],
      data: Float32Array.from(rows.flat()),
    } as const;
    const outputs = await session.run(new Map([['x', x]]));
    return new Map([...outputs].map(([name, { data }]) => [name, Array.from(data as Float32Array)])); // float models
  } finally {
    await session.close();
    rmSync(scratch, { recursive: true });
  }
}
