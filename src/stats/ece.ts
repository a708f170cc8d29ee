export const eceBins = 15;

/**
 * One answer's part in the expected calibration error over equal-width, right-closed bins of confidence: in its bin
 * the number of answers, their confidence and how many were right, to be added over samples at place 3 · bin.
 * Confidence beyond 0…1 counts in the nearest bin; NaN in the first, whose sum is then NaN.
 */
export function eceSums(confidence: number, right: boolean, bins = eceBins): EceSums {
  const bin = Number.isNaN(confidence) ? 0 : binOf(confidence, bins);
  return { first: 3 * bin, part: [1, confidence, right ? 1 : 0] };
}

export interface EceSums {
  readonly first: number;
  readonly part: readonly number[];
}

/** Expected calibration error Σ |right − confidence| ÷ n of added `eceSums`, 0…1; NaN without answers. */
export function ece(total: readonly number[]): number {
  let gaps = 0;
  let answers = 0;
  for (let at = 0; at < total.length; at += 3) {
    answers += total[at] ?? NaN;
    gaps += Math.abs((total[at + 2] ?? NaN) - (total[at + 1] ?? NaN));
  }
  return gaps / answers;
}

/**
 * The bin, 0…bins−1, of a value in 0…1 among equal-width, right-closed ones; beyond 0…1 the nearest. Edges are the
 * float64 nearest to bin ÷ bins; confidence × bins may round across one, so they are compared.
 */
export function binOf(confidence: number, bins: number): number {
  const near = Math.ceil(Math.min(1, Math.max(0, confidence)) * bins) - 1;
  const bin = confidence <= near / bins ? near - 1 : confidence > (near + 1) / bins ? near + 1 : near;
  return Math.min(bins - 1, Math.max(0, bin));
}
