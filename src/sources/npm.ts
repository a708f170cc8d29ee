import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fault } from '../core/fault.js';
import { dropSecrets } from './secrets.js';

const timeoutMs = 15 * 60_000;

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/**
 * Fetches a package's archive with the npm client, which knows the user's registry, proxy and credentials.
 * Returns its path in `folder`; throws a Fault NATIVE_NOT_FETCHED. The archive is not checked here.
 */
export async function npmPack(name: string, version: string, folder: string): Promise<string> {
  const what = `${name}@${version}`;
  const ended = await run(what, folder);
  const archive = join(folder, `${name}-${version}.tgz`);
  const arrived = await access(archive).then(
    () => true,
    () => false,
  );
  if (ended.code !== 0 || !arrived) throw fault('NATIVE_NOT_FETCHED', { what, reason: reason(ended) });
  return archive;
}

/** All paths are `.`: npm.cmd needs a shell, which would split a path with blanks; and no .npmrc of the repository at hand is read. */
function run(what: string, folder: string): Promise<Ended> {
  const args = ['pack', what, '--ignore-scripts', '--loglevel=error', '--prefix=.', '--pack-destination=.'];
  const isWindows = process.platform === 'win32';
  return new Promise((resolve) => {
    const npm = spawn(isWindows ? 'npm.cmd' : 'npm', args, {
      cwd: folder,
      env: dropSecrets(process.env),
      shell: isWindows,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: timeoutMs,
    });
    let said = '';
    npm.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    npm.on('error', (error) => resolve({ code: null, said: `npm could not be started (${error.message})` }));
    npm.on('close', (code) => resolve({ code, said }));
  });
}

function reason({ code, said }: Ended): string {
  const lines = said.split('\n').map((line) => line.replace(/^npm error /, '').trim());
  const told = lines.filter((line) => line !== '' && !line.startsWith('A complete log')).slice(0, 3);
  if (told.length > 0) return told.join('; ');
  return code === null ? 'npm did not end in time' : `npm ended with code ${code} and no archive`;
}
