import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ModelFile } from '../core/engine.js';
import { fault, type Finding, Fault } from '../core/fault.js';
import type { ModelSource } from '../core/policy.js';
import { sourceOf, type Source } from '../core/source.js';
import { fetchBeside, fetchSource } from './fetch.js';
import { readFolder } from './folder.js';
import { digestOver, readModelFile, type FoundFile } from './model-file.js';
import { findPath } from './path.js';
import type { SourcePlaces } from './places.js';

/** A model on disk, with what its graph says. */
export interface LocatedModel<Facts> {
  readonly file: ModelFile;
  readonly source: string;
  /** SHA-256 of the file; of several (external data, a folder) that of one `digest  location` line per file, the model's first. */
  readonly sha256: string;
  /** Of all ONNX files, external data included. */
  readonly bytes: number;
  readonly facts: Facts;
  /** What the further ONNX files of a folder say. */
  readonly others?: readonly Facts[];
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

interface Found extends FoundFile {
  /** The policy's digest was checked on arrival; it is that of the one file that was fetched. */
  readonly isChecked: boolean;
}

function localFile(path: string, places: SourcePlaces): Found {
  const { directory, place } = places;
  const request = (inside: string, what: string) => ({ directory: inside, what, ...(place && { place }) });
  const found = findPath({ ...request(directory, 'model'), path });
  const beside = (location: string): string =>
    findPath({ ...request(dirname(found), 'external data'), path: location });
  return { path: found, beside, isChecked: false };
}

async function fetchedFile(origin: Source, places: SourcePlaces): Promise<Found> {
  const { path, source } = await fetchSource(origin, places);
  if (source.is === 'path') throw new Error('a path is not fetched');
  const beside = (location: string): Promise<string> => fetchBeside(source, location, places);
  return { path, beside, isChecked: source.is !== 'git' };
}

async function describe<Facts extends { readonly external: readonly string[] }>(
  found: Found,
  source: ModelSource,
  readGraph: (bytes: Uint8Array) => Facts,
): Promise<LocatedModel<Facts>> {
  const read = statSync(found.path).isDirectory()
    ? await readFolder(found, source, readGraph)
    : await readModelFile(found, source, readGraph);
  const { digests, ...model } = read;
  const sha256 = digestOver(digests);
  if (!found.isChecked && source.sha256 !== undefined && source.sha256 !== sha256) {
    const data = { path: source.path, expected: source.sha256, actual: sha256 };
    throw fault('DIGEST_MISMATCH', data, source.place);
  }
  return { ...model, source: source.path, sha256 };
}
