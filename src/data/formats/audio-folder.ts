import type { Format } from '../../core/format.js';
import { mediumIn } from './media-files.js';
import { folderOptions, openFolder } from './media-folder.js';
import { decodeSound } from './sound.js';

/** A folder of WAV and FLAC files: `audio`, `path`, and `class` (the first subfolder) or the fields of a labels file. */
export const audioFolder: Format = {
  name: 'audio-folder',
  options: folderOptions,
  reads: (path, isFolder) => isFolder && mediumIn(path) === 'sound',
  open: (options) => openFolder({ medium: 'sound', field: 'audio', decode: decodeSound }, options),
};
