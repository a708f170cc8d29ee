import { aligned, type Alignment, beamDistance } from './ter-distance.js';
import { withoutEnd, wordsOf } from './words.js';

/** Tercom's bounds: how long a run may be, how far it may move, how many moves are tried. */
const longestRun = 10;
const farthest = 50;
const mostTried = 1000;

/** Words as TER counts them: at whitespace, in lower case (sacreBLEU 2.6.0, `case:lc|tok:tercom|norm:no|punct:yes`). */
export function terWords(text: string): readonly string[] {
  return wordsOf(withoutEnd(text).toLowerCase());
}

/** What a corpus adds up for TER: the fewest edits to any reference, and the references' mean length. */
export function terSums(
  answer: readonly string[],
  references: readonly (readonly string[])[],
): readonly number[] {
  const edits = references.map((reference) => editsWithShifts(answer, reference));
  const length = references.reduce((sum, reference) => sum + reference.length, 0);
  return references.length === 0 ? [0, 0] : [Math.min(...edits), length / references.length];
}

/** Edits ÷ words of the reference, of added sums; 1 where nothing was due and something was said, NaN where neither. */
export function ter([edits = NaN, length = NaN]: readonly number[]): number {
  if (length > 0) return edits / length;
  return edits > 0 ? 1 : NaN;
}

/** Insertions, deletions, substitutions and moves of runs, found greedily (Snover 2006; Tercom). */
function editsWithShifts(answer: readonly string[], reference: readonly string[]): number {
  if (reference.length === 0) return answer.length;
  const state = { words: answer, tried: 0 };
  let moves = 0;
  for (;;) {
    const found = bestMove(state, reference);
    if (state.tried >= mostTried || found === undefined || found.gain <= 0) break;
    moves += 1;
    state.words = found.words;
  }
  return moves + beamDistance(state.words, reference).cost;
}

interface Move {
  readonly gain: number;
  readonly length: number;
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

/** The move that saves most edits; then the longest run, the first one, the first place. Counts what it tries. */
function bestMove(
  state: { readonly words: readonly string[]; tried: number },
  reference: readonly string[],
): Move | undefined {
  const { words } = state;
  const before = beamDistance(words, reference);
  const alignment = aligned(before.steps);
  let best: Move | undefined;
  for (const run of runsOf(words, reference)) {
    if (!isWorthTrying(run, alignment)) continue;
    for (const to of targetsOf(run, alignment)) {
      const moved = shifted(words, run, to);
      const gain = before.cost - beamDistance(moved, reference).cost;
      const move = { gain, length: run.length, from: run.from, to, words: moved };
      state.tried += 1;
      if (best === undefined || isBetter(move, best)) best = move;
    }
    if (state.tried >= mostTried) break;
  }
  return best;
}

function isBetter(one: Move, other: Move): boolean {
  const order = one.gain - other.gain || one.length - other.length || other.from - one.from || other.to - one.to;
  return order > 0;
} // prettier-ignore

/** Words that the answer and the reference have in a row, at different places. */
interface Run {
  readonly from: number;
  readonly at: number;
  readonly length: number;
}

function* runsOf(words: readonly string[], reference: readonly string[]): Generator<Run> {
  for (let from = 0; from < words.length; from += 1) {
    for (let at = 0; at < reference.length; at += 1) {
      if (Math.abs(at - from) > farthest) continue;
      for (let length = 0; length < longestRun; length += 1) {
        if (from + length >= words.length || at + length >= reference.length) break;
        if (words[from + length] !== reference[at + length]) break;
        yield { from, at, length: length + 1 };
      }
    }
  }
}

/** Both the run and the place it would have are wrong as they are, and the place is not within the run. */
function isWorthTrying({ from, at, length }: Run, { place, wrongHere, wrongThere }: Alignment): boolean {
  const target = place[at] ?? -1;
  return (
    wrongHere.slice(from, from + length).includes(true) &&
    wrongThere.slice(at, at + length).includes(true) &&
    (target < from || target >= from + length)
  );
}

/** Where a run may go: behind the words that the reference's words before and in it are aligned with. */
function* targetsOf({ at, length }: Run, { place }: Alignment): Generator<number> {
  let before = -1;
  for (let offset = -1; offset < length; offset += 1) {
    const aligned = place[at + offset];
    const to = at + offset === -1 ? 0 : aligned === undefined ? undefined : aligned + 1;
    if (to === undefined) return;
    if (to !== before) yield to;
    before = to;
  }
}

function shifted(words: readonly string[], { from, length }: Run, to: number): readonly string[] {
  const run = words.slice(from, from + length);
  if (to < from) return [...words.slice(0, to), ...run, ...words.slice(to, from), ...words.slice(from + length)];
  const end = to > from + length ? to : length + to;
  return [...words.slice(0, from), ...words.slice(from + length, end), ...run, ...words.slice(end)];
} // prettier-ignore
