import { remembered } from '../kept.js';
import { direction } from './angle.js';
import { expNegative } from './exp.js';
import type { Taps } from './taps.js';

interface Streak {
  /** Pixels that the camera moves to either side; the kernel has 2·radius + 1 places, all on one side. */
  readonly radius: number;
  readonly sigma: number;
  readonly degrees: number;
}

/** A moving camera, as ImageMagick's motion blur makes it: half a Gaussian along a line, each place at its nearest pixel. */
export function streak({ radius, sigma, degrees }: Streak): Taps {
  const weights = halfGaussian(radius, sigma);
  const { sine, cosine } = direction(degrees);
  const down = new Int32Array(weights.length);
  const right = new Int32Array(weights.length);
  for (let i = 0; i < weights.length; i += 1) {
    down[i] = Math.ceil(i * sine - 0.5);
    right[i] = Math.ceil(i * cosine - 0.5);
  }
  return { down, right, weights };
}

const halfGaussian = remembered((radius: number, sigma: number): Float64Array => {
  const length = sigma === 0 ? 1 : 2 * Math.ceil(radius) + 1;
  const weights = Float64Array.from({ length }, (_, i) => expNegative((i * i) / (2 * sigma * sigma || 1)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
});
