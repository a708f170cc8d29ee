/** The three HSIC₁ of one minibatch: between both sides, and of each with itself. */
export type Hsic = readonly [between: number, left: number, right: number];

/** HSIC₁ divides by n(n − 3). */
export const leastBatch = 4;

/** Inner products of all rows: n × n, row-major; rows are features of one sample each. */
export function gram(rows: readonly Float64Array[]): Float64Array {
  const n = rows.length;
  const products = new Float64Array(n * n);
  const centred = centre(rows);
  for (let one = 0; one < n; one += 1) {
    for (let other = one + 1; other < n; other += 1) {
      const product = dot(centred[one] ?? never(), centred[other] ?? never());
      products[one * n + other] = product;
      products[other * n + one] = product;
    }
  }
  return products; // the diagonal stays 0: that is what the estimator asks for
}

/** The estimator does not change when features are shifted; centred ones lose fewer digits. */
function centre(rows: readonly Float64Array[]): readonly Float64Array[] {
  const means = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows)
    for (let at = 0; at < means.length; at += 1) means[at] = (means[at] ?? 0) + (row[at] ?? NaN);
  return rows.map((row) => row.map((value, at) => value - (means[at] ?? 0) / rows.length));
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? NaN) * (other[at] ?? NaN);
  return sum;
}

/**
 * The unbiased estimate of the Hilbert–Schmidt independence criterion from two Gram matrices with zero diagonals
 * (Song et al. 2012, as eq. 3 of Nguyen, Raghu and Kornblith 2010.15327). NaN below four samples.
 */
export function hsic1(k: Float64Array, l: Float64Array, n: number): number {
  if (n < leastBatch) return NaN;
  let trace = 0;
  let products = 0;
  let [sumK, sumL] = [0, 0];
  for (let row = 0; row < n; row += 1) {
    let [rowK, rowL] = [0, 0];
    for (let column = 0; column < n; column += 1) {
      const at = row * n + column;
      trace += (k[at] ?? NaN) * (l[at] ?? NaN);
      rowK += k[at] ?? NaN;
      rowL += l[at] ?? NaN;
    }
    products += rowK * rowL;
    sumK += rowK;
    sumL += rowL;
  }
  return (trace + (sumK * sumL) / ((n - 1) * (n - 2)) - (2 / (n - 2)) * products) / (n * (n - 3));
}

/** A minibatch of two sides' features, the same samples in the same order. */
export function hsics(left: readonly Float64Array[], right: readonly Float64Array[]): Hsic {
  const [k, l] = [gram(left), gram(right)];
  const n = left.length;
  return [hsic1(k, l, n), hsic1(k, k, n), hsic1(l, l, n)];
}

/**
 * Minibatch linear CKA: mean HSIC₁ between both sides over the geometric mean of each with itself. 1 for features that
 * are equal up to rotation, scale and shift; near 0, on either side, for independent ones. NaN where a side does not vary.
 */
export function minibatchCka(batches: readonly Hsic[]): number {
  const mean = (part: 0 | 1 | 2): number =>
    batches.reduce((sum, batch) => sum + batch[part], 0) / batches.length;
  const [left, right] = [mean(1), mean(2)];
  return left > 0 && right > 0 ? mean(0) / Math.sqrt(left * right) : NaN;
}

function never(): never {
  throw new Error('a row is missing');
}
