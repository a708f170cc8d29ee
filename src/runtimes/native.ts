import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Engine } from '../core/engine.js';
import { digestFiles, openSession, type OrtModule } from './ort.js';

/** onnxruntime-node from a run-time directory: a bundler must not see the name, its binaries can't travel in a bundle. */
export const native: Engine = {
  name: 'native',
  load: (directory) => {
    const load = createRequire(join(directory, '_.js'));
    const ort = load('onnxruntime-node') as OrtModule; // the package's own types describe the same module
    return {
      identity: async () => {
        const root = dirname(dirname(load.resolve('onnxruntime-node')));
        const folder = join(root, 'bin', 'napi-v6', process.platform, process.arch);
        const files = readdirSync(folder).sort();
        return {
          runtime: 'onnxruntime-node',
          version: ort.env.versions.node ?? ort.env.versions.common,
          digest: await digestFiles(files.map((file) => join(folder, file))),
          providers: ['cpu'],
        };
      },
      open: (file, options) => openSession(ort, { file, as: 'path' }, options),
    };
  },
};
