import { Fault, findingOf } from '../core/fault.js';
import type { Json } from '../core/json.js';
import type { Cell } from '../core/plan.js';
import type { Task } from '../core/task.js';
import type { Readied } from './inputs.js';
import type { OpenPass } from './pass.js';
import type { Outcome, Reduced } from './stretches.js';

/** One sample at one level, and what all arms made of it. */
interface CellPlace {
  readonly slot: Readied;
  readonly index: number;
  readonly level: number;
  readonly outcomes: readonly Outcome[];
}

/** What is kept of it. */
export function reduced(open: OpenPass, place: CellPlace): Reduced {
  const { index, level, outcomes } = place;
  const armFaults = outcomes.flatMap((outcome, arm) => {
    const reason = 'lost' in outcome ? outcome.lost : outcome.faults[index];
    return reason ? [{ arm, level, reason }] : [];
  });
  return { cells: cellsOf(open, place), armFaults };
}

function cellsOf(open: OpenPass, place: CellPlace): Cell[] {
  return open.tasks.flatMap(({ planned, task }, position) =>
    planned.levels.includes(place.level) ? [safeCell(open, place, { task, position })] : [],
  );
}

/** A label that does not fit the answers is this sample's fault, not the run's. */
function safeCell(open: OpenPass, place: CellPlace, at: { task: Task; position: number }): Cell {
  try {
    return cellOf(open, place, at);
  } catch (error) {
    return {
      task: at.position,
      level: place.level,
      kept: [],
      degenerate: [],
      pairs: [],
      evidence: [],
      fault: findingOf(error),
    };
  }
}

function cellOf(
  open: OpenPass,
  place: CellPlace,
  { task, position }: { task: Task; position: number },
): Cell {
  const truth = task.truth(place.slot.sample);
  const predictions = place.outcomes.map((outcome) => predictionOf(outcome, position, place.index));
  const compared = open.contrasts.map(({ left, right }) =>
    compareArms(task, predictions[left], predictions[right], truth),
  );
  return {
    task: position,
    level: place.level,
    kept: predictions.map((one) => (one ? task.keep(one.prediction, truth) : null)),
    degenerate: predictions.map((one) => one !== undefined && task.isDegenerate(one.prediction)),
    pairs: compared.map((one) => one?.pair ?? null),
    evidence: compared.map((one) => one?.evidence ?? null),
  };
}

type Boxed = { readonly prediction: unknown } | undefined;

/** undefined: the arm gave no answer; throws a Fault when it gave one that the task can't read. */
function predictionOf(outcome: Outcome | undefined, task: number, index: number): Boxed {
  if (outcome === undefined || 'lost' in outcome) return undefined;
  const predicted = outcome.predictions[task]?.[index];
  if (predicted && 'unreadable' in predicted) throw new Fault(predicted.unreadable);
  return predicted;
}

function compareArms(
  task: Task,
  left: Boxed,
  right: Boxed,
  truth: unknown,
): { pair: Json; evidence: Cell['evidence'][number] } | null {
  if (!left || !right) return null;
  const pair = task.compare(left.prediction, right.prediction, truth);
  const evidence = isTold(task, pair) ? task.evidence(left.prediction, right.prediction, truth) : null;
  return { pair, evidence };
}

/** Whether two answers differ so that people are told. */
export function isTold(task: Task, pair: Json): boolean {
  return telling.some((measure) => {
    const form = task.measures[measure]?.form;
    return form?.is === 'rate' && form.hit(pair) === true;
  });
}

/** A number may cross its tolerance by a step too small to count as changed: such a flip is told all the same. */
const telling = ['disagreement', 'negative-flips', 'positive-flips'];
