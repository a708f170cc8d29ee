import { join } from 'node:path';
import { program } from '../../src/cli/program.js';
import type { Stage } from '../../src/cli/stage.js';
import { houseOf } from '../../src/house.js';

const compiled = join(import.meta.dirname, '../../build/cli.js');

/** Nothing that a run in a test keeps is met by another test. */
export const toolsIn = (folder: string): string => join(folder, '.tools');

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in this process; its workers are processes of their own. */
export async function say(
  folder: string,
  args: readonly string[],
  wanted: Partial<Stage> = {},
): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const code = await program({
    argv: ['node', 'compression-gate', ...args],
    env: {},
    cwd: folder,
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    now: () => new Date('2026-01-02T03:04:05Z'),
    house: houseOf(compiled, { RUNNER_TOOL_CACHE: toolsIn(folder) }),
    ...wanted,
  });
  return { code, ...said };
}
