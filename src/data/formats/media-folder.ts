import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fault } from '../../core/fault.js';
import type { Dataset, OpenOptions, Value } from '../../core/format.js';
import type { Schema } from '../../core/json.js';
import { dataset } from './dataset.js';
import { labelsFile, openLabels, type Labels } from './labels.js';
import { mediaFiles, type Medium } from './media-files.js';
import { digestOf, indexFile, onceJson, stamp } from './spool.js';

/** How a folder's files become a field. */
export interface Media {
  readonly medium: Medium;
  readonly field: 'image' | 'audio';
  /** Throws an Error whose message says what is wrong with the bytes. */
  decode(bytes: Uint8Array<ArrayBuffer>): Value | Promise<Value>;
}

const glob: Schema = { type: 'string', minLength: 1 };

/** Options of a folder of pictures or sounds. */
export const folderOptions: Schema = {
  labels: {
    type: 'string',
    minLength: 1,
    description: 'CSV or JSON Lines file with a field `path`; its others become fields.',
  },
  files: {
    description: 'Globs below the folder, for example `**/*.wav`: these files only. Default: all.',
    anyOf: [glob, { type: 'array', items: glob, minItems: 1 }],
  },
};

/** Opens a folder whose files are the samples: the file's field, `path`, and `class` (the first subfolder) or the fields of a labels file. */
export async function openFolder(media: Media, options: OpenOptions): Promise<Dataset> {
  const labels = labelsFile(options);
  const files = mediaFiles({
    ...options,
    ...media,
    ...globsOf(options),
    ...(labels && { spared: labels.path }),
  });
  const table = labels && (await openLabels({ ...labels, own: media.field }, files, options));
  const own = [
    media.field,
    'path',
    ...(table === undefined && files.some((file) => file.includes('/')) ? ['class'] : []),
  ];
  const fields = [...own, ...(table?.fields.filter((field) => !own.includes(field)) ?? [])];
  const digest = await digestAll(files, options, table?.digest);
  const values = (row: number, wanted: readonly string[]) =>
    read(files[row] ?? '', wanted, { media, own, table, options });
  const close = async (): Promise<void> => table?.close();
  return dataset({ size: files.length, digest, fields, ids: files, values, close }, options);
}

function globsOf({ options }: OpenOptions): { readonly globs?: readonly string[] } {
  const { files } = options;
  if (typeof files === 'string') return { globs: [files] };
  return Array.isArray(files) ? { globs: files.map(String) } : {};
}

interface Folder {
  readonly media: Media;
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
    if (folder.own.includes(field)) values.set(field, await ownValue(file, field, folder));
  const others = fields.filter((field) => !folder.own.includes(field));
  const labels = others.length === 0 ? [] : ((await folder.table?.of(file, others)) ?? []);
  return new Map([...values, ...labels]);
}

async function ownValue(file: string, field: string, { media, options }: Folder): Promise<Value> {
  if (field === 'path') return file;
  if (field === 'class') return file.includes('/') ? (file.split('/')[0] ?? null) : null;
  try {
    return await media.decode(new Uint8Array(await readFile(join(options.path, file))));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const code = media.medium === 'picture' ? 'PICTURE_UNREADABLE' : 'SOUND_UNREADABLE';
    throw fault(code, { path: `${options.shown}/${file}`, reason });
  }
}

/** SHA-256 over one `digest  name` line per file, and the labels' digest; made once per run. */
async function digestAll(files: readonly string[], options: OpenOptions, labels = 'none'): Promise<string> {
  const stamps = createHash('sha256');
  for (const file of files) stamps.update(`${file}\0${stamp(join(options.path, file))}\n`);
  const index = indexFile(options.scratch, options.path, 'files', stamps.digest('hex'), labels);
  return onceJson(index, async () => {
    const all = createHash('sha256').update(`labels ${labels}\n`);
    for (const file of files) all.update(`${await digestOf(join(options.path, file))}  ${file}\0\n`);
    return all.digest('hex');
  });
}
