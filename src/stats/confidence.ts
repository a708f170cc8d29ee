/** The error allowed at a confidence, 1 − confidence; NaN unless the confidence lies strictly between 0 and 1. */
export function alphaOf(confidence: number): number {
  return confidence > 0 && confidence < 1 ? 1 - confidence : NaN;
}
