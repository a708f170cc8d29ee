/** The mean with Neumaier's (1974) compensation; NaN when there are no values, ±Infinity when one is. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  let plain = 0; // the compensation turns an infinite sum into NaN
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? NaN;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
    plain += value;
  }
  return (Number.isFinite(plain) ? sum + lost : plain) / values.length;
}
