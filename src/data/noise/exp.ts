const inverseE = 0.36787944117144233;

/** e^−t for t ≥ 0 from + − × ÷ alone, so that its bits are the same everywhere; relative error below 1e-13 up to t = 700. */
export function expNegative(t: number): number {
  let whole = Math.floor(t);
  let result = 1 / expBelowOne(t - whole);
  for (let power = inverseE; whole > 0; power *= power) {
    if (whole % 2 === 1) result *= power;
    whole = Math.floor(whole / 2);
  }
  return result;
}

/** The Taylor series, to its 20th term: e^t for 0 ≤ t < 1. */
function expBelowOne(t: number): number {
  let sum = 1;
  for (let k = 20; k > 0; k -= 1) sum = 1 + (sum * t) / k;
  return sum;
}
