import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fault } from '../../core/fault.js';
import type { Format, OpenOptions, Value } from '../../core/format.js';
import { dataset } from './dataset.js';
import { labelsFile, openLabels, type Labels } from './labels.js';
import { pictureFiles } from './picture-files.js';
import { decodePicture } from './picture.js';
import { digestOf, indexFile, onceJson, stamp } from './spool.js';

/** A folder of PNG, JPEG and WebP files: `image`, `path`, and `class` (the first subfolder) or the columns of a labels file. */
export const imageFolder: Format = {
  name: 'image-folder',
  options: {
    labels: {
      type: 'string',
      minLength: 1,
      description: 'CSV file with a column `path`; its other columns become fields.',
    },
  },
  reads: (_, isFolder) => isFolder,
  open: async (options) => {
    const labels = labelsFile(options);
    const files = pictureFiles(options, labels?.path);
    const table = labels && (await openLabels(labels, files, options));
    const own = [
      'image',
      'path',
      ...(table === undefined && files.some((file) => file.includes('/')) ? ['class'] : []),
    ];
    const fields = [...own, ...(table?.fields.filter((field) => !own.includes(field)) ?? [])];
    const digest = await digestAll(files, options, table?.digest);
    const values = (row: number, wanted: readonly string[]) =>
      read(files[row] ?? '', wanted, { own, table, options });
    const close = async (): Promise<void> => table?.close();
    return dataset({ size: files.length, digest, fields, ids: files, values, close }, options);
  },
};

interface Folder {
  readonly own: readonly string[];
  readonly table: Labels | undefined;
  readonly options: OpenOptions;
}

async function read(
  file: string,
  fields: readonly string[],
  folder: Folder,
): Promise<ReadonlyMap<string, Value>> {
  const values = new Map<string, Value>();
  for (const field of fields)
    if (folder.own.includes(field)) values.set(field, await ownValue(file, field, folder.options));
  const others = fields.filter((field) => !folder.own.includes(field));
  const labels = others.length === 0 ? [] : ((await folder.table?.of(file, others)) ?? []);
  return new Map([...values, ...labels]);
}

async function ownValue(file: string, field: string, options: OpenOptions): Promise<Value> {
  if (field === 'path') return file;
  if (field === 'class') return file.includes('/') ? (file.split('/')[0] ?? null) : null;
  try {
    return decodePicture(new Uint8Array(await readFile(join(options.path, file))));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fault('PICTURE_UNREADABLE', { path: `${options.shown}/${file}`, reason });
  }
}

/** SHA-256 over one `digest  name` line per file, and the labels' digest; made once per run. */
async function digestAll(files: readonly string[], options: OpenOptions, labels = 'none'): Promise<string> {
  const stamps = createHash('sha256');
  for (const file of files) stamps.update(`${file}\0${stamp(join(options.path, file))}\n`);
  const index = indexFile(options.scratch, options.path, 'pictures', stamps.digest('hex'), labels);
  return onceJson(index, async () => {
    const all = createHash('sha256').update(`labels ${labels}\n`);
    for (const file of files) all.update(`${await digestOf(join(options.path, file))}  ${file}\0\n`);
    return all.digest('hex');
  });
}
