import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Json } from '../../core/json.js';

/** Writes `file` unless it is there; processes may race for it, and it appears whole or not at all. */
export async function once(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  if (existsSync(file)) return;
  const temporary = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await write(temporary);
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** What `make` returns, made by the first process that asks and read by the others. */
export async function onceJson<T extends Json>(file: string, make: () => Promise<T>): Promise<T> {
  await once(file, async (temporary) => writeFile(temporary, JSON.stringify(await make())));
  return JSON.parse(await readFile(file, 'utf8')) as T; // only the line above writes this file
}

/** A file in the scratch folder that belongs to these bytes on disk (path, size, time of change) and this way of reading them. */
export function indexFile(scratch: string, path: string, ...way: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of [path, stamp(path), ...way]) hash.update(`${part.length}:${part};`);
  return join(scratch, `${hash.digest('hex')}.json`);
}

/** Changes whenever the file is written again. */
export function stamp(path: string): string {
  const { size, mtimeNs, ino } = statSync(path, { bigint: true });
  return `${size} ${mtimeNs} ${ino}`;
}

/** SHA-256 of a file, in hex. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer); // a stream without encoding yields Buffers
  return hash.digest('hex');
}
