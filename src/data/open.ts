import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fault } from '../core/fault.js';
import type { Dataset, Format, OpenOptions } from '../core/format.js';
import { pathInside } from './inside.js';
import { joined } from './joined.js';

const endings =
  '.npz, .npy (NumPy), .csv, .tsv, .jsonl, .ndjson, .parquet, .safetensors, .json (COCO), and a folder of pictures or sounds';

/** Opens a data set, with its gallery behind it if that is a file of its own. */
export async function openDataset(formats: readonly Format[], options: OpenOptions): Promise<Dataset> {
  const { gallery, ...own } = options;
  const queries = await openOne(formats, own);
  if (gallery === undefined) return queries;
  const path = pathInside(gallery.root, gallery.path, 'gallery');
  const searched = await openOne(formats, { ...own, path, shown: gallery.path, options: {} });
  if (searched.size === 0) throw fault('DATA_EMPTY', { path: gallery.path });
  return joined(queries, searched);
}

/** With the format that reads its path; throws a Fault when none does, or the path holds something else. */
async function openOne(formats: readonly Format[], options: OpenOptions): Promise<Dataset> {
  const { path, shown } = options;
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw fault('FILE_MISSING', { path: shown, what: 'data' });
  const format = formats.find((candidate) => candidate.reads(path, status.isDirectory()));
  if (format === undefined) throw fault('DATA_FORMAT_UNKNOWN', { path: shown, known: endings });
  if (status.isFile() && isLfsPointer(path)) throw fault('LFS_POINTER', { path: shown });
  return format.open(options);
}

function isLfsPointer(path: string): boolean {
  const start = Buffer.alloc(40);
  const file = openSync(path, 'r');
  try {
    return start
      .toString('latin1', 0, readSync(file, start, 0, 40, 0))
      .startsWith('version https://git-lfs.github');
  } finally {
    closeSync(file);
  }
}
