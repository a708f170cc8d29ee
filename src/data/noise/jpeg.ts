import type { NoiseKind } from '../../core/noise.js';
import { doubled, halved } from './jpeg/chroma.js';
import { levelOf, wholeSchema } from './level.js';
import { throughFrequencies, type Plane } from './jpeg/plane.js';
import { divisors } from './jpeg/quantization.js';
import { bytesOf, rasterOf, valuesOfBytes, type Raster } from './raster.js';
import { colours, components } from './jpeg/ycc.js';

/** Stored as baseline JPEG and read again: everything that loses bits, and none of the packing, which loses nothing. */
export const jpeg: NoiseKind = {
  name: 'jpeg',
  options: wholeSchema('quality', 'Quality, 1 to 100, as libjpeg and Pillow count it.', {
    minimum: 1,
    maximum: 100,
  }),
  ladders: {
    'imagenet-c': [25, 18, 15, 10, 7].map((quality) => ({ quality })),
    'cifar-10-c': [80, 65, 58, 50, 40].map((quality) => ({ quality })),
  },
  on: ['picture'],
  needsRange: true,
  moves: [],
  fixed: true,
  channels: [1, 3],
  apply: (signal, options) => {
    const raster = rasterOf(signal, 'jpeg', [1, 3]);
    return valuesOfBytes(stored(raster, levelOf(options, 'quality')), signal, 'jpeg');
  },
};

/** Colour differences are kept at half the rows and columns (4:2:0), as files usually do. */
function stored(raster: Raster, quality: number): Uint8Array {
  const { rows, columns, channels } = raster;
  const bytes = bytesOf(raster);
  const light = divisors(quality, 'luminance');
  if (channels === 1) return throughFrequencies({ rows, columns, samples: bytes }, light).samples;
  const colour = divisors(quality, 'chrominance');
  const coarse = (plane: Plane): Plane => doubled(throughFrequencies(halved(plane), colour), rows, columns);
  const [y, cb, cr] = components(bytes, rows, columns);
  return colours([throughFrequencies(y, light), coarse(cb), coarse(cr)]);
}
