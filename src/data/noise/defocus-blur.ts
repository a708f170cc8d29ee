import type { NoiseKind } from '../../core/noise.js';
import { remembered } from '../kept.js';
import { levelOf, levelSchema } from './level.js';
import { rasterOf, valuesOf, type Raster } from './raster.js';
import { gaussianKernel, smooth } from './smooth.js';
import { correlate, type Taps } from './taps.js';

/** Out of focus as a lens is: every point becomes a disc of this radius, its edge softened by a small Gaussian. */
export const defocusBlur: NoiseKind = {
  name: 'defocus-blur',
  options: {
    ...levelSchema('radius', 'Radius of the disc in pixels.', { minimum: 0, maximum: 100 }),
    ...levelSchema('edge', 'Standard deviation in pixels that softens the edge of the disc.', { minimum: 0, maximum: 10 }),
  }, // prettier-ignore
  ladders: {
    'imagenet-c': ladder([3, 0.1], [4, 0.5], [6, 0.5], [8, 0.5], [10, 0.5]),
    'cifar-10-c': ladder([0.3, 0.4], [0.4, 0.5], [0.5, 0.6], [1, 0.2], [1.5, 0.1]),
  },
  on: ['picture'],
  needsRange: true,
  moves: [],
  fixed: true,
  apply: (signal, options) => {
    const raster = rasterOf(signal, 'defocus-blur');
    const taps = discOf(levelOf(options, 'radius'), levelOf(options, 'edge'));
    return valuesOf(correlate(raster, taps, 'mirror'), signal, 'defocus-blur');
  },
};

function ladder(...all: readonly (readonly [radius: number, edge: number])[]) {
  return all.map(([radius, edge]) => ({ radius, edge }));
}

const discOf = remembered(disc);

/** Weights below add nothing that 64 bits could tell beside the others. */
const negligible = 1e-20;

/**
 * A disc on a grid of 17 × 17, or as large as it is beyond a radius of 8, smoothed by 3 × 3 (else 5 × 5) weights inside that
 * grid: what would leave it is mirrored, as the benchmark's own kernel is.
 */
function disc(radius: number, edge: number): Taps {
  const reach = radius <= 8 ? 8 : Math.floor(radius);
  const size = 2 * reach + 1;
  const filled = Float64Array.from({ length: size * size }, (_, at) => {
    const [x, y] = [(at % size) - reach, Math.floor(at / size) - reach];
    return Number(x * x + y * y <= radius * radius);
  });
  const sum = filled.reduce((total, each) => total + each, 0);
  const grid: Raster = { rows: size, columns: size, channels: 1, shares: filled.map((each) => each / sum) };
  const { shares } = smooth(grid, gaussianKernel(edge, radius <= 8 ? 1 : 2), 'mirror');
  const places = [...shares.keys()].filter((at) => (shares[at] ?? 0) > negligible);
  return {
    down: Int32Array.from(places, (at) => Math.floor(at / size) - reach),
    right: Int32Array.from(places, (at) => (at % size) - reach),
    weights: Float64Array.from(places, (at) => shares[at] ?? Number.NaN),
  };
}
