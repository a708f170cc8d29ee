// Functions of + − × ÷ alone, so that their bits are the same on every machine and in every version of Node.

const bits = new DataView(new ArrayBuffer(8));
const naturalOf2 = 0.6931471805599453;
const naturalOf10 = 2.302585092994046;
const rootOfHalf = 0.7071067811865476;

/** The cosine of x half turns, cos(πx); its error is below 3e-16. */
export function cosHalfTurns(x: number): number {
  return sinHalfTurns(x + 0.5);
}

/** The sine of x half turns, sin(πx); its error is below 3e-16 (for |x| < 2³²). */
export function sinHalfTurns(x: number): number {
  const nearest = Math.floor(x * 2 + 0.5); // quarter turns
  const rest = (x - nearest / 2) * Math.PI;
  const quarter = ((nearest % 4) + 4) % 4;
  const size = quarter % 2 === 0 ? sine(rest) : cosine(rest);
  return quarter < 2 ? size : -size;
}

/** The Taylor series to its 10th term, for |t| ≤ π/4. */
function sine(t: number): number {
  const square = t * t;
  let sum = 1;
  for (let k = 20; k > 0; k -= 2) sum = 1 - (sum * square) / (k * (k + 1));
  return t * sum;
}

/** The Taylor series to its 10th term, for |t| ≤ π/4. */
function cosine(t: number): number {
  const square = t * t;
  let sum = 1;
  for (let k = 20; k > 0; k -= 2) sum = 1 - (sum * square) / (k * (k - 1));
  return sum;
}

/** The natural logarithm of a positive, normal number; its relative error is below 1e-15. */
export function logarithm(x: number): number {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let exponent = (high >>> 20) - 1022;
  bits.setUint32(0, (high & 0x000fffff) | 0x3fe00000); // ½ … 1
  let mantissa = bits.getFloat64(0);
  if (mantissa < rootOfHalf) {
    mantissa *= 2;
    exponent -= 1;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let sum = 0;
  for (let k = 23; k > 0; k -= 2) sum = sum * square + 1 / k;
  return exponent * naturalOf2 + 2 * ratio * sum;
}

/** The decimal logarithm of a positive, normal number. */
export function logarithm10(x: number): number {
  return logarithm(x) / naturalOf10;
}
