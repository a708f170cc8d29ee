import type { NoiseKind } from '../../core/noise.js';
import { resize, type Picture8 } from '../preprocess/resize.js';
import { levelOf, levelSchema } from './level.js';
import { bytesOf, rasterOf, valuesOfBytes, type Raster } from './raster.js';

/** Fewer, larger pixels: shrunk by this factor and enlarged again, both with a box filter and in 8 bits. */
export const pixelate: NoiseKind = {
  name: 'pixelate',
  options: levelSchema('factor', 'Rows and columns that are left, as a share; 1 leaves all.', {
    exclusiveMinimum: 0,
    maximum: 1,
  }),
  ladders: {
    'imagenet-c': [0.6, 0.5, 0.4, 0.3, 0.25].map((factor) => ({ factor })),
    'cifar-10-c': [0.95, 0.9, 0.85, 0.75, 0.65].map((factor) => ({ factor })),
  },
  on: ['picture'],
  needsRange: true,
  moves: [],
  fixed: true,
  apply: (signal, options) => {
    const raster = rasterOf(signal, 'pixelate');
    return valuesOfBytes(coarse(raster, levelOf(options, 'factor')), signal, 'pixelate');
  },
};

function coarse(raster: Raster, factor: number): Uint8Array {
  const { rows: height, columns: width, channels } = raster;
  const picture: Picture8 = { height, width, channels, pixels: bytesOf(raster) };
  const left = (length: number): number => Math.max(1, Math.floor(length * factor));
  const small = resize(picture, { height: left(height), width: left(width) }, 'box');
  return resize(small, { height, width }, 'box').pixels;
}
