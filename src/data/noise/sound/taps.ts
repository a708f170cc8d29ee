import { cosHalfTurns, sinHalfTurns } from '../../audio/exact.js';

const taps = 511;

/** The place that the weights are symmetric about. */
export const middle = (taps - 1) / 2;

/** A linear-phase band pass of 511 taps: sincs under a Blackman window, 1 at the middle of the band; edges as shares of half the rate. */
export function bandTaps(low: number, high: number): Float64Array {
  const ideal = (at: number): number => {
    const offset = at - middle;
    if (offset === 0) return high - low;
    return (sinHalfTurns(high * offset) - sinHalfTurns(low * offset)) / (Math.PI * offset);
  };
  const weights = Float64Array.from({ length: taps }, (_, at) => ideal(at) * blackman(at));
  const centre = low === 0 ? 0 : high === 1 ? 1 : (low + high) / 2;
  const level = weights.reduce((sum, weight, at) => sum + weight * cosHalfTurns(centre * (at - middle)), 0);
  return weights.map((weight) => weight / level);
}

function blackman(at: number): number {
  const place = (2 * at) / (taps - 1);
  return 0.42 - 0.5 * cosHalfTurns(place) + 0.08 * cosHalfTurns(2 * place);
}
