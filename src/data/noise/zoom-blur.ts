import type { NoiseKind } from '../../core/noise.js';
import { blended, blendOf, isSmall } from './blend.js';
import { addEnlarged, spreadOf, type Spread } from './enlarge.js';
import { kept, remembered } from '../kept.js';
import { levelOf, levelSchema } from './level.js';
import { rasterOf, valuesOf, type Raster } from './raster.js';

const lend = kept();

/** A camera that comes nearer: the mean of the picture and of itself enlarged by 1, 1 + step, … up to the factor. */
export const zoomBlur: NoiseKind = {
  name: 'zoom-blur',
  options: {
    ...levelSchema('factor', 'Largest enlargement.', { minimum: 1, maximum: 4 }),
    ...levelSchema('step', 'From one enlargement to the next.', { minimum: 0.001, maximum: 1 }),
  },
  ladders: {
    'imagenet-c': ladder([1.11, 0.01], [1.15, 0.01], [1.2, 0.02], [1.24, 0.02], [1.3, 0.03]),
    'cifar-10-c': ladder([1.06, 0.01], [1.11, 0.01], [1.15, 0.01], [1.2, 0.01], [1.25, 0.01]),
  },
  on: ['picture'],
  needsRange: true,
  moves: ['pixels'],
  fixed: true,
  apply: (signal, options) => {
    const raster = rasterOf(signal, 'zoom-blur');
    const { rows, columns, channels } = raster;
    const [factor, step] = [levelOf(options, 'factor'), levelOf(options, 'step')];
    const shares = isSmall(raster)
      ? blended(raster, meanOf(rows, columns, channels, factor, step), lend(raster.shares.length))
      : summed(raster, spreadsOf(rows, columns, channels, factor, step));
    return valuesOf(shares, signal, 'zoom-blur');
  },
};

function ladder(...all: readonly (readonly [factor: number, step: number])[]) {
  return all.map(([factor, step]) => ({ factor, step }));
}

const spreadsOf = remembered(
  (rows: number, columns: number, channels: number, factor: number, step: number) =>
    factorsOf(factor, step).map((each) => spreadOf({ rows, columns, channels }, each)),
);

/** As numpy.arange spaces them: by the float that lies between 1 and 1 + step. */
function factorsOf(factor: number, step: number): number[] {
  const apart = 1 + step - 1;
  const count = Math.floor((factor - 1) / step + 0.5) + 1;
  return Array.from({ length: count }, (_, at) => 1 + at * apart);
}

function summed(raster: Raster, spreads: readonly Spread[]): Float64Array {
  const sum = lend(raster.shares.length);
  sum.set(raster.shares);
  for (const spread of spreads) addEnlarged(raster, spread, sum);
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) / (spreads.length + 1);
  return sum;
}

/** All enlargements at once: they draw on a few pixels each, and mostly on the same ones. */
const meanOf = remembered((rows: number, columns: number, channels: number, factor: number, step: number) => {
  const spreads = spreadsOf(rows, columns, 1, factor, step);
  return blendOf({ rows, columns, channels }, (pixel, weights) => {
    const [row, column] = [Math.floor(pixel / columns), pixel % columns];
    const add = (place: number, weight: number): void => {
      weights[place] = (weights[place] ?? 0) + weight / (spreads.length + 1);
    };
    add(pixel, 1);
    for (const { down, across } of spreads) {
      const [low, far] = [down.share[row] ?? 0, across.share[column] ?? 0];
      const [top, bottom] = [down.before[row] ?? 0, down.after[row] ?? 0];
      const [left, right] = [across.before[column] ?? 0, across.after[column] ?? 0];
      add(top + left, (1 - low) * (1 - far));
      add(top + right, (1 - low) * far);
      add(bottom + left, low * (1 - far));
      add(bottom + right, low * far);
    }
  });
});
