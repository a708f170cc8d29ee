import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { word } from '../../src/core/fault.js';
import type { GitSource } from '../../src/core/source.js';
import { fetchBeside, fetchSource } from '../../src/sources/fetch.js';
import { filesIn, findingOf, places, scratch, sha256 } from './arrange.js';
import { bareEnv, clone, hasLfs, lfsConfig, repository } from './repository.js';

const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7) % 256));

function source(text: string): GitSource {
  const colon = text.indexOf(':');
  return { is: 'git', ref: text.slice(0, colon), path: text.slice(colon + 1) };
}

describe('a file in the history', () => {
  it('is read at a branch, a tag, a commit, or relative to one', async () => {
    const env = bareEnv();
    const { directory, git, commit } = repository(env);
    const first = commit({ 'models/base.onnx': bytes });
    git('tag', 'v1');
    commit({ 'models/base.onnx': 'newer' });
    const read = async (text: string): Promise<string> =>
      sha256(readFileSync((await fetchSource(source(text), places({ directory, env }))).path));
    for (const ref of ['v1', first, first.slice(0, 10), 'main~1', 'HEAD^', 'refs/tags/v1'])
      expect(await read(`${ref}:models/base.onnx`)).toBe(sha256(bytes));
    expect(await read('main:models/base.onnx')).toBe(sha256('newer'));
  });

  it('keeps every byte, its name, and its digest in the cache', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    const id = commit({ 'models/base.onnx': bytes });
    const own = places({ directory, env });
    const found = await fetchSource(source('main:models/base.onnx'), own);
    expect(found).toMatchObject({ shown: 'main:models/base.onnx', source: { ref: id } });
    expect(found.path).toMatch(/base\.onnx$/);
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
    expect(filesIn(own.cacheDir)).toContain(`sha256/${sha256(bytes)}`);
  });

  it('may have a name that git would read as a pattern', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    commit({ 'odd names/[m]*ü.onnx': bytes, 'odd names/mm.onnx': 'other' });
    const { path } = await fetchSource(source('main:odd names/[m]*ü.onnx'), places({ directory, env }));
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('counts from the root, and with ./ from the working directory', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    commit({ 'a.npz': 'at the root', 'sub/a.npz': 'below' });
    const own = places({ directory: join(directory, 'sub'), env });
    expect(readFileSync((await fetchSource(source('main:a.npz'), own)).path, 'utf8')).toBe('at the root');
    expect(readFileSync((await fetchSource(source('main:./a.npz'), own)).path, 'utf8')).toBe('below');
  });

  it('is read as a checkout would have it: filters are applied', async () => {
    const env = bareEnv('[filter "loud"]\n\tsmudge = tr a-z A-Z\n\tclean = cat\n');
    const { directory, commit } = repository(env);
    commit({ '.gitattributes': '*.txt filter=loud', 'names.txt': 'coat' });
    const { path } = await fetchSource(source('main:names.txt'), places({ directory, env }));
    expect(readFileSync(path, 'utf8')).toBe('COAT');
  });

  it('is refused over the cap', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    commit({ 'base.onnx': bytes });
    const own = places({ directory, env, limits: { maxBytes: 2999 } });
    expect((await findingOf(fetchSource(source('main:base.onnx'), own))).code).toBe('SOURCE_TOO_LARGE');
    expect(filesIn(own.cacheDir)).toEqual([]);
  });
});

