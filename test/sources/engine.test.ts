import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault, word } from '../../src/core/fault.js';
import { findNative } from '../../src/sources/engine.js';
import type { NativePlaces } from '../../src/sources/engine.js';
import { bindingPath, common, engine, hasBinary } from '../../src/sources/pins.js';

const root = join(import.meta.dirname, '../..');
const here = { os: process.platform, arch: process.arch, isMusl: false };

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'gate-engine-'));
}

function places(changes: Partial<NativePlaces> = {}): NativePlaces {
  return { from: scratch(), toolCache: scratch(), progress: () => undefined, ...changes };
}

/** A folder with something that looks like the package to Node. */
function withPackage(version: string, hasBinding: boolean): string {
  const directory = scratch();
  const folder = join(directory, 'node_modules', engine.name);
  mkdirSync(join(folder, bindingPath(here), '..'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: engine.name, version }));
  if (hasBinding) writeFileSync(join(folder, bindingPath(here)), '');
  return directory;
}

async function faultOf(promise: Promise<string>): Promise<Fault> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof Fault) return error;
  throw new Error(`expected a Fault, got ${String(error)}`);
}

describe('findNative', () => {
  it('takes the pinned engine that Node resolves from the bundle, and it loads', async () => {
    const directory = await findNative(places({ from: join(root, 'build') }));
    expect(directory).toBe(join(root, 'build'));
    const ort = createRequire(join(directory, '_.js'))(engine.name) as {
      env: { versions: { node: string } };
    }; // what onnxruntime exports
    expect(ort.env.versions.node).toBe(engine.version);
  });

  it('passes over another version beside the bundle and takes the tool cache', async () => {
    const toolCache = scratch();
    const kept = join(
      toolCache,
      'compression-gate/onnxruntime-node',
      engine.version,
      `${here.os}-${here.arch}`,
    );
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, '.complete'), '');
    const said: string[] = [];
    const found = await findNative(
      places({
        from: withPackage('1.29.0', true),
        toolCache,
        platform: here,
        progress: (line) => said.push(line),
      }),
    );
    expect(found).toBe(kept);
    expect(said).toEqual([]);
  });

  it('takes a native-dir that holds the pinned version with its binary', async () => {
    const nativeDir = withPackage(engine.version, true);
    expect(await findNative(places({ nativeDir }))).toBe(nativeDir);
  });

  it.each([
    ['nothing', scratch(), 'none'],
    ['another version', withPackage('1.29.0', true), 'version 1.29.0'],
    ['no binary', withPackage(engine.version, false), 'none of its binaries for this platform'],
  ])(
    'refuses a native-dir that holds %s, even where the pinned one could be had elsewhere',
    async (_, nativeDir, found) => {
      const { findings } = await faultOf(findNative(places({ from: root, nativeDir })));
      expect(findings[0]).toMatchObject({ code: 'NATIVE_DIR_WRONG', data: { path: nativeDir, found } });
    },
  );

  it.each([
    { os: 'darwin', arch: 'x64', isMusl: false },
    { os: 'linux', arch: 'x64', isMusl: true },
    { os: 'freebsd', arch: 'x64', isMusl: false },
  ])('has no engine for $os-$arch (musl: $isMusl) and offers wasm instead of taking it', async (platform) => {
    const { findings } = await faultOf(findNative(places({ from: root, platform })));
    expect(findings[0]?.code).toBe('NATIVE_UNAVAILABLE');
    expect(findings[0] && word(findings[0]).todo).toContain('runtime: wasm');
  });
});

describe('the pins', () => {
  it('name only files that the installed packages have', () => {
    const linux = { os: 'linux', arch: 'x64', isMusl: false };
    for (const pin of [common, engine])
      for (const member of pin.members(linux))
        expect(existsSync(join(root, 'node_modules', pin.name, member)), member).toBe(true);
  });

  it('are the versions that this repository is built and tested with', () => {
    const manifest = createRequire(join(root, '_.js'))('./package.json') as {
      devDependencies: Record<string, string>;
    }; // our own file
    expect(manifest.devDependencies[engine.name]).toBe(engine.version);
    expect(manifest.devDependencies[common.name]).toBe(common.version);
  });

  it('cover the platforms that have a binary', () => {
    const platforms = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64', 'darwin-x64'];
    const split = platforms.map((name) => name.split('-') as [string, string]); // two parts each
    expect(split.map(([os, arch]) => hasBinary({ os, arch, isMusl: false }))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});
