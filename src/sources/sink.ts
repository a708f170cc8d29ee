import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { fault, Fault } from '../core/fault.js';
import type { Place } from '../core/place.js';

/** A file that is written from its start on, and digested on the way. */
export interface Sink {
  bytes(): number;
  /** Throws a Fault SOURCE_TOO_LARGE or SOURCE_CACHE_UNUSABLE. */
  write(chunk: Uint8Array): Promise<void>;
  /** Forgets what was written. */
  restart(): Promise<void>;
  /** SHA-256 of what was written. */
  digest(): string;
  /** The first bytes, at most 64, as Latin-1. */
  head(): string;
  close(): Promise<void>;
}

export interface SinkOptions {
  /** What is written, for messages. */
  readonly what: string;
  readonly maxBytes: number;
  readonly place?: Place;
}

const headBytes = 64;

/** Opens a new file, which must not exist; it is appended to, so that writing goes on at the start after `restart`. */
export async function openSink(path: string, { what, maxBytes, place }: SinkOptions): Promise<Sink> {
  const file = await onDisk(path, open(path, 'ax'));
  let hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  return {
    bytes: () => bytes,
    digest: () => hash.copy().digest('hex'),
    head: () => head.toString('latin1'),
    close: () => onDisk(path, file.close()),
    write: async (chunk) => {
      if (!(bytes + chunk.length <= maxBytes)) throw fault('SOURCE_TOO_LARGE', { what, maxBytes }, place);
      await onDisk(path, file.writeFile(chunk));
      hash.update(chunk);
      if (bytes < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - bytes)]);
      bytes += chunk.length;
    },
    restart: async () => {
      await onDisk(path, file.truncate(0));
      [hash, bytes, head] = [createHash('sha256'), 0, Buffer.alloc(0)];
    },
  };
}

/** Trouble with the cache's own files (full, read-only), told apart from trouble with what is fetched. */
export async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Fault) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw fault('SOURCE_CACHE_UNUSABLE', { path, reason });
  }
}