describe('what is no file in the history', () => {
  const env = bareEnv();
  const { directory, commit } = repository(env);
  commit({ 'models/base.onnx': bytes });
  symlinkSync('base.onnx', join(directory, 'models/link.onnx'));
  commit({});

  const rows: readonly (readonly [string, string, string])[] = [
    ['a path that is not there', 'main:models/none.onnx', 'SOURCE_GIT_PATH'],
    ['a folder', 'main:models', 'SOURCE_GIT_NOT_FILE'],
    ['a folder with a slash', 'main:models/', 'SOURCE_GIT_NOT_FILE'],
    ['a link', 'main:models/link.onnx', 'SOURCE_GIT_NOT_FILE'],
    ['a path that leads out', 'main:../secret', 'SOURCE_GIT_NOT_FILE'],
    ['a path from the root of the machine', 'main:/etc/passwd', 'SOURCE_GIT_NOT_FILE'],
    ['a commit that nobody has', 'nope:models/base.onnx', 'SOURCE_GIT_COMMIT'],
    ['an id that nobody has', `${'1'.repeat(40)}:models/base.onnx`, 'SOURCE_GIT_COMMIT'],
    ['a range', 'main..HEAD:models/base.onnx', 'SOURCE_GIT_COMMIT'],
    ['an option in place of a ref', '--upload-pack=touch x:models/base.onnx', 'SOURCE_GIT_REF'],
    ['a short option', '-h:models/base.onnx', 'SOURCE_GIT_REF'],
    ['no ref', ':models/base.onnx', 'SOURCE_GIT_REF'],
    ['a ref with a blank', 'main x:models/base.onnx', 'SOURCE_GIT_REF'],
    ['a forced refspec', '+main:models/base.onnx', 'SOURCE_GIT_REF'],
  ];
  it.each(rows)('%s', async (_, text, code) => {
    const own = places({ directory, env });
    expect((await findingOf(fetchSource(source(text), own))).code).toBe(code);
    expect(filesIn(own.cacheDir)).toEqual([]);
  });

  it('no repository', async () => {
    const found = await findingOf(
      fetchSource(source('main:a'), places({ directory: scratch('empty'), env })),
    );
    expect(found.code).toBe('SOURCE_GIT_UNUSABLE');
    expect(found.data['reason']).toContain('not a git repository');
  });

  it('no git', async () => {
    const own = places({ directory, env: { ...env, PATH: scratch('empty') } });
    expect((await findingOf(fetchSource(source('main:a'), own))).code).toBe('SOURCE_GIT_UNUSABLE');
  });
});

describe('clones that lack the commit', () => {
  function origin() {
    const env = bareEnv();
    const from = repository(env);
    const old = from.commit({ 'base.onnx': bytes });
    from.git('tag', 'v1');
    from.git('branch', 'release/1');
    from.commit({ 'base.onnx': 'newer' });
    from.git('config', 'uploadpack.allowReachableSHA1InWant', 'true');
    return { env, from, old };
  }

  it('fetch a tag, a branch or an id from origin into a shallow clone', async () => {
    const { env, from, old } = origin();
    for (const ref of ['v1', 'release/1', 'origin/release/1', old]) {
      const own = places({ directory: clone(from, env, '--depth=1', '--no-tags'), env });
      const { path } = await fetchSource(source(`${ref}:base.onnx`), own);
      expect(readFileSync(path).equals(bytes)).toBe(true);
      expect(own.lines.join()).toContain('from origin');
    }
  });

  it('fetch no more than that one commit', async () => {
    const { env, from } = origin();
    from.commit({ 'base.onnx': 'newest' });
    from.git('tag', 'v3');
    from.commit({ 'base.onnx': 'after' });
    const directory = clone(from, env, '--depth=1', '--no-tags');
    const found = await fetchSource(source('v3:base.onnx'), places({ directory, env }));
    const ref = found.source.is === 'git' ? found.source.ref : '';
    expect(execFileSync('git', ['rev-list', '--count', ref], { cwd: directory, env, encoding: 'utf8' })).toBe(
      '1\n',
    );
  });

  it('ask origin once: the second time the clone has the commit', async () => {
    const { env, from, old } = origin();
    const directory = clone(from, env, '--depth=1');
    await fetchSource(source(`${old}:base.onnx`), places({ directory, env }));
    rmSync(from.directory, { recursive: true });
    await fetchSource(source(`${old}:base.onnx`), places({ directory, env }));
  });

  it('stay complete if they were', async () => {
    const { env, from } = origin();
    const directory = clone(from, env);
    from.git('checkout', '--quiet', '-b', 'later');
    from.commit({ 'later.onnx': bytes });
    await fetchSource(source('later:later.onnx'), places({ directory, env }));
    const shallow = execFileSync('git', ['rev-parse', '--is-shallow-repository'], {
      cwd: directory,
      env,
      encoding: 'utf8',
    });
    expect(shallow).toBe('false\n');
  });

  it('take the branch of origin that they already have', async () => {
    const { env, from } = origin();
    const directory = clone(from, env);
    const own = places({ directory, env });
    const { path } = await fetchSource(source('release/1:base.onnx'), own);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(own.lines).toEqual([]);
  });

  it('say what can be fetched when origin does not have it', async () => {
    const { env, from } = origin();
    const directory = clone(from, env, '--depth=1');
    const found = await findingOf(fetchSource(source('nope:base.onnx'), places({ directory, env })));
    expect(found.code).toBe('SOURCE_GIT_COMMIT');
    expect(word(found).todo).toContain('fetch-depth: 0');
  });
});

