import type { ChunkResult, Work } from '../core/plan.js';

/** A log is not filled: so many lines at most, however large the data. */
const steps = 20;

/** Tells how far the evaluation is, in samples, whenever another twentieth of the chunks is done. */
export function stepsOf({ chunks }: Work, tell: (line: string) => void): (result: ChunkResult) => void {
  const of = chunks.reduce((sum, chunk) => sum + chunk.to - chunk.from, 0);
  let done = 0;
  let samples = 0;
  return ({ rows }) => {
    const step = Math.floor((steps * done) / chunks.length);
    done += 1;
    samples += rows.length;
    if (Math.floor((steps * done) / chunks.length) > step) tell(`evaluated ${samples} of ${of} samples`);
  };
}
