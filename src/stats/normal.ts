const SERIES_REACH = 2.5; // beyond it the continued fraction is exact to a few ulp with the terms below
const FRACTION_TERMS = 120;

/** Φ(z), the standard normal distribution function, to about 14 digits in the lower tail too. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return NaN;
  if (z > SERIES_REACH) return 1 - lowerTail(-z);
  return z < -SERIES_REACH ? lowerTail(z) : 0.5 + density(z) * oddSeries(z);
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** z + z³/3 + z⁵/(3·5) + …; Abramowitz and Stegun 26.2.11. */
function oddSeries(z: number): number {
  let sum = 0;
  let term = z;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (z * z) / odd;
  }
  return sum;
}

/** Φ(z) for z ≪ 0 by Laplace's continued fraction, from its far end; Abramowitz and Stegun 26.2.14. */
function lowerTail(z: number): number {
  let fraction = -z;
  for (let term = FRACTION_TERMS; term > 0; term -= 1) fraction = -z + term / fraction;
  return density(z) / fraction;
}
