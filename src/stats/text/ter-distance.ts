/** Half the width of the band around the diagonal in which edits are looked for. */
const beam = 25;
const unreached = 1e9;

/** What happens to a word on the way from the answer to the reference. */
const [keep, substitute, insert, remove, none] = [0, 1, 2, 3, 4];

/** Edits from an answer to a reference, and the steps in order. */
export interface Distance {
  readonly cost: number;
  readonly steps: readonly number[];
}

/**
 * Levenshtein's distance within a band around the diagonal, as sacreBLEU 2.6.0 walks it for TER: on ties a word is
 * kept or substituted rather than removed, and removed rather than inserted.
 */
export function beamDistance(words: readonly string[], reference: readonly string[]): Distance {
  const width = reference.length + 1;
  const costs = new Int32Array((words.length + 1) * width).fill(unreached);
  const steps = new Uint8Array(costs.length).fill(none);
  for (let at = 0; at < width; at += 1) {
    costs[at] = at;
    steps[at] = insert;
  }
  const slope = words.length > 0 ? reference.length / words.length : 1;
  const half = beam < slope / 2 ? Math.ceil(slope / 2 + beam) : beam;
  for (let row = 1; row <= words.length; row += 1) {
    const diagonal = Math.floor(row * slope);
    const last = row === words.length ? width : Math.min(width, diagonal + half);
    for (let at = Math.max(0, diagonal - half); at < last; at += 1) {
      const cell = row * width + at;
      const consider = (cost: number, step: number): void => {
        if (cost >= (costs[cell] ?? 0)) return;
        costs[cell] = cost;
        steps[cell] = step;
      };
      const isSame = words[row - 1] === reference[at - 1];
      if (at > 0) consider((costs[cell - width - 1] ?? 0) + (isSame ? 0 : 1), isSame ? keep : substitute);
      consider((costs[cell - width] ?? 0) + 1, remove);
      if (at > 0) consider((costs[cell - 1] ?? 0) + 1, insert);
    }
  }
  return { cost: costs.at(-1) ?? 0, steps: walkBack(steps, words.length, width) };
}

function walkBack(steps: Uint8Array, rows: number, width: number): readonly number[] {
  const walked: number[] = [];
  let [row, at] = [rows, width - 1];
  while (row > 0 || at > 0) {
    const step = steps[row * width + at] ?? none;
    if (step === none) throw new Error('edits that lead nowhere');
    walked.push(step);
    if (step !== insert) row -= 1;
    if (step !== remove) at -= 1;
  }
  return walked.reverse();
}

/** Where each word of the reference is in the answer (before it: −1), and which words of both are not right. */
export interface Alignment {
  readonly place: readonly number[];
  readonly wrongHere: readonly boolean[];
  readonly wrongThere: readonly boolean[];
}

/** The alignment that steps of `beamDistance` mean. */
export function aligned(steps: readonly number[]): Alignment {
  const [place, wrongHere, wrongThere]: [number[], boolean[], boolean[]] = [[], [], []];
  for (const step of steps) {
    if (step !== insert) wrongHere.push(step !== keep);
    if (step === remove) continue;
    place.push(wrongHere.length - 1);
    wrongThere.push(step !== keep);
  }
  return { place, wrongHere, wrongThere };
}
