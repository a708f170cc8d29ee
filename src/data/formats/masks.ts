import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fault } from '../../core/fault.js';
import type { Dataset, OpenOptions, Value } from '../../core/format.js';
import type { Schema } from '../../core/json.js';
import { pathInside } from '../inside.js';
import { workingDirectory } from './labels.js';
import { decodeMask } from './png.js';
import { digestOf, indexFile, onceJson, stamp } from './spool.js';

/** Option of a folder of pictures. */
export const masksOption: { readonly masks: Schema } = {
  masks: {
    type: 'string',
    minLength: 1,
    description:
      'Folder with a PNG of the same name for each picture, relative to the working directory: the field `mask`.',
  },
};

/** The data set with a field `mask`, read from a folder beside the pictures; as it is where the policy names no such folder. */
export async function withMasks(pictures: Dataset, options: OpenOptions): Promise<Dataset> {
  const { masks } = options.options;
  if (typeof masks !== 'string') return pictures;
  if (pictures.fields.includes('mask')) {
    const reason = 'it has a field mask, which is the mask itself';
    throw fault('ROW_BROKEN', { path: options.shown, reason });
  }
  const folder = pathInside(workingDirectory(options.path, options.shown), masks, 'folder of masks');
  const fileOf = async (row: number): Promise<string> => {
    const path = (await pictures.read(row, ['path'])).fields.get('path');
    return `${(typeof path === 'string' ? path : '').replace(/\.[^./]*$/u, '')}.png`;
  };
  const files: string[] = [];
  for (let row = 0; row < pictures.size; row += 1) files.push(await fileOf(row));
  const digest = await digestAll(files, folder, { ...options, pictures: pictures.digest });
  return {
    ...pictures,
    digest,
    fields: [...pictures.fields, 'mask'],
    read: async (row, fields) => {
      const others = fields.filter((field) => field !== 'mask');
      const sample = await pictures.read(row, others);
      if (others.length === fields.length) return sample;
      const mask = await readMask(files[row] ?? '', folder, masks);
      return { ...sample, fields: new Map([...sample.fields, ['mask', mask]]) };
    },
  };
}

async function readMask(file: string, folder: string, shown: string): Promise<Value> {
  const path = pathInside(folder, file, 'mask');
  try {
    return decodeMask(new Uint8Array(await readFile(path)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fault('MASK_UNREADABLE', { path: `${shown}/${file}`, reason });
  }
}

/** SHA-256 over the pictures' digest and one `digest  name` line per mask; made once per run. */
async function digestAll(
  files: readonly string[],
  folder: string,
  { scratch, path, pictures }: OpenOptions & { readonly pictures: string },
): Promise<string> {
  const found = files.map((file) => pathInside(folder, file, 'mask'));
  const stamps = createHash('sha256');
  for (const file of found) stamps.update(`${file}\0${stamp(file)}\n`);
  const index = indexFile(scratch, path, 'masks', stamps.digest('hex'), pictures);
  return onceJson(index, async () => {
    const all = createHash('sha256').update(`pictures ${pictures}\n`);
    for (const [at, file] of found.entries()) all.update(`${await digestOf(file)}  ${files[at] ?? ''}\0\n`);
    return all.digest('hex');
  });
}
