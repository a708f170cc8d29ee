import type { Json } from '../core/json.js';
import type { Contrast } from '../core/plan.js';
import type { Disagreement } from '../core/report.js';
import type { Evidence, Task } from '../core/task.js';

/** A sample whose answer changed. */
export type Witness = Disagreement;

/** How many of each scene go into the report; all of them go to the listener. */
const shown = 100;

interface Sighting {
  readonly task: string;
  readonly level: string;
  readonly contrast: Contrast;
  readonly sample: string;
  readonly draw?: number;
  readonly evidence: Evidence;
}

/** Keeps the worst changed answers of each scene, and hands every one on as it is seen. */
export class Witnesses {
  private readonly worst = new Map<string, Witness[]>();

  constructor(private readonly listener: (witness: Witness) => void) {}

  add({ task, level, contrast, sample, draw, evidence }: Sighting, kind: Task, pair: Json): void {
    const { is, target } = contrast;
    const witness: Witness = {
      task,
      level,
      target,
      contrast: is,
      sample,
      ...(draw !== undefined && { draw }),
      baseline: evidence.left,
      compressed: evidence.right,
      label: evidence.label,
      flip: flipOf(kind, pair),
      severity: evidence.severity,
      ...(evidence.shown && { shown: evidence.shown }),
    };
    this.listener(witness);
    const key = JSON.stringify([task, level, is, target]);
    const list = this.worst.get(key) ?? [];
    list.push(witness);
    this.worst.set(key, list.length > 4 * shown ? worstFirst(list).slice(0, shown) : list);
  }

  /** The worst of every scene, worst first. */
  list(): Witness[] {
    return worstFirst([...this.worst.values()].flatMap((list) => worstFirst(list).slice(0, shown)));
  }
}

/** Equal severities keep the order in which they were seen, which is the plan's. */
function worstFirst(list: readonly Witness[]): Witness[] {
  return list.toSorted((one, other) => other.severity - one.severity);
}

/** Which way an answer changed, by the kind's own measures. */
export function flipOf(task: Task, pair: Json): Witness['flip'] {
  for (const [measure, flip] of [
    ['negative-flips', 'negative'],
    ['positive-flips', 'positive'],
    ['other-flips', 'other'],
  ] as const) {
    const form = task.measures[measure]?.form;
    if (form?.is === 'rate' && form.hit(pair) === true) return flip;
  }
  return 'unlabelled';
}
