import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Compiles src/ to build/ before the first test. A type error is shown but does not stop the tests (the files are
 * written all the same); `npm run types` is what fails on it.
 */
export function setup() {
  const root = join(import.meta.dirname, '..');
  const options = ['-p', 'tsconfig.build.json', '--incremental', '--tsBuildInfoFile', 'build/.tsbuildinfo'];
  const { error, status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', ...options], {
    cwd: root,
  });
  if (error !== undefined) throw error;
  if (status !== 0) console.error('src/ has type errors; `npm run types` lists them.');
}
