import type { Format } from '../../core/format.js';
import { mediumIn } from './media-files.js';
import { folderOptions, openFolder } from './media-folder.js';
import { decodePicture } from './picture.js';

/** A folder of PNG, JPEG and WebP files: `image`, `path`, and `class` (the first subfolder) or the fields of a labels file. */
export const imageFolder: Format = {
  name: 'image-folder',
  options: folderOptions,
  reads: (path, isFolder) => isFolder && mediumIn(path) !== 'sound',
  open: (options) => openFolder({ medium: 'picture', field: 'image', decode: decodePicture }, options),
};
