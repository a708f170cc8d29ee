import { boxIou, type Box } from './iou.js';

/** An answer: a box of one class with its score. */
export interface Detected {
  readonly box: Box;
  readonly class: number;
  readonly score: number;
}

/** What is there. Answers on a crowd are neither right nor wrong. */
export interface Annotated {
  readonly box: Box;
  readonly class: number;
  /** Decides whether the object is small, medium or large; of its outline where that is known. */
  readonly area: number;
  readonly crowd: boolean;
}

/** IoU .50, .55 … .95, as numpy's linspace makes them. */
export const thresholds: readonly number[] = Array.from({ length: 10 }, (_, at) =>
  at === 9 ? 0.95 : at * ((0.95 - 0.5) / 9) + 0.5,
);

/** Areas in square pixels, both ends included: all, small, medium, large. */
const ranges: readonly (readonly [number, number])[] = [
  [0, 1e10],
  [0, 32 * 32],
  [32 * 32, 96 * 96],
  [96 * 96, 1e10],
];

/** Answers per class and image that count at all. */
const most = 100;

/**
 * One image as a row of numbers for `coco-average.ts`: [order, g, then for each of g classes with objects: class and
 * how many count as all, small, medium, large; then for each answer, by class and falling score: class, score, and
 * two packed words]. A word has 20 bits for each of two ranges (all and small, medium and large): per threshold
 * whether the answer is matched, then per threshold whether it is ignored.
 *
 * The matching is that of pycocotools 2.0.11 (COCOeval.evaluateImg, boxes): answers in the order of falling score,
 * the first on ties, each to the object of the largest IoU that is still free (the last on ties), objects that do not
 * count only where no other fits.
 */
export function cocoRow(
  answers: readonly Detected[],
  objects: readonly Annotated[],
  order: number,
): number[] {
  const classes = [...new Set([...objects, ...answers].map((one) => one.class))].toSorted((a, b) => a - b);
  const counted: number[] = [];
  const judged: number[] = [];
  for (const each of classes) {
    const own = objects.filter((object) => object.class === each);
    const best = answers.filter((answer) => answer.class === each).toSorted((a, b) => b.score - a.score).slice(0, most); // prettier-ignore
    if (own.length > 0) counted.push(each, ...ranges.map((range) => own.filter((object) => !isIgnored(object, range)).length)); // prettier-ignore
    const flags = ranges.map((range) => matched(best, own, range));
    best.forEach(({ score }, at) => {
      const [all = 0, small = 0, medium = 0, large = 0] = flags.map((each) => each[at] ?? 0);
      judged.push(each, score, all + small * word, medium + large * word);
    });
  }
  return [order, counted.length / 5, ...counted, ...judged];
}

/** Two words of 20 bits fit a number's 53. */
const word = 1 << 20;

function isIgnored({ crowd, area }: Annotated, [least, largest]: readonly [number, number]): boolean {
  return crowd || area < least || area > largest;
}

/** Per answer the 20 bits of one range. */
function matched(
  answers: readonly Detected[],
  objects: readonly Annotated[],
  range: readonly [number, number],
): number[] {
  const ordered = [
    ...objects.filter((object) => !isIgnored(object, range)),
    ...objects.filter((object) => isIgnored(object, range)),
  ];
  const counting = ordered.findIndex((object) => isIgnored(object, range));
  const ious = answers.map(({ box }) => ordered.map((object) => boxIou(box, object.box, object.crowd)));
  const bits = answers.map(() => 0);
  for (const [at, threshold] of thresholds.entries()) {
    const taken = new Set<number>();
    answers.forEach(({ box }, index) => {
      const found = bestObject(ious[index] ?? [], { ordered, taken, threshold, counting });
      if (found >= 0) taken.add(found);
      const isOutside = box[2] * box[3] < range[0] || box[2] * box[3] > range[1];
      const isSpared = found >= 0 ? counting >= 0 && found >= counting : isOutside;
      bits[index] = (bits[index] ?? 0) + (found >= 0 ? 1 << at : 0) + (isSpared ? 1 << (at + 10) : 0);
    });
  }
  return bits;
}

interface Open {
  /** Objects that count first; `counting` is the first that does not, −1 if all do. */
  readonly ordered: readonly Annotated[];
  readonly counting: number;
  readonly taken: ReadonlySet<number>;
  readonly threshold: number;
}

/** −1: none. */
function bestObject(ious: readonly number[], { ordered, counting, taken, threshold }: Open): number {
  let least = Math.min(threshold, 1 - 1e-10);
  let best = -1;
  for (const [at, object] of ordered.entries()) {
    if (taken.has(at) && !object.crowd) continue;
    if (best >= 0 && counting >= 0 && best < counting && at >= counting) break;
    const iou = ious[at] ?? 0;
    if (iou < least) continue;
    least = iou;
    best = at;
  }
  return best;
}
