import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fault } from '../core/fault.js';
import { install, isInstalled } from './install.js';
import { npmPack } from './npm.js';
import { bindingPath, common, engine, hasBinary, platformName } from './pins.js';
import type { Platform } from './pins.js';

export interface NativePlaces {
  /** A folder the user gave; nothing else is tried then. */
  readonly nativeDir?: string;
  /** The folder of the shell's bundle. */
  readonly from: string;
  /** Where engines are kept between runs. */
  readonly toolCache: string;
  /** Told before something slow starts. */
  readonly progress: (line: string) => void;
  /** By default the one this process runs on. */
  readonly platform?: Platform;
}

/**
 * The directory that the native engine is loaded from, `createRequire(join(directory, '_.js'))('onnxruntime-node')`:
 * `nativeDir`; else `from` when Node resolves exactly the pinned version there (a checkout); else the tool cache, filled if need be.
 * Throws a Fault NATIVE_…: another engine is never taken instead.
 */
export async function findNative(places: NativePlaces): Promise<string> {
  const { nativeDir, from, platform = thisPlatform() } = places;
  if (nativeDir !== undefined) return checkedDirectory(nativeDir);
  if (!hasBinary(platform)) throw fault('NATIVE_UNAVAILABLE', { platform: platformName(platform) });
  return isPinned(lookAt(from)) ? from : cached(places, platform);
}

async function cached({ toolCache, progress }: NativePlaces, platform: Platform): Promise<string> {
  const target = join(toolCache, 'compression-gate', engine.name, engine.version, platformName(platform));
  if (!(await isInstalled(target))) {
    progress(`Fetching ${engine.name} ${engine.version} (114 MB, once), keeping it in ${target}`);
    await install({ pins: [common, engine], platform, target, fetch: npmPack });
  }
  return target;
}

function checkedDirectory(directory: string): string {
  const seen = lookAt(directory);
  if (isPinned(seen)) return directory;
  const expected = `${engine.name}@${engine.version}`;
  throw fault('NATIVE_DIR_WRONG', { path: directory, expected, found: describe(seen) });
}

interface Seen {
  readonly version: string;
  readonly hasBinding: boolean;
}

function lookAt(directory: string): Seen | undefined {
  const manifest = resolveManifest(directory);
  if (manifest === undefined) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version?: unknown }; // a package.json, checked below
  const binding = join(dirname(manifest), bindingPath({ os: process.platform, arch: process.arch }));
  return { version: typeof version === 'string' ? version : 'unknown', hasBinding: existsSync(binding) };
}

function resolveManifest(directory: string): string | undefined {
  try {
    return createRequire(join(directory, '_.js')).resolve(`${engine.name}/package.json`);
  } catch {
    return undefined; // resolve has no other way to say no
  }
}

function isPinned(seen: Seen | undefined): boolean {
  return seen?.version === engine.version && seen.hasBinding;
}

function describe(seen: Seen | undefined): string {
  if (seen === undefined) return 'none';
  return seen.version === engine.version
    ? 'none of its binaries for this platform'
    : `version ${seen.version}`;
}

function thisPlatform(): Platform {
  return { os: process.platform, arch: process.arch, isMusl: process.platform === 'linux' && !hasGlibc() };
}

function hasGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }; // @types/node 20 calls it a string
  return report.header?.glibcVersionRuntime !== undefined;
}
