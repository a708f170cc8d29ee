import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scratch } from './arrange.js';

/** An environment in which git knows nothing of this machine's settings. */
export function bareEnv(config = ''): Record<string, string> {
  const home = scratch('home');
  const global = join(home, 'gitconfig');
  writeFileSync(
    global,
    `[user]\n\tname = A\n\temail = a@example.org\n[init]\n\tdefaultBranch = main\n${config}`,
  );
  const own = { HOME: home, GIT_CONFIG_GLOBAL: global, GIT_CONFIG_NOSYSTEM: '1' };
  return { PATH: process.env['PATH'] ?? '', ...own };
}

/** The settings that `git lfs install` writes. */
export const lfsConfig = `[filter "lfs"]
\tclean = git-lfs clean -- %f
\tsmudge = git-lfs smudge -- %f
\tprocess = git-lfs filter-process
\trequired = true
`;

export const hasLfs = spawnSync('git', ['lfs', 'version']).status === 0;

export interface Repository {
  readonly directory: string;
  git(...args: readonly string[]): string;
  /** Writes the files, commits everything, returns the commit. */
  commit(files: { readonly [path: string]: string | Buffer }): string;
}

export function repository(env = bareEnv(), directory = scratch('repository')): Repository {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: directory,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  git('init', '--quiet');
  const commit = (files: { readonly [path: string]: string | Buffer }): string => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', 'more');
    return git('rev-parse', 'HEAD');
  };
  return { directory, git, commit };
}

/** A clone of a repository through its own protocol, so that `--depth` counts. */
export function clone(from: Repository, env: Record<string, string>, ...options: readonly string[]): string {
  const directory = scratch('clone');
  execFileSync('git', ['clone', '--quiet', ...options, `file://${from.directory}`, directory], {
    env,
    stdio: 'pipe',
  });
  return directory;
}
