import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fault } from '../core/fault.js';
import type { Dataset, Format, OpenOptions } from '../core/format.js';

const endings =
  '.npz, .npy (NumPy), .csv, .tsv, .jsonl, .ndjson, .parquet, .safetensors, .json (COCO), and a folder of pictures or sounds';

/** Opens a data set with the format that reads its path; throws a Fault when none does, or the path holds something else. */
export async function openDataset(formats: readonly Format[], options: OpenOptions): Promise<Dataset> {
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
