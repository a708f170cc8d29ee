import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ModelFile } from '../core/engine.js';
import { fault, type Finding, Fault } from '../core/fault.js';
import type { ModelSource } from '../core/policy.js';
import { sourceOf, type Source } from '../core/source.js';
import { fetchBeside, fetchSource } from './fetch.js';
import { isLfsPointer } from './lfs.js';
import { findPath } from './path.js';
import type { SourcePlaces } from './places.js';

/** A model on disk, with what its graph says. */
export interface LocatedModel<Facts> {
  readonly file: ModelFile;
  readonly source: string;
  /** SHA-256 of the file; with external data, of one `digest  location` line per file, the model's first. */
  readonly sha256: string;
  /** External data included. */
  readonly bytes: number;
  readonly facts: Facts;
}

/**
 * Finds and digests a model, fetched if need be; `where` is the working directory alone when all models are paths.
 * A path that does not exist is thrown (the policy is wrong); a file that can't be had or can't be judged (no network,
 * LFS pointer, truncated, another digest than pinned) is returned as a finding.
 */
export async function locateModel<Facts extends { readonly external: readonly string[] }>(
  where: string | SourcePlaces,
  source: ModelSource,
  readGraph: (bytes: Uint8Array) => Facts,
): Promise<LocatedModel<Facts> | Finding> {
  const origin = sourceOf(source);
  const places = { ...placesOf(where, origin), place: source.place };
  const local = origin.is === 'path' ? localFile(origin.path, places) : undefined;
  try {
    return await describe(local ?? (await fetchedFile(origin, places)), source, readGraph);
  } catch (error) {
    if (error instanceof Fault && error.findings[0] !== undefined) return error.findings[0];
    throw error;
  }
}

function placesOf(where: string | SourcePlaces, origin: Source): SourcePlaces {
  if (typeof where !== 'string') return where;
  if (origin.is !== 'path') throw new Error(`a source of kind ${origin.is} needs a cache`);
  return { directory: where, cacheDir: '', env: {}, progress: () => undefined };
}

/** A model's file, and how to get at what lies beside it. */
interface FoundFile {
  readonly path: string;
  beside(location: string): string | Promise<string>;
  /** The policy's digest was checked on arrival; it is that of the one file that was fetched. */
  readonly isChecked: boolean;
}

function localFile(path: string, places: SourcePlaces): FoundFile {
  const { directory, place } = places;
  const request = (inside: string, what: string) => ({ directory: inside, what, ...(place && { place }) });
  const found = findPath({ ...request(directory, 'model'), path });
  const beside = (location: string): string =>
    findPath({ ...request(dirname(found), 'external data'), path: location });
  return { path: found, beside, isChecked: false };
}

async function fetchedFile(origin: Source, places: SourcePlaces): Promise<FoundFile> {
  const { path, source } = await fetchSource(origin, places);
  if (source.is === 'path') throw new Error('a path is not fetched');
  const beside = (location: string): Promise<string> => fetchBeside(source, location, places);
  return { path, beside, isChecked: source.is !== 'git' };
}

async function describe<Facts extends { readonly external: readonly string[] }>(
  { path, beside, isChecked }: FoundFile,
  source: ModelSource,
  readGraph: (bytes: Uint8Array) => Facts,
): Promise<LocatedModel<Facts>> {
  const bytes = await readModelBytes(path, source);
  const facts = graphOf(bytes, source, readGraph);
  const external: { location: string; path: string }[] = [];
  for (const location of facts.external) external.push({ location, path: await beside(location) });
  const sha256 = await digest(bytes, external);
  if (!isChecked && source.sha256 !== undefined && source.sha256 !== sha256) {
    const data = { path: source.path, expected: source.sha256, actual: sha256 };
    throw fault('DIGEST_MISMATCH', data, source.place);
  }
  const sizes = await Promise.all(external.map(async (entry) => (await stat(entry.path)).size));
  const total = sizes.reduce((sum, size) => sum + size, bytes.length);
  return { file: { path, external }, source: source.path, sha256, bytes: total, facts };
}

async function readModelBytes(path: string, source: ModelSource): Promise<Buffer> {
  const status = await stat(path);
  if (!status.isFile())
    throw fault('MODEL_UNREADABLE', { path: source.path, reason: 'it is a folder' }, source.place);
  if (status.size >= 2147483648) {
    const reason = 'it is over 2 GiB; ONNX keeps larger weights as external data';
    throw fault('MODEL_UNREADABLE', { path: source.path, reason }, source.place);
  }
  const bytes = await readFile(path);
  if (isLfsPointer(bytes.toString('latin1', 0, 64))) {
    throw fault('LFS_POINTER', { path: source.path }, source.place);
  }
  return bytes;
}

function graphOf<Facts>(
  bytes: Uint8Array,
  source: ModelSource,
  readGraph: (bytes: Uint8Array) => Facts,
): Facts {
  try {
    return readGraph(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fault('MODEL_UNREADABLE', { path: source.path, reason }, source.place);
  }
}

async function digest(bytes: Uint8Array, external: ModelFile['external']): Promise<string> {
  const own = createHash('sha256').update(bytes).digest('hex');
  if (external.length === 0) return own;
  const lines = [`${own}  model\n`];
  for (const entry of external) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(entry.path), hash);
    lines.push(`${hash.digest('hex')}  ${entry.location}\n`);
  }
  return createHash('sha256').update(lines.join('')).digest('hex');
}
