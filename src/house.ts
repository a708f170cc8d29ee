import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { House } from './commands/house.js';
import { kinds } from './kinds.js';
import { version } from './version.js';

/**
 * The surroundings of a shell whose compiled entry is `file`. dist keeps each entry in a folder of its own
 * (dist/cli/index.js beside dist/worker/index.js), the compiler's output keeps them side by side.
 */
export function houseOf(file: string, env: { readonly [name: string]: string | undefined }): House {
  const from = dirname(file);
  const entry = (name: string): string =>
    file.endsWith('index.js') ? join(dirname(from), name, 'index.js') : join(from, `${name}.js`);
  return {
    kinds,
    version,
    from,
    workerEntry: entry('worker'),
    pageEntry: entry('page'),
    toolCache: env['RUNNER_TOOL_CACHE'] ?? join(homedir(), '.cache'),
    env,
  };
}
