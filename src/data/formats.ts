import type { Format } from '../core/format.js';
import { audioFolder } from './formats/audio-folder.js';
import { coco } from './formats/coco.js';
import { csv } from './formats/csv.js';
import { imageFolder } from './formats/image-folder.js';
import { jsonl } from './formats/jsonl.js';
import { npz } from './formats/npz.js';
import { parquet } from './formats/parquet.js';
import { safetensors } from './formats/safetensors.js';

/** Every data format, in the order in which they are asked whether they read a path. */
export const formats: readonly Format[] = [
  npz,
  csv,
  jsonl,
  parquet,
  safetensors,
  coco,
  imageFolder,
  audioFolder,
];
