/** A tensor of each model that stand at the same place. */
export interface Matched {
  readonly baseline: string;
  readonly compressed: string;
  readonly by: 'name' | 'depth';
}

/** Places that are compared at most. */
const most = 12;

/**
 * Inner layers of two models in graph order, matched before anything of them is measured: by name where both have the
 * same ones, else at the same share of the way, the last with the last. Names alone would match a student's sixth layer,
 * its last, with its teacher's sixth of twelve.
 */
export function matchByDepth(baseline: readonly string[], compressed: readonly string[]): readonly Matched[] {
  const count = Math.min(most, baseline.length, compressed.length);
  const isSame = baseline.join('\n') === compressed.join('\n');
  const at = (layers: readonly string[], step: number): string =>
    layers[Math.ceil(((step + 1) * layers.length) / count) - 1] ?? '';
  return Array.from({ length: count }, (_, step) => ({
    baseline: at(baseline, step),
    compressed: at(compressed, step),
    by: isSame ? 'name' : 'depth',
  }));
}
