import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fault } from '../core/fault.js';
import type { Fault } from '../core/fault.js';
import { unpack } from './tar.js';
import type { Pin, Platform } from './pins.js';

export interface Installation {
  readonly pins: readonly Pin[];
  readonly platform: Platform;
  /** The folder to fill; it is there whole or not at all. */
  readonly target: string;
  /** Puts a package's archive into a folder and returns its path. */
  readonly fetch: (name: string, version: string, folder: string) => Promise<string>;
}

/** Whether a folder was filled to the end by `install`. */
export async function isInstalled(target: string): Promise<boolean> {
  return exists(join(target, '.complete'));
}

/**
 * Fetches pinned packages and puts the members that this platform needs into `target/node_modules`, atomically:
 * any number of installers may run at once. Throws a Fault NATIVE_NOT_FETCHED, NATIVE_DAMAGED or NATIVE_CACHE_UNUSABLE.
 */
export async function install(installation: Installation): Promise<void> {
  const { target } = installation;
  const scratch = await makeScratch(dirname(target));
  try {
    const filled = join(scratch, 'filled');
    for (const pin of installation.pins) await add(pin, { ...installation, scratch, filled });
    await writeFile(join(filled, '.complete'), installation.pins.map((pin) => `${pin.sha512}\n`).join(''));
    await moveInto(target, filled);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function makeScratch(parent: string): Promise<string> {
  try {
    await mkdir(parent, { recursive: true });
    return await mkdtemp(join(parent, '.installing-'));
  } catch (error) {
    throw unusable(parent, error);
  }
}

async function add(
  pin: Pin,
  { platform, fetch, scratch, filled }: Installation & { readonly scratch: string; readonly filled: string },
): Promise<void> {
  const what = `${pin.name}@${pin.version}`;
  const archive = await fetch(pin.name, pin.version, scratch);
  const found = await sha512(archive);
  if (found !== pin.sha512)
    throw fault('NATIVE_DAMAGED', { what, expected: `sha512-${pin.sha512}`, found: `sha512-${found}` });
  const wanted = new Set(pin.members(platform));
  const written = await unpackMembers(archive, join(filled, 'node_modules', pin.name), wanted);
  const missing = [...wanted].filter((member) => !written.includes(member));
  if (missing.length > 0)
    throw new Error(`the pins of ${what} name members that it has not: ${missing.join(', ')}`);
  await rm(archive);
}

/** Members of an npm archive start with `package/`. */
async function unpackMembers(
  archive: string,
  folder: string,
  wanted: ReadonlySet<string>,
): Promise<readonly string[]> {
  const place = (name: string): string | undefined => {
    const member = name.replace(/^package\//, '');
    return wanted.has(member) ? member : undefined;
  };
  try {
    return await unpack(archive, folder, place);
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** A rename shows the whole folder at once, or fails because another installer's is there, which is as good. */
async function moveInto(target: string, filled: string): Promise<void> {
  try {
    await rename(filled, target);
  } catch (error) {
    if (await isInstalled(target)) return;
    if (!(await exists(target))) throw unusable(target, error);
    await replaceRemains(target, filled);
  }
}

/** A folder without its mark, for instance one that a cache restored in part, is moved away and cleared with the scratch folder. */
async function replaceRemains(target: string, filled: string): Promise<void> {
  try {
    await rename(target, `${filled}-remains`);
    await rename(filled, target);
  } catch (error) {
    if (!(await isInstalled(target))) throw unusable(target, error);
  }
}

function unusable(path: string, error: unknown): Fault {
  const reason = error instanceof Error ? error.message : String(error);
  return fault('NATIVE_CACHE_UNUSABLE', { path, reason });
}

async function sha512(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
