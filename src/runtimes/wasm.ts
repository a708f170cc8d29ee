import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Engine, EngineOptions } from '../core/engine.js';
import { digestFiles, openSession, type OrtModule } from './ort.js';

/** onnxruntime-web's plain WASM build: slower, but it travels with the action and its integer arithmetic is exact. */
export const wasm: Engine = {
  name: 'wasm',
  load: (directory) => {
    const load = createRequire(join(directory, '_.js'));
    const ort = load('onnxruntime-web') as OrtModule; // the package's own types describe the same module
    let threads: number | undefined;
    return {
      identity: async () => ({
        runtime: 'onnxruntime-web',
        version: ort.env.versions.web ?? ort.env.versions.common,
        digest: await digestFiles([load.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')]),
        providers: ['wasm'],
      }),
      open: (file, options) => {
        threads = fixThreads(ort, options, threads);
        return openSession(ort, { file, as: 'bytes' }, options);
      },
    };
  },
};

/** The thread count is a property of the WASM instance: it holds for every session of the process. */
function fixThreads(ort: OrtModule, options: EngineOptions, fixed: number | undefined): number {
  if (fixed !== undefined && fixed !== options.threads) {
    throw new Error(`wasm targets must agree on threads: ${fixed} and ${options.threads}`);
  }
  ort.env.wasm.numThreads = options.threads;
  return options.threads;
}
