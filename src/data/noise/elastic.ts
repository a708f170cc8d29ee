import type { NoiseKind } from '../../core/noise.js';
import type { Stream } from '../../core/rng.js';
import { affineBetween, type Point } from './affine.js';
import { bend } from './bend.js';
import { kept } from '../kept.js';
import { levelOf, levelSchema } from './level.js';
import { rasterOf, valuesOf, type Raster } from './raster.js';
import { cutKernel, smooth } from './smooth.js';

const [lendTurned, lendBent, lendRight, lendDown, lendDraws] = [kept(), kept(), kept(), kept(), kept()];

/** Stretched like rubber: three points of the picture move by up to `affine` pixels, and then every pixel by a smooth field of draws. */
export const elastic: NoiseKind = {
  name: 'elastic',
  options: {
    ...levelSchema('shift', 'What the smoothed draws (−1…1 before) are multiplied by, in pixels.', { minimum: 0, maximum: 10000 }),
    ...levelSchema('sigma', 'Standard deviation in pixels that the draws are smoothed by.', { minimum: 0, maximum: 1000 }),
    ...levelSchema('affine', 'How far the three points move at most, in pixels.', { minimum: 0, maximum: 1000 }),
  }, // prettier-ignore
  ladders: {
    'imagenet-c': ladder(244, [2, 0.7, 0.1], [2, 0.08, 0.2], [0.05, 0.01, 0.02], [0.07, 0.01, 0.02], [0.12, 0.01, 0.02]),
    'cifar-10-c': ladder(32, [0, 0, 0.08], [0.05, 0.2, 0.07], [0.08, 0.06, 0.06], [0.1, 0.04, 0.05], [0.1, 0.03, 0.03]),
  }, // prettier-ignore
  on: ['picture'],
  needsRange: true,
  moves: ['pixels'],
  apply: (signal, options, stream) => {
    const raster = rasterOf(signal, 'elastic');
    const turned = turn(raster, levelOf(options, 'affine'), stream);
    const kernel = cutKernel(levelOf(options, 'sigma'), 3);
    const shift = levelOf(options, 'shift');
    const right = field(raster, { kernel, stream, lend: lendRight });
    const down = field(raster, { kernel, stream, lend: lendDown });
    for (let row = 0, pixel = 0; row < raster.rows; row += 1) {
      for (let column = 0; column < raster.columns; column += 1, pixel += 1) {
        down[pixel] = row + shift * (down[pixel] ?? Number.NaN);
        right[pixel] = column + shift * (right[pixel] ?? Number.NaN);
      }
    }
    const { shares } = bend(
      turned,
      { rows: down, columns: right },
      'reflect',
      lendBent(raster.shares.length),
    );
    return valuesOf(shares, signal, 'elastic');
  },
};

type Severity = readonly [shift: number, sigma: number, affine: number];

/** The benchmarks write shares of a size: 32, and by a slip of theirs 244. */
function ladder(size: number, ...all: readonly Severity[]) {
  return all.map(([shift, sigma, affine]) => ({
    shift: shift * size,
    sigma: sigma * size,
    affine: affine * size,
  }));
}

/** Uniform draws in −1…1 for every pixel, smoothed. */
function field(
  { rows, columns }: Raster,
  by: { readonly kernel: Float64Array; readonly stream: Stream; readonly lend: ReturnType<typeof kept> },
): Float64Array {
  const shares = by.kernel.length === 1 ? by.lend(rows * columns) : lendDraws(rows * columns);
  for (let at = 0; at < shares.length; at += 1) shares[at] = 2 * by.stream.uniform() - 1;
  return smooth({ rows, columns, channels: 1, shares }, by.kernel, 'reflect', by.lend).shares;
}

/** Three points around the middle, as far from it as a third of the shorter side, go elsewhere, and the picture with them. */
function turn(raster: Raster, reach: number, stream: Stream): Raster {
  const [row, column] = [Math.floor(raster.rows / 2), Math.floor(raster.columns / 2)];
  const third = Math.floor(Math.min(raster.rows, raster.columns) / 3);
  const points: readonly Point[] = [
    [row + third, column + third],
    [row + third, column - third],
    [row - third, column - third],
  ];
  const draw = (at: number): number => at + reach * (2 * stream.uniform() - 1);
  const elsewhere = points.map(([x, y]): Point => [draw(x), draw(y)]);
  if (reach === 0) return raster;
  const { xx, xy, x0, yx, yy, y0 } = affineBetween(elsewhere, points);
  const where = {
    rows: lendDown(raster.rows * raster.columns),
    columns: lendRight(raster.rows * raster.columns),
  };
  for (let y = 0, pixel = 0; y < raster.rows; y += 1) {
    for (let x = 0; x < raster.columns; x += 1, pixel += 1) {
      where.rows[pixel] = yx * x + yy * y + y0;
      where.columns[pixel] = xx * x + xy * y + x0;
    }
  }
  return bend(raster, where, 'mirror', lendTurned(raster.shares.length));
}
