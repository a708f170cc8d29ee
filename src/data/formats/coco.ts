import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fault } from '../../core/fault.js';
import type { Format, OpenOptions, Value } from '../../core/format.js';
import { pathInside } from '../inside.js';
import { spoolImages, type CocoImage } from './coco-index.js';
import { dataset } from './dataset.js';
import { workingDirectory } from './labels.js';
import { decodePicture } from './picture.js';
import { openRows } from './rows.js';
import { digestOf, indexFile, onceJson, stamp } from './spool.js';

const fields = ['image', 'file', 'width', 'height', 'objects'];

/** COCO's instances file and its folder of pictures: `image`, `file`, `width`, `height`, and `objects` (boxes with classes). */
export const coco: Format = {
  name: 'coco',
  options: {
    images: {
      type: 'string',
      minLength: 1,
      description:
        'Folder that the file names of a COCO file are in, relative to the working directory. Default: the folder of the file.',
    },
  },
  reads: (path, isFolder) => !isFolder && /\.json$/i.test(path),
  open: async (options) => {
    const folder = imagesFolder(options);
    const spool = indexFile(options.scratch, options.path, 'coco images');
    const index = await onceJson(indexFile(options.scratch, options.path, 'coco'), () =>
      spoolImages(options, spool),
    );
    const { ids, files, offsets } = index;
    const rows = openRows(spool, options.shown, null);
    const values = async (row: number, wanted: readonly string[]): Promise<ReadonlyMap<string, Value>> => {
      const start = offsets[row] ?? 0;
      const bytes = rows.bytes(start, (offsets[row + 1] ?? start) - start);
      const image = JSON.parse(Buffer.from(bytes).toString('utf8')) as CocoImage; // spoolImages wrote it
      return new Map(await Promise.all(wanted.map(async (field) => [field, await valueOf(image, field, { folder, options })] as const))); // prettier-ignore
    };
    const digest = await digestAll(files, folder, options);
    return dataset({ size: ids.length, digest, fields, ids, values, close: rows.close }, options);
  },
};

/** The real path of the folder of pictures: that of the file itself where the policy names none. */
function imagesFolder({ path, shown, options }: OpenOptions): string {
  const { images } = options;
  if (typeof images !== 'string') return realpathSync(dirname(path));
  return pathInside(workingDirectory(path, shown), images, 'folder of images');
}

async function valueOf(
  image: CocoImage,
  field: string,
  { folder, options }: { folder: string; options: OpenOptions },
): Promise<Value> {
  if (field === 'file') return image.file;
  if (field === 'width') return image.width;
  if (field === 'height') return image.height;
  if (field === 'objects') return { objects: image.objects, size: [image.width, image.height] };
  return readImage(image, folder, options);
}

/** Fault PICTURE_UNREADABLE, also for a picture of another size than the file says: its boxes would be elsewhere. */
async function readImage(
  { file, width, height }: CocoImage,
  folder: string,
  { shown }: OpenOptions,
): Promise<Value> {
  const path = pathInside(folder, file, 'image');
  try {
    const picture = decodePicture(new Uint8Array(await readFile(path)));
    if (picture.width === width && picture.height === height) return picture;
    throw new Error(`it is ${picture.width} × ${picture.height}, ${shown} says ${width} × ${height}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fault('PICTURE_UNREADABLE', { path: file, reason });
  }
}

/** SHA-256 over the file and over every picture that it lists; made once per run. */
async function digestAll(files: readonly string[], folder: string, options: OpenOptions): Promise<string> {
  const found = files.map((file) => pathInside(folder, file, 'image'));
  const stamps = createHash('sha256');
  for (const file of found) stamps.update(`${stamp(file)}\n`);
  const index = indexFile(options.scratch, options.path, 'coco digest', stamps.digest('hex'));
  return onceJson(index, async () => {
    const all = createHash('sha256').update(`${await digestOf(options.path)}\n`);
    for (const [at, file] of found.entries()) all.update(`${await digestOf(file)}  ${files[at] ?? ''}\0\n`);
    return all.digest('hex');
  });
}
