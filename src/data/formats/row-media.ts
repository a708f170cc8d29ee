import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fault } from '../../core/fault.js';
import type { Dataset, OpenOptions, Value } from '../../core/format.js';
import type { Schema } from '../../core/json.js';
import type { Sample } from '../../core/sample.js';
import { pathInside } from '../inside.js';
import { decodePicture } from './picture.js';
import { decodeMask } from './png.js';
import { decodeSound } from './sound.js';
import { digestOf, indexFile, onceJson, stamp } from './spool.js';

type Medium = 'picture' | 'mask' | 'sound';
type Bytes = Uint8Array<ArrayBuffer>;

const decoders = { picture: decodePicture, mask: decodeMask, sound: decodeSound } as const satisfies {
  readonly [medium in Medium]: (bytes: Bytes) => Value | Promise<Value>;
};
const unreadable = {
  picture: 'PICTURE_UNREADABLE',
  mask: 'MASK_UNREADABLE',
  sound: 'SOUND_UNREADABLE',
} as const;

/** Option of files of rows. */
export const mediaOption: { readonly media: Schema } = {
  media: {
    type: 'object',
    minProperties: 1,
    additionalProperties: { enum: Object.keys(decoders) },
    title: 'fields and what their files are',
    description:
      'Fields that hold the path of a file, relative to the data file, and what it is: `picture`, `mask` or `sound`.',
  },
};

/** The data set with files in place of their paths; as it is where the policy names no such field. An empty path is null. */
export async function withMedia(rows: Dataset, options: OpenOptions): Promise<Dataset> {
  const media = mediaOf(options);
  if (media.size === 0) return rows;
  const missing = [...media.keys()].find((field) => !rows.fields.includes(field));
  if (missing !== undefined)
    throw fault('FIELD_MISSING', { path: options.shown, field: missing, known: rows.fields.join(', ') });
  const folder = dirname(options.path);
  const digest = await digestAll(rows, [...media.keys()], options);
  return {
    ...rows,
    digest,
    read: async (row, fields) => {
      const sample = await rows.read(row, fields);
      const values = new Map(sample.fields);
      for (const field of fields) {
        const medium = media.get(field);
        const path = medium && pathIn(sample, field, options);
        if (medium && path) values.set(field, await fileOf(medium, path, folder));
      }
      return { ...sample, fields: values };
    },
  };
}

function mediaOf({ options }: OpenOptions): ReadonlyMap<string, Medium> {
  const { media } = options;
  if (typeof media !== 'object' || media === null) return new Map();
  return new Map(Object.entries(media) as [string, Medium][]); // the schema lets nothing else through
}

/** null: there is none. */
function pathIn({ id, fields }: Sample, field: string, { shown }: OpenOptions): string | null {
  const path = fields.get(field) ?? null;
  if (path === null || typeof path === 'string') return path;
  throw fault('ROW_BROKEN', { path: shown, reason: `${field} of ${id} is no path of a file` });
}

async function fileOf(medium: Medium, path: string, folder: string): Promise<Value> {
  const file = pathInside(folder, path, medium);
  try {
    return await decoders[medium](new Uint8Array(await readFile(file)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fault(unreadable[medium], { path, reason });
  }
}

/** SHA-256 over the rows' digest and one `digest  path` line per file; made once per run. */
async function digestAll(rows: Dataset, fields: readonly string[], options: OpenOptions): Promise<string> {
  const files = new Map<string, string>();
  for (let row = 0; row < rows.size; row += 1) {
    const sample = await rows.read(row, fields);
    for (const field of fields) {
      const path = pathIn(sample, field, options);
      if (path !== null && !files.has(path)) files.set(path, pathInside(dirname(options.path), path, field));
    }
  }
  const stamps = createHash('sha256');
  for (const [path, file] of files) stamps.update(`${path}\0${stamp(file)}\n`);
  const index = indexFile(
    options.scratch,
    options.path,
    'media',
    stamps.digest('hex'),
    rows.digest,
    JSON.stringify(options.options['media']),
  );
  return onceJson(index, async () => {
    const all = createHash('sha256').update(
      `rows ${rows.digest} ${JSON.stringify(options.options['media'])}\n`,
    );
    for (const [path, file] of files) all.update(`${await digestOf(file)}  ${path}\0\n`);
    return all.digest('hex');
  });
}
