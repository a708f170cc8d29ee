/**
 * The first integer in low…high from which a test holds (it must not cease to hold later); high + 1 if none does.
 * Gallops, then bisects: the work grows with the logarithm of the answer, not of the range.
 */
export function firstWhere(low: number, high: number, test: (at: number) => boolean): number {
  let fails = low - 1;
  let holds = high + 1;
  for (let step = 1; fails + step < holds; step *= 2) {
    if (test(fails + step)) holds = fails + step;
    else fails += step;
  }
  while (holds - fails > 1) {
    const middle = fails + Math.floor((holds - fails) / 2);
    if (test(middle)) holds = middle;
    else fails = middle;
  }
  return holds;
}
