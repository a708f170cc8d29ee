import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Source } from '../core/source.js';
import { limitsOf, type SourcePlaces } from './places.js';
import { onDisk, openSink, type Sink } from './sink.js';

/** Whether the cache holds these bytes. Each use digests them again: a damaged file counts as none, with a note. */
export async function isHeld(digest: string, { cacheDir, progress }: SourcePlaces): Promise<boolean> {
  const path = contentPath(cacheDir, digest);
  if (!(await exists(path))) return false;
  const found = await onDisk(path, sha256(path));
  if (found !== digest) progress(`${path} is damaged (it has sha256 ${found}): fetching it again`);
  return found === digest;
}

/**
 * Adds what `fill` writes, under its digest, which is returned. Nobody ever sees a part of it, any number of
 * processes may add the same at once, and nothing stays behind when `fill` throws.
 */
export async function addToCache(
  what: string,
  places: SourcePlaces,
  fill: (sink: Sink) => Promise<void>,
): Promise<string> {
  const { cacheDir, place } = places;
  const { maxBytes } = limitsOf(places);
  const incoming = join(await folder(cacheDir, 'incoming'), randomUUID());
  try {
    const sink = await openSink(incoming, { what, maxBytes, ...(place && { place }) });
    await fill(sink).finally(() => sink.close());
    const digest = sink.digest();
    await folder(cacheDir, 'sha256');
    await moveTo(contentPath(cacheDir, digest), incoming, digest);
    return digest;
  } finally {
    await rm(incoming, { force: true });
  }
}

/**
 * The held bytes under a name of their own, in a folder that belongs to one source: formats go by the ending,
 * and engines look for external data beside the model. Returns the path.
 */
export async function showAs(
  digest: string,
  { source, name, cacheDir }: { readonly source: Source; readonly name: string; readonly cacheDir: string },
): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(source)).digest('hex').slice(0, 32);
  const path = join(cacheDir, 'files', key, name);
  const fresh = join(await folder(cacheDir, 'incoming'), randomUUID());
  await folder(dirname(path));
  try {
    await onDisk(path, linkOrCopy(contentPath(cacheDir, digest), fresh));
    await onDisk(path, rename(fresh, path));
  } finally {
    await rm(fresh, { force: true }); // two links to one file are not renamed, and both stay
  }
  return path;
}

function contentPath(cacheDir: string, digest: string): string {
  return join(cacheDir, 'sha256', digest);
}

async function folder(...parts: readonly string[]): Promise<string> {
  const path = join(...parts);
  await onDisk(path, mkdir(path, { recursive: true }));
  return path;
}

/** Where a file that another process has open can't be replaced, its being there is as good, if it is whole. */
async function moveTo(path: string, incoming: string, digest: string): Promise<void> {
  await onDisk(
    path,
    rename(incoming, path).catch(async (error: unknown) => {
      if (!(await exists(path)) || (await sha256(path)) !== digest) throw error;
    }),
  );
}

/** Not every file system has hard links. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
