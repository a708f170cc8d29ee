import type { Chunk, ChunkResult } from '../core/plan.js';

/** A log is not filled: so many lines at most, however large the data. */
const steps = 20;

/** Tells how far the evaluation of these chunks is, in samples, whenever another twentieth of them is done. */
export function stepsOf(
  chunks: readonly Chunk[],
  tell: (line: string) => void,
): (result: Pick<ChunkResult, 'rows'>) => void {
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
