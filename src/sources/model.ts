import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ModelFile } from '../core/engine.js';
import { fault, type Finding, Fault } from '../core/fault.js';
import type { ModelSource } from '../core/policy.js';
import { findPath } from './path.js';

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

const lfsHeader = 'version https://git-lfs.github.com/spec/';

/**
 * Finds and digests a model. A path that does not exist is thrown (the policy is wrong); a file that is there
 * but can't be judged (LFS pointer, truncated, another digest than pinned) is returned as a finding.
 */
export async function locateModel<Facts extends { readonly external: readonly string[] }>(
  directory: string,
  source: ModelSource,
  readGraph: (bytes: Uint8Array) => Facts,
): Promise<LocatedModel<Facts> | Finding> {
  const path = findPath({ directory, path: source.path, what: 'model', place: source.place });
  try {
    return await describe(path, source, readGraph);
  } catch (error) {
    if (error instanceof Fault && error.findings[0] !== undefined) return error.findings[0];
    throw error;
  }
}

async function describe<Facts extends { readonly external: readonly string[] }>(
  path: string,
  source: ModelSource,
  readGraph: (bytes: Uint8Array) => Facts,
): Promise<LocatedModel<Facts>> {
  const bytes = await readModelBytes(path, source);
  const facts = graphOf(bytes, source, readGraph);
  const external = facts.external.map((location) => ({
    location,
    path: findPath({ directory: dirname(path), path: location, what: 'external data', place: source.place }),
  }));
  const sha256 = await digest(bytes, external);
  if (source.sha256 !== undefined && source.sha256 !== sha256) {
    throw fault(
      'DIGEST_MISMATCH',
      { path: source.path, expected: source.sha256, actual: sha256 },
      source.place,
    );
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
  if (bytes.subarray(0, lfsHeader.length).toString('latin1') === lfsHeader) {
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
