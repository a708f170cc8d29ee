import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ModelFile } from '../core/engine.js';
import { fault } from '../core/fault.js';
import type { Place } from '../core/place.js';
import { isLfsPointer } from './lfs.js';

/** An ONNX file on disk, and how to get at what lies beside it. */
export interface FoundFile {
  readonly path: string;
  beside(location: string): string | Promise<string>;
}

/** How a file is called in messages. */
export interface Shown {
  readonly path: string;
  readonly place: Place;
}

/** An ONNX file that was read, with its external data. */
export interface ReadModel<Facts> {
  readonly file: ModelFile;
  readonly facts: Facts;
  /** External data included. */
  readonly bytes: number;
  /** The file's own, then one for each file of external data. */
  readonly digests: readonly FileDigest[];
}

/** SHA-256 of a file, and what it is called in a digest over several. */
export interface FileDigest {
  readonly sha256: string;
  readonly location: string;
}

/** Reads what is known of a file without running it; Fault MODEL_UNREADABLE or LFS_POINTER. */
export async function readModelFile<Facts extends { readonly external: readonly string[] }>(
  { path, beside }: FoundFile,
  shown: Shown,
  readGraph: (bytes: Uint8Array) => Facts,
): Promise<ReadModel<Facts>> {
  const bytes = await readBytes(path, shown);
  const facts = graphOf(bytes, shown, readGraph);
  const external: { location: string; path: string }[] = [];
  for (const location of facts.external) external.push({ location, path: await beside(location) });
  const digests = [{ sha256: digestOf(bytes), location: 'model' }];
  for (const entry of external)
    digests.push({ sha256: await digestFile(entry.path), location: entry.location });
  const sizes = await Promise.all(external.map(async (entry) => (await stat(entry.path)).size));
  const total = sizes.reduce((sum, size) => sum + size, bytes.length);
  return { file: { path, external }, facts, bytes: total, digests };
}

/** The digest over several files: that of one `digest  location` line each; of a single one its own. */
export function digestOver(files: readonly FileDigest[]): string {
  const [only, second] = files;
  if (only !== undefined && second === undefined) return only.sha256;
  return digestOf(files.map(({ sha256, location }) => `${sha256}  ${location}\n`).join(''));
}

export function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function readBytes(path: string, shown: Shown): Promise<Buffer> {
  const status = await stat(path);
  if (!status.isFile())
    throw fault('MODEL_UNREADABLE', { path: shown.path, reason: 'it is a folder' }, shown.place);
  if (status.size >= 2147483648) {
    const reason = 'it is over 2 GiB; ONNX keeps larger weights as external data';
    throw fault('MODEL_UNREADABLE', { path: shown.path, reason }, shown.place);
  }
  const bytes = await readFile(path);
  if (isLfsPointer(bytes.toString('latin1', 0, 64))) {
    throw fault('LFS_POINTER', { path: shown.path }, shown.place);
  }
  return bytes;
}

function graphOf<Facts>(bytes: Uint8Array, shown: Shown, readGraph: (bytes: Uint8Array) => Facts): Facts {
  try {
    return readGraph(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fault('MODEL_UNREADABLE', { path: shown.path, reason }, shown.place);
  }
}
