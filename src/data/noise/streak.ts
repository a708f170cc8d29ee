import { direction } from './angle.js';
import { expNegative } from './exp.js';
import type { Tap } from './taps.js';

interface Streak {
  /** Pixels that the camera moves to either side; the kernel has 2·radius + 1 places, all on one side. */
  readonly radius: number;
  readonly sigma: number;
  readonly degrees: number;
}

/** A moving camera, as ImageMagick's motion blur makes it: half a Gaussian along a line, each place at its nearest pixel. */
export function streak({ radius, sigma, degrees }: Streak): Tap[] {
  const width = 2 * Math.ceil(radius) + 1;
  const { sine, cosine } = direction(degrees);
  const weights = Array.from({ length: sigma === 0 ? 1 : width }, (_, i) =>
    expNegative((i * i) / (2 * sigma * sigma || 1)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight, i) => ({
    down: Math.ceil(i * sine - 0.5),
    right: Math.ceil(i * cosine - 0.5),
    weight: weight / sum,
  }));
}
