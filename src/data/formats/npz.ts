import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { Fault, fault } from '../../core/fault.js';
import type { Format, OpenOptions } from '../../core/format.js';
import { datasetOf } from './columns.js';
import { openArray } from './npy-order.js';
import type { Column } from './npy.js';
import { digestOf, indexFile, once, onceJson } from './spool.js';

/** NumPy arrays: the members of an .npz archive are the fields; a lone .npy is one field called `value`. */
export const npz: Format = {
  name: 'npz',
  options: {},
  reads: (path, isFolder) => !isFolder && /\.np[yz]$/i.test(path),
  open: async (options) => {
    const digest = await onceJson(indexFile(options.scratch, options.path, 'digest'), () =>
      digestOf(options.path),
    );
    const columns = /\.npy$/i.test(options.path)
      ? [await openArray({ ...options, part: null }, 'value', join(options.scratch, digest, 'value.rows'))]
      : await openMembers(options, join(options.scratch, digest));
    return datasetOf(columns, digest, options);
  },
};

async function openMembers(options: OpenOptions, folder: string): Promise<readonly Column[]> {
  const zip = await orFault(options, null, openPromise(options.path, { autoClose: false }));
  const columns = new Map<string, Column>();
  try {
    const entries = zip.eachEntry();
    for (;;) {
      const next = await orFault(options, null, entries.next());
      if (next.done === true) return [...columns.values()];
      const column = await openMember(zip, next.value, folder, options);
      if (columns.has(column.name))
        throw unreadable(options, next.value.fileName, 'it stands twice in the archive');
      columns.set(column.name, column);
    }
  } catch (error) {
    for (const column of columns.values()) column.close();
    throw error;
  } finally {
    zip.close();
  }
}

async function openMember(zip: ZipFile, entry: Entry, folder: string, options: OpenOptions): Promise<Column> {
  const { fileName } = entry;
  if (!fileName.endsWith('.npy')) throw unreadable(options, fileName, 'it is not an .npy array');
  const file = join(folder, encodeURIComponent(fileName));
  await once(file, (temporary) => inflate(zip, entry, temporary, options));
  const column = fileName.slice(0, -'.npy'.length);
  return openArray({ path: file, part: fileName, shown: options.shown }, column, `${file}.rows`);
}

async function inflate(zip: ZipFile, entry: Entry, to: string, options: OpenOptions): Promise<void> {
  let crc = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      crc = crc32(chunk, crc);
      done(null, chunk);
    },
  });
  const inflated = zip
    .openReadStreamPromise(entry)
    .then((stream) => pipeline(stream, check, createWriteStream(to)));
  await orFault(options, entry.fileName, inflated);
  if (crc !== entry.crc32) throw unreadable(options, entry.fileName, 'its checksum does not match its bytes');
}

async function orFault<T>(options: OpenOptions, part: string | null, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Fault || !(error instanceof Error) || 'syscall' in error) throw error; // the disk's, not the archive's
    throw unreadable(options, part, error.message);
  }
}

function unreadable({ shown }: OpenOptions, part: string | null, reason: string): Fault {
  return fault('DATA_UNREADABLE', { path: shown, part, reason });
}
