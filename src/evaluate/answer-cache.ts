import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { finding, type Finding } from '../core/fault.js';
import type { Outputs } from '../core/task.js';
import { toWire } from '../core/wire.js';

/** Larger outputs cost more to keep than to make again. */
const mostBytesOfChunk = 33_554_432;

/**
 * Answers of one model to the batches of a chunk at a level. A batch is known by the digests of what each of its samples
 * is fed, in order: the same bytes, model, engine, options and machine answer the same. A file that is damaged is a miss.
 */
export class CachedChunk {
  /** Why the file could not be used; told, and made again. */
  readonly notes: Finding[] = [];
  private readonly path: string;
  private readonly known: Map<string, Outputs>;
  private readonly used = new Map<string, Outputs>();
  private bytes = 0;
  private missed = false;

  /** `maker` is everything that made the answers besides the bytes that the model is fed. */
  constructor(directory: string, maker: object, where: string) {
    this.path = join(directory, `${digestOf(toWire({ maker, where }))}.answers`);
    this.known = this.load();
  }

  async answer(fed: readonly string[], run: () => Promise<Outputs>): Promise<Outputs> {
    const key = fed.join(' ');
    const known = this.known.get(key);
    this.missed ||= known === undefined;
    const outputs = known ?? (await run());
    for (const { data } of outputs.values()) this.bytes += ArrayBuffer.isView(data) ? data.byteLength : 0;
    if (this.bytes > mostBytesOfChunk) this.used.clear();
    else this.used.set(key, outputs);
    return outputs;
  }

  /** Writes what was answered, as a whole or not at all. */
  close(): void {
    if (!this.missed || this.bytes > mostBytesOfChunk) return;
    const payload = serialize(this.used);
    const part = `${this.path}.${process.pid}.part`;
    try {
      writeFileSync(part, Buffer.concat([sha256(payload), payload]));
      renameSync(part, this.path);
    } catch {
      rmSync(part, { force: true }); // a full disk costs time, not answers
    }
  }

  private load(): Map<string, Outputs> {
    const bytes = read(this.path);
    if (bytes === undefined) return new Map();
    const payload = bytes.subarray(digestBytes);
    if (sha256(payload).equals(bytes.subarray(0, digestBytes))) {
      return deserialize(payload) as Map<string, Outputs>; // its digest is that of what close() wrote
    }
    this.notes.push(finding('CACHE_BROKEN', { path: this.path }));
    return new Map();
  }
}

const digestBytes = 32;

function read(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const now = new Date();
    utimesSync(path, now, now); // what is used stays
    return bytes;
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Makes the folder, and room in it: what was not used for longest goes first. */
export function tidyAnswers(directory: string, mostBytes: number): void {
  mkdirSync(directory, { recursive: true });
  const files = readdirSync(directory).map((name) => {
    const path = join(directory, name);
    const { size, mtimeMs } = statSync(path);
    return { path, size, mtimeMs };
  });
  let left = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((one, other) => one.mtimeMs - other.mtimeMs)) {
    if (left <= mostBytes) return;
    rmSync(path, { force: true });
    left -= size;
  }
}
