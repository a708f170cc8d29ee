import { spawn } from 'node:child_process';
import { fault } from '../core/fault.js';
import type { SourcePlaces } from './places.js';
import { dropSecrets } from './secrets.js';

const timeoutMs = 30 * 60_000;

export interface GitEnd {
  readonly code: number | null;
  /** What git wrote to its error stream, in one line. */
  readonly said: string;
}

/**
 * Runs git in the working directory and hands over its output as it comes.
 * Throws a Fault SOURCE_GIT_UNUSABLE when git can't be started, and whatever `take` throws.
 */
export async function runGit(
  args: readonly string[],
  places: SourcePlaces,
  take: (chunk: Buffer) => Promise<void> | void,
): Promise<GitEnd> {
  const { directory, env, signal } = places;
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const options = { cwd: directory, env: gitEnv(env), stdio, timeout: timeoutMs, ...(signal && { signal }) };
  const git = spawn('git', args, options);
  let said = '';
  git.stderr.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-4000)));
  const ended = new Promise<GitEnd>((resolve) => {
    git.on('error', (error) => resolve({ code: null, said: error.message }));
    git.on('close', (code) => resolve({ code, said: inOneLine(said) }));
  });
  try {
    for await (const chunk of git.stdout) await take(chunk as Buffer); // no encoding was set
  } finally {
    git.kill();
  }
  const end = await ended;
  signal?.throwIfAborted();
  if (git.pid === undefined) throw fault('SOURCE_GIT_UNUSABLE', { reason: end.said }, places.place);
  return end;
}

/** What git prints, for commands that print little. */
export async function askGit(
  args: readonly string[],
  places: SourcePlaces,
): Promise<GitEnd & { readonly output: string }> {
  const chunks: Buffer[] = [];
  const end = await runGit(args, places, (chunk) => void chunks.push(chunk));
  return { ...end, output: Buffer.concat(chunks).toString('utf8') };
}

/** It may not stop to ask for a password, and LFS files are wanted whatever the checkout left out. */
function gitEnv(env: SourcePlaces['env']): NodeJS.ProcessEnv {
  const { GIT_LFS_SKIP_SMUDGE: _skip, HF_TOKEN: _token, ...rest } = dropSecrets(env);
  return { ...rest, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}

function inOneLine(said: string): string {
  const lines = said.split(/\r?\n/).map((line) => line.replace(/^(fatal|error|warning): /, '').trim());
  const told = lines.filter((line) => line !== '');
  return told.length === 0 ? 'git gave no reason' : told.slice(0, 4).join('; ');
}