describe('files beside one in the history', () => {
  it('come from the same commit also when the branch has moved on', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    commit({ 'models/a.onnx': 'graph', 'models/data/a.bin': bytes });
    const own = places({ directory, env });
    const model = await fetchSource(source('main:models/a.onnx'), own);
    commit({ 'models/data/a.bin': 'newer' });
    if (model.source.is !== 'git') throw new Error('a git source stays one');
    const path = await fetchBeside(model.source, './data/a.bin', own);
    expect(path).toBe(model.path.replace('a.onnx', 'data/a.bin'));
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('are kept apart for two models with one graph', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    commit({ 'old/a.onnx': 'graph', 'old/a.bin': 'old', 'new/a.onnx': 'graph', 'new/a.bin': 'new' });
    const own = places({ directory, env });
    const paths = await Promise.all(
      ['old', 'new'].map(async (folder) => {
        const { source: bound } = await fetchSource(source(`main:${folder}/a.onnx`), own);
        if (bound.is !== 'git') throw new Error('a git source stays one');
        return fetchBeside(bound, 'a.bin', own);
      }),
    );
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['old', 'new']);
  });

  it('are refused outside of its folder', async () => {
    const beside = fetchBeside(source('main:models/a.onnx'), '../secret.bin', places());
    expect((await findingOf(beside)).code).toBe('PATH_OUTSIDE');
  });
});

describe('files in LFS', () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(bytes)}\nsize ${bytes.length}\n`;

  it('says what to install when a pointer is all there is', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    commit({ 'base.onnx': pointer });
    const own = places({ directory, env });
    const found = await findingOf(fetchSource(source('main:base.onnx'), own));
    expect(found.code).toBe('SOURCE_LFS_POINTER');
    expect(word(found).todo).toContain('git lfs install');
    expect(filesIn(own.cacheDir)).toEqual([]);
  });

  it('takes from the cache what a pointer stands for', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    commit({ 'plain.onnx': bytes, 'pointer.onnx': pointer });
    const own = places({ directory, env });
    await fetchSource(source('main:plain.onnx'), own);
    const { path } = await fetchSource(source('main:pointer.onnx'), own);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('refuses other bytes than the pointer says', async () => {
    const env = bareEnv('[filter "lfs"]\n\tsmudge = "echo other; cat >/dev/null"\n\tclean = cat\n');
    const { directory, commit } = repository(env);
    commit({ '.gitattributes': '*.onnx filter=lfs', 'base.onnx': pointer });
    const { code, data } = await findingOf(fetchSource(source('main:base.onnx'), places({ directory, env })));
    expect([code, data['by']]).toEqual(['SOURCE_DIGEST', 'its LFS pointer']);
  });

  it("tells the filter's own words when it fails", async () => {
    const env = bareEnv(
      '[filter "lfs"]\n\tsmudge = "echo object not found >&2; exit 2"\n\tclean = cat\n\trequired\n',
    );
    const { directory, commit } = repository(env);
    commit({ '.gitattributes': '*.onnx filter=lfs', 'base.onnx': pointer });
    const { code, data } = await findingOf(fetchSource(source('main:base.onnx'), places({ directory, env })));
    expect(code).toBe('SOURCE_GIT_FAILED');
    expect(data['reason']).toContain('object not found');
  });

  it.runIf(hasLfs)('are brought from the remote, even where the checkout left them out', async () => {
    const env = bareEnv(lfsConfig);
    const from = repository(env);
    from.commit({ '.gitattributes': '*.onnx filter=lfs diff=lfs merge=lfs -text', 'base.onnx': bytes });
    const skipping = { ...env, GIT_LFS_SKIP_SMUDGE: '1' };
    const directory = clone(from, skipping, '--depth=1');
    expect(readFileSync(join(directory, 'base.onnx'), 'utf8')).toBe(pointer);
    const { path } = await fetchSource(source('main:base.onnx'), places({ directory, env: skipping }));
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});
