import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fault } from '../core/fault.js';

/**
 * The directory that the WASM engine is loaded from, `createRequire(join(directory, '_.js'))('onnxruntime-web')`:
 * `wasm` beside the folder of a shell's bundle (dist), else the bundle's own folder when Node resolves the package
 * from there (a checkout). Throws a Fault WASM_MISSING when neither is so.
 */
export function findWasm(from: string): string {
  const beside = join(dirname(from), 'wasm');
  if (existsSync(join(beside, 'package.json')) && holdsEngine(beside)) return beside;
  if (holdsEngine(from)) return from;
  throw fault('WASM_MISSING', { path: beside });
}

function holdsEngine(directory: string): boolean {
  try {
    createRequire(join(directory, '_.js')).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
    return true;
  } catch {
    return false; // resolve has no other way to say no
  }
}
