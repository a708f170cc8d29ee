import type { NoiseKind } from '../../core/noise.js';
import { addEnlarged, spreadOf } from './enlarge.js';
import { kept, remembered } from '../kept.js';
import { levelOf, levelSchema } from './level.js';
import { deviates } from './normal.js';
import { bytesOf, rasterOf, sharesOf, valuesOf, type Raster } from './raster.js';
import { scattered } from './scatter.js';
import { streak } from './streak.js';

const [lendDraws, lendFlakes] = [kept(), kept()];

/** Snow: draws above a threshold, enlarged and blurred as they fall, over a picture that is itself paler. */
export const snow: NoiseKind = {
  name: 'snow',
  options: {
    ...levelSchema('mean', 'Mean of the draws flakes are made of.', { minimum: 0, maximum: 1 }),
    ...levelSchema('deviation', 'Their standard deviation.', { minimum: 0, maximum: 1 }),
    ...levelSchema('zoom', 'What flakes are enlarged by.', { minimum: 1, maximum: 16 }),
    ...levelSchema('threshold', 'Draws below it are no flakes.', { minimum: 0, maximum: 1 }),
    ...levelSchema('radius', 'Half the length in pixels that flakes are blurred over.', { minimum: 0, maximum: 100 }),
    ...levelSchema('sigma', 'Standard deviation of that blur in pixels.', { minimum: 0, maximum: 100 }),
    ...levelSchema('keep', 'Share of the picture that does not turn pale.', { minimum: 0, maximum: 1 }),
  }, // prettier-ignore
  ladders: {
    'imagenet-c': ladder(
      [0.1, 0.3, 3, 0.5, 10, 4, 0.8], [0.2, 0.3, 2, 0.5, 12, 4, 0.7], [0.55, 0.3, 4, 0.9, 12, 8, 0.7],
      [0.55, 0.3, 4.5, 0.85, 12, 8, 0.65], [0.55, 0.3, 2.5, 0.85, 12, 12, 0.55],
    ),
    'cifar-10-c': ladder(
      [0.1, 0.2, 1, 0.6, 8, 3, 0.95], [0.1, 0.2, 1, 0.5, 10, 4, 0.9], [0.15, 0.3, 1.75, 0.55, 10, 4, 0.9],
      [0.25, 0.3, 2.25, 0.6, 12, 6, 0.85], [0.3, 0.3, 1.25, 0.65, 14, 12, 0.8],
    ),
  }, // prettier-ignore
  on: ['picture'],
  needsRange: true,
  moves: [],
  channels: [1, 3],
  apply: (signal, options, stream) => {
    const raster = rasterOf(signal, 'snow', [1, 3]);
    const size = raster.rows * raster.columns;
    const [mean, deviation] = [levelOf(options, 'mean'), levelOf(options, 'deviation')];
    const drawn = deviates(size, stream, lendDraws(size));
    for (let at = 0; at < size; at += 1) drawn[at] = mean + deviation * (drawn[at] ?? Number.NaN);
    const degrees = stream.uniform() * 90 - 135;
    const flakes = falling({ ...raster, channels: 1, shares: drawn }, {
      zoom: levelOf(options, 'zoom'),
      threshold: levelOf(options, 'threshold'),
      streak: { radius: levelOf(options, 'radius'), sigma: levelOf(options, 'sigma'), degrees },
    }); // prettier-ignore
    return valuesOf(snowed(raster, flakes, levelOf(options, 'keep')), signal, 'snow');
  },
};

type Severity = readonly [
  mean: number, deviation: number, zoom: number, threshold: number, radius: number, sigma: number, keep: number,
]; // prettier-ignore

function ladder(...all: readonly Severity[]) {
  return all.map(([mean, deviation, zoom, threshold, radius, sigma, keep]) => {
    return { mean, deviation, zoom, threshold, radius, sigma, keep };
  });
}

interface Falling {
  readonly zoom: number;
  readonly threshold: number;
  readonly streak: Parameters<typeof streak>[0];
}

/** The layer of flakes, in 8 bits before it is blurred and after, as the benchmark's is. */
function falling(layer: Raster, { zoom, threshold, streak: line }: Falling): Float64Array {
  const flakes = lendFlakes(layer.shares.length);
  flakes.fill(0);
  addEnlarged(layer, spreads(layer.rows, layer.columns, zoom), flakes);
  for (let at = 0; at < flakes.length; at += 1) {
    const share = flakes[at] ?? Number.NaN;
    flakes[at] = share < threshold ? 0 : share >= 1 ? 1 : Math.floor(share * 255) / 255;
  }
  const blurred = scattered({ ...layer, shares: flakes }, streak(line));
  return sharesOf(bytesOf({ ...layer, shares: blurred }));
}

const spreads = remembered((rows: number, columns: number, zoom: number) =>
  spreadOf({ rows, columns, channels: 1 }, zoom),
);

/** Paler where it is dark, and flakes twice: as they are, and turned by half a circle. Written over the picture's own shares. */
function snowed({ channels, shares }: Raster, flakes: Float64Array, keep: number): Float64Array {
  for (let pixel = 0, at = 0; pixel < flakes.length; pixel += 1) {
    const added = (flakes[pixel] ?? Number.NaN) + (flakes[flakes.length - 1 - pixel] ?? Number.NaN);
    const pale = greyAt(shares, at, channels) * 1.5 + 0.5;
    for (let c = 0; c < channels; c += 1, at += 1) {
      const share = shares[at] ?? Number.NaN;
      shares[at] = keep * share + (1 - keep) * (pale > share ? pale : share) + added;
    }
  }
  return shares;
}

/** Brightness as ITU-R BT.601 weighs the colours. */
function greyAt(shares: Float64Array, at: number, channels: number): number {
  const first = shares[at] ?? Number.NaN;
  if (channels === 1) return first;
  return 0.299 * first + 0.587 * (shares[at + 1] ?? Number.NaN) + 0.114 * (shares[at + 2] ?? Number.NaN);
}
