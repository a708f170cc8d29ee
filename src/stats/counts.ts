/** Whether a number can be a count of samples. */
export function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}
