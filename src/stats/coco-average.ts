import { thresholds } from './coco-match.js';

/** Which of the twelve numbers, or the same of one class. */
export interface Wanted {
  readonly is: 'precision' | 'recall';
  readonly area: 'all' | 'small' | 'medium' | 'large';
  /** Answers per class and image: 1, 10 or 100. */
  readonly most: number;
  /** One threshold's position; without it the mean over all ten. */
  readonly threshold?: number;
  readonly class?: number;
}

const areas = ['all', 'small', 'medium', 'large'] as const;
const word = 1 << 20;

/** One class of all images: answers by falling score, the first image on ties. */
interface Column {
  /** Position of the image in the list of rows, and the rank of the answer in its image. */
  readonly images: Uint32Array;
  readonly ranks: Uint32Array;
  /** Per answer and area the 20 bits of coco-match.ts. */
  readonly bits: readonly Uint32Array[];
  /** Images that have objects of the class, and how many count, per area. */
  readonly holders: Uint32Array;
  readonly counts: readonly Uint32Array[];
}

const made = new WeakMap<object, ReadonlyMap<number, Column>>();

/**
 * Average precision (101 recall points) or recall over the rows of `cocoRow`, as pycocotools 2.0.11 computes them
 * (COCOeval.accumulate and summarize): the mean over thresholds and over classes that have an object that counts.
 * `times`: how often each image counts. NaN where no class has one.
 */
export function cocoAverage(
  rows: readonly Float64Array[],
  wanted: Wanted,
  times?: ArrayLike<number>,
): number {
  const columns = made.get(rows) ?? columnsOf(rows);
  made.set(rows, columns);
  const values: number[] = [];
  for (const [each, column] of columns)
    if (wanted.class === undefined || wanted.class === each) values.push(...valuesOf(column, wanted, times));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Per threshold; none where no object counts. */
function valuesOf(column: Column, wanted: Wanted, times: ArrayLike<number> | undefined): number[] {
  const area = areas.indexOf(wanted.area);
  const counts = column.counts[area] ?? new Uint32Array();
  let objects = 0;
  column.holders.forEach((image, at) => {
    objects += (counts[at] ?? 0) * (times?.[image] ?? (times ? 0 : 1));
  });
  if (objects === 0) return [];
  const asked = wanted.threshold === undefined ? thresholds.map((_, at) => at) : [wanted.threshold];
  return asked.map((threshold) => {
    const curve = curveOf(column, { area, threshold, most: wanted.most, objects }, times);
    return wanted.is === 'recall' ? (curve.recall[curve.length - 1] ?? 0) : averageOf(curve);
  });
}

/** Recall and precision after each right answer, `length` of them: in between precision only falls. */
interface Curve {
  readonly length: number;
  readonly recall: Float64Array;
  readonly precision: Float64Array;
}

function curveOf(
  { images, ranks, bits }: Column,
  at: { area: number; threshold: number; most: number; objects: number },
  times: ArrayLike<number> | undefined,
): Curve {
  const flags = bits[at.area] ?? new Uint32Array();
  const recall = new Float64Array(flags.length);
  const precision = new Float64Array(flags.length);
  let [length, right, wrong] = [0, 0, 0];
  for (let index = 0; index < flags.length; index += 1) {
    const flag = flags[index] ?? 0;
    const weight = times ? (times[images[index] ?? 0] ?? 0) : 1;
    if (weight === 0 || (ranks[index] ?? 0) >= at.most || (flag >> (at.threshold + 10)) & 1) continue;
    if (((flag >> at.threshold) & 1) === 0) {
      wrong += weight;
      continue;
    }
    right += weight;
    recall[length] = right / at.objects;
    precision[length] = right / (wrong + right + Number.EPSILON);
    length += 1;
  }
  return { length, recall, precision };
}

/** The mean over recall 0, 0.01 … 1 of the best precision at that recall or beyond. */
function averageOf({ length, recall, precision }: Curve): number {
  let [sum, best, point] = [0, 0, 100];
  for (let at = length - 1; at >= 0; at -= 1) {
    // points above this recall have the best of what lies beyond
    for (; point >= 0 && recallAt(point) > (recall[at] ?? 0); point -= 1) sum += best;
    best = Math.max(best, precision[at] ?? 0);
  }
  return (sum + (point + 1) * best) / 101;
}

/** As numpy's linspace makes them. */
function recallAt(point: number): number {
  return point === 100 ? 1 : point * 0.01;
}

interface Entry {
  readonly image: number;
  readonly order: number;
  readonly rank: number;
  readonly score: number;
  readonly low: number;
  readonly high: number;
}

interface Entries {
  readonly answers: Entry[];
  readonly objects: { readonly image: number; readonly counts: Float64Array }[];
}

function columnsOf(rows: readonly Float64Array[]): ReadonlyMap<number, Column> {
  const entries = new Map<number, Entries>();
  const entryOf = (each: number): Entries => {
    const known = entries.get(each) ?? { answers: [], objects: [] };
    entries.set(each, known);
    return known;
  };
  rows.forEach((row, image) => {
    readRow(row, image, entryOf);
  });
  const sorted = [...entries].toSorted(([one], [other]) => one - other);
  return new Map(sorted.map(([each, found]) => [each, columnOf(found)]));
}

function readRow(row: Float64Array, image: number, entryOf: (each: number) => Entries): void {
  const [order = 0, classes = 0] = row;
  const start = 2 + 5 * classes;
  for (let at = 2; at < start; at += 5)
    entryOf(row[at] ?? 0).objects.push({ image, counts: row.subarray(at + 1, at + 5) });
  for (let at = start; at < row.length; at += 4) {
    const { answers } = entryOf(row[at] ?? 0);
    const last = answers.at(-1);
    const rank = last?.image === image ? last.rank + 1 : 0;
    answers.push({ image, order, rank, score: row[at + 1] ?? NaN, low: row[at + 2] ?? 0, high: row[at + 3] ?? 0 }); // prettier-ignore
  }
}

/** Equal scores keep the order of the images, as a stable sort of them in the order of their numbers does. */
function columnOf({ answers, objects }: Entries): Column {
  const sorted = answers.toSorted(
    (one, other) => other.score - one.score || one.order - other.order || one.image - other.image || one.rank - other.rank,
  ); // prettier-ignore
  const bits = (of: (entry: Entry) => number): Uint32Array => Uint32Array.from(sorted, of);
  return {
    images: bits(({ image }) => image),
    ranks: bits(({ rank }) => rank),
    bits: [
      bits(({ low }) => low % word),
      bits(({ low }) => Math.floor(low / word)),
      bits(({ high }) => high % word),
      bits(({ high }) => Math.floor(high / word)),
    ],
    holders: Uint32Array.from(objects, ({ image }) => image),
    counts: areas.map((_, at) => Uint32Array.from(objects, ({ counts }) => counts[at] ?? 0)),
  };
}
