import type { Format } from '../../core/format.js';
import { mediumIn } from './media-files.js';
import { folderOptions, openFolder } from './media-folder.js';
import { masksOption, withMasks } from './masks.js';
import { decodePicture } from './picture.js';

/** A folder of PNG, JPEG and WebP files: `image`, `path`, and `class` (the first subfolder) or the fields of a labels file; `mask` from a folder beside it. */
export const imageFolder: Format = {
  name: 'image-folder',
  options: { ...folderOptions, ...masksOption },
  reads: (path, isFolder) => isFolder && mediumIn(path) !== 'sound',
  open: async (options) => {
    const media = { medium: 'picture', field: 'image', decode: decodePicture } as const;
    return withMasks(await openFolder(media, options), options);
  },
};
