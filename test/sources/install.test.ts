import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import { install, isInstalled } from '../../src/sources/install.js';
import type { Installation } from '../../src/sources/install.js';
import { tarball } from './archive.js';

const platform = { os: 'linux', arch: 'x64', isMusl: false };
const bytes = tarball([
  { name: 'package/package.json', text: '{"name":"tiny","version":"1.2.3","main":"index.js"}' },
  { name: 'package/index.js', text: 'module.exports = 42;' },
  { name: 'package/install.js', text: 'throw new Error("never unpacked")' },
]);
const sha512 = createHash('sha512').update(bytes).digest('base64');
const pin = { name: 'tiny', version: '1.2.3', sha512, members: () => ['package.json', 'index.js'] };

function serving(archive: Buffer): Installation['fetch'] {
  return (name, version, folder) => {
    const path = join(folder, `${name}-${version}.tgz`);
    writeFileSync(path, archive);
    return Promise.resolve(path);
  };
}

function installation(changes: Partial<Installation> = {}): Installation {
  const target = join(mkdtempSync(join(tmpdir(), 'gate-install-')), 'tiny', '1.2.3', 'linux-x64');
  return { pins: [pin], platform, target, fetch: serving(bytes), ...changes };
}

async function codeOf(promise: Promise<void>): Promise<string | undefined> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return error instanceof Fault ? error.findings[0]?.code : String(error);
}

describe('install', () => {
  it('puts the pinned members where Node resolves them, and marks the folder complete', async () => {
    const { target, ...rest } = installation();
    expect(await isInstalled(target)).toBe(false);
    await install({ target, ...rest });
    expect(await isInstalled(target)).toBe(true);
    expect(createRequire(join(target, '_.js'))('tiny')).toBe(42);
    expect(readdirSync(join(target, 'node_modules/tiny')).sort()).toEqual(['index.js', 'package.json']);
    expect(readFileSync(join(target, '.complete'), 'utf8')).toBe(`${sha512}\n`);
  });

  it.each([
    ['another archive', tarball([{ name: 'package/package.json', text: '{}' }])],
    ['an archive cut short', bytes.subarray(0, bytes.length - 1)],
    ['an archive with one bit changed in its trailer', flipped(bytes, bytes.length - 8)],
  ])('uses nothing of %s', async (_, served) => {
    const { target, ...rest } = installation({ fetch: serving(Buffer.from(served)) });
    expect(await codeOf(install({ target, ...rest }))).toBe('NATIVE_DAMAGED');
    expect(readdirSync(join(target, '..'))).toEqual([]);
  });

  it('lets three installers at once end with one whole folder and nothing beside it', async () => {
    const { target, ...rest } = installation();
    await Promise.all([1, 2, 3].map(() => install({ target, ...rest })));
    expect(createRequire(join(target, '_.js'))('tiny')).toBe(42);
    expect(readdirSync(join(target, '..'))).toEqual(['linux-x64']);
  });

  it('replaces what an unfinished restore left behind', async () => {
    const { target, ...rest } = installation();
    mkdirSync(join(target, 'node_modules/tiny'), { recursive: true });
    writeFileSync(join(target, 'node_modules/tiny/index.js'), 'half');
    await install({ target, ...rest });
    expect(createRequire(join(target, '_.js'))('tiny')).toBe(42);
    expect(readdirSync(join(target, '..'))).toEqual(['linux-x64']);
  });

  it('says so when the folder to keep engines in is a file', async () => {
    const root = mkdtempSync(join(tmpdir(), 'gate-install-'));
    writeFileSync(join(root, 'cache'), '');
    expect(await codeOf(install(installation({ target: join(root, 'cache', 'tiny') })))).toBe(
      'NATIVE_CACHE_UNUSABLE',
    );
  });

  it('leaves nothing behind when fetching fails', async () => {
    const { target, ...rest } = installation({ fetch: () => Promise.reject(new Error('no network')) });
    await expect(install({ target, ...rest })).rejects.toThrow('no network');
    expect(readdirSync(join(target, '..'))).toEqual([]);
  });

  it('calls a pinned member that the archive has not our own mistake', async () => {
    const wrong = { ...pin, members: () => ['package.json', 'gone.js'] };
    await expect(install(installation({ pins: [wrong] }))).rejects.toThrow('has not: gone.js');
  });
});

function flipped(whole: Buffer, at: number): Buffer {
  const copy = Buffer.from(whole);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}
