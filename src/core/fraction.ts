/** A limit as it was written, exactly: value = numerator ÷ denominator, both safe integers, denominator > 0. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** ⌊fraction · n⌋ without rounding; n is a count. 0.02 · 1050 is 21, not 20.999…. */
export function floorOf(fraction: Fraction, n: number): number {
  return Number((BigInt(fraction.numerator) * BigInt(n)) / BigInt(fraction.denominator));
}
