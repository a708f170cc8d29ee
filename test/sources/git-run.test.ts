import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { askGit, runGit } from '../../src/sources/git-run.js';
import { findingOf, places, scratch } from './arrange.js';
import { bareEnv } from './repository.js';

describe('git', () => {
  it('answers with its output and its exit code', async () => {
    expect(await askGit(['--version'], places({ env: bareEnv() }))).toMatchObject({
      code: 0,
      output: execFileSync('git', ['--version'], { encoding: 'utf8' }),
    });
  });

  it('tells its reason in one line, without its own marks', async () => {
    const { code, said } = await askGit(['rev-parse', 'HEAD'], places({ env: bareEnv() }));
    expect(code).toBe(128);
    expect(said).toMatch(/^not a git repository[^\n]*$/);
  });

  it('sees neither tokens nor the wish to leave LFS files out, and may not ask', async () => {
    const secret = {
      HF_TOKEN: 's',
      'INPUT_GITHUB-TOKEN': 's',
      ACTIONS_RUNTIME_TOKEN: 's',
      GIT_LFS_SKIP_SMUDGE: '1',
    };
    const own = places({ env: { ...bareEnv(), ...secret } });
    const { output } = await askGit(['-c', 'alias.env=!env', 'env'], own);
    expect(output).not.toMatch(/HF_TOKEN|INPUT_|ACTIONS_|SKIP_SMUDGE/);
    expect(output).toContain('GIT_TERMINAL_PROMPT=0');
  });

  it('is ended when its output is not wanted any more', async () => {
    const own = places({ env: bareEnv() });
    const endless = runGit(['-c', 'alias.y=!yes', 'y'], own, () => {
      throw new Error('enough');
    });
    await expect(endless).rejects.toThrow('enough');
  });

  it('is missed', async () => {
    const own = places({ env: { PATH: scratch('empty') } });
    expect((await findingOf(askGit(['--version'], own))).code).toBe('SOURCE_GIT_UNUSABLE');
  });
});
