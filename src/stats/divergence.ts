/** Smaller probabilities of the compressed model are taken as this, 2⁻²⁴. */
export const probabilityFloor = 1 / 16777216;

/**
 * Natural log-softmax of `length` logits from `offset`. −Infinity is probability 0; with NaN, +Infinity or nothing
 * but −Infinity, and past the end of the logits, all results are NaN.
 */
export function logSoftmax(logits: ArrayLike<number>, offset: number, length: number): Float64Array {
  let highest = -Infinity;
  for (let at = offset; at < offset + length; at += 1) highest = Math.max(highest, logits[at] ?? NaN);
  const logs = new Float64Array(length);
  let sum = 0;
  for (let at = 0; at < length; at += 1) {
    const shifted = (logits[offset + at] ?? NaN) - highest;
    logs[at] = shifted;
    sum += Math.exp(shifted);
  }
  const logSum = Math.log(sum);
  return logs.map((shifted) => shifted - logSum);
}

/** Natural logarithms of `length` probabilities from `offset`; 0 gives −Infinity, what is no probability NaN. */
export function logOf(
  probabilities: ArrayLike<number>,
  offset = 0,
  length = probabilities.length - offset,
): Float64Array {
  return Float64Array.from({ length }, (_, at) => Math.log(probabilities[offset + at] ?? NaN));
}

/**
 * Logarithms as above for q, the compressed side, with every probability below 2⁻²⁴ raised to it, and how many
 * were: a probability of 0 is as often an underflow as a belief.
 */
export function floorLog(
  probabilities: ArrayLike<number>,
  offset = 0,
  length = probabilities.length - offset,
): { readonly logs: Float64Array; readonly floored: number } {
  const plain = logOf(probabilities, offset, length);
  const lowest = Math.log(probabilityFloor);
  return {
    logs: plain.map((log) => Math.max(log, lowest)),
    floored: plain.filter((log) => log < lowest).length,
  };
}

/**
 * KL(P‖Q) = Σ p·(log p − log q) in nats, from natural logarithms; 0·log 0 is 0, and +Infinity when Q rules out
 * what P does not. At least 0: rounding, or a floored q that sums to more than 1, can't make it negative.
 */
export function klFromLog(logP: Float64Array, logQ: Float64Array): number {
  requireSameLength(logP, logQ);
  let sum = 0;
  for (let at = 0; at < logP.length; at += 1) sum += klTerm(logP[at] ?? NaN, logQ[at] ?? NaN);
  return Math.max(0, sum);
}

/** Jensen–Shannon divergence in nats, 0…ln 2, from natural logarithms. */
export function js(logP: Float64Array, logQ: Float64Array): number {
  requireSameLength(logP, logQ);
  let sum = 0;
  for (let at = 0; at < logP.length; at += 1) {
    const p = logP[at] ?? NaN;
    const q = logQ[at] ?? NaN;
    const middle = Math.log((Math.exp(p) + Math.exp(q)) / 2);
    sum += (klTerm(p, middle) + klTerm(q, middle)) / 2;
  }
  return Math.min(Math.LN2, Math.max(0, sum));
}

function klTerm(logP: number, logQ: number): number {
  const p = Math.exp(logP);
  if (Number.isNaN(logQ)) return NaN;
  return p === 0 ? 0 : p * (logP - logQ);
}

function requireSameLength(logP: Float64Array, logQ: Float64Array): void {
  if (logP.length !== logQ.length) throw new Error(`${logP.length} classes against ${logQ.length}`);
}
