import type { PutBack } from '../core/diagnosis.js';
import type { LayerPair } from '../onnx/pair.js';
import type { Trial, Trials } from './trials.js';

/** A layer with what putting it back alone brought. */
export interface Tried {
  readonly pair: LayerPair;
  readonly trial: Trial;
}

/**
 * The fewest layers whose putting back brings the check under its limit, of sets that take the most telling first: the
 * shortest such set by bisection, then without each layer that it does not need. null where all of them together do
 * not help, or the budget is used up before any set did.
 */
export async function findRemedy(
  ranked: readonly Tried[],
  trials: Pick<Trials, 'each' | 'affords'>,
  isWhole: boolean,
): Promise<PutBack | null> {
  const alone = isWhole ? ranked.map(({ trial }) => trial).find(helps) : undefined;
  if (alone !== undefined) return alone;
  const layers = ranked.flatMap(({ pair, trial }) => ('kept' in trial ? [] : [pair]));
  const put = async (set: readonly LayerPair[]): Promise<PutBack | undefined> => {
    if (set.length === 0 || !trials.affords(1, null)) return undefined;
    const [trial] = await trials.each([inOrder(set, ranked)], null);
    return trial !== undefined && helps(trial) ? trial : undefined;
  };
  const first = isWhole ? undefined : await put(layers.slice(0, 1));
  if (first !== undefined) return first;
  const shortest = await bisect(layers, put);
  return shortest === null ? null : spare(shortest, put);
}

function helps(trial: Trial): trial is PutBack {
  return 'outcome' in trial && trial.outcome === 'pass';
}

/** The graph's order, so that equal sets are one. */
function inOrder(set: readonly LayerPair[], ranked: readonly Tried[]): LayerPair[] {
  return ranked.map(({ pair }) => pair).filter((pair) => set.includes(pair));
}

type Put = (set: readonly LayerPair[]) => Promise<PutBack | undefined>;

interface Found {
  readonly layers: readonly LayerPair[];
  readonly trial: PutBack;
}

/** One layer is known not to be enough; all of them are tried first. */
async function bisect(layers: readonly LayerPair[], put: Put): Promise<Found | null> {
  if (layers.length < 2) return null;
  const whole = await put(layers);
  if (whole === undefined) return null;
  let found: Found = { layers, trial: whole };
  let fewest = 2;
  while (fewest < found.layers.length) {
    const middle = Math.floor((fewest + found.layers.length) / 2);
    const set = layers.slice(0, middle);
    const trial = await put(set);
    if (trial === undefined) fewest = middle + 1;
    else found = { layers: set, trial };
  }
  return found;
}

/** Without what is not needed, the least telling first. */
async function spare(found: Found, put: Put): Promise<PutBack> {
  let { layers, trial } = found;
  for (const layer of found.layers.toReversed()) {
    const rest = layers.filter((each) => each !== layer);
    const without = rest.length < 2 ? undefined : await put(rest);
    if (without !== undefined) [layers, trial] = [rest, without];
  }
  return trial;
}
