import type { Report } from '../core/report.js';
import type { ReportedStep, ReportedWalk } from '../core/study.js';
import { word } from '../core/fault.js';
import { visible } from './escape.js';
import type { Name } from './novelty.js';
import { count, figure } from './numbers.js';

/** The places of a walk, those where CKA falls most first. */
export function byFall({ steps }: ReportedWalk): readonly (ReportedStep & { readonly fall: number })[] {
  return steps
    .flatMap((step) => (step.fall === null ? [] : [{ ...step, fall: step.fall }]))
    .toSorted((one, other) => other.fall - one.fall);
}

/** Where both models part: the largest fall from one place to the next, and the next largest. */
export function departure(walk: ReportedWalk, name: Name): string {
  const [first, second] = byFall(walk);
  if (first === undefined) {
    const [reason] = walk.problems;
    return `where they depart is not known${reason === undefined ? '' : `: ${word(reason).what}`}`;
  }
  const of = walk.steps.length;
  const then = second === undefined || second.fall <= 0 ? '' : `, then by ${figure(second.fall, 'number')} at ${place(second, name)}`; // prettier-ignore
  const from = figure((first.cka ?? NaN) + first.fall, 'number');
  return `departs at ${place(first, name)}: CKA falls by ${figure(first.fall, 'number')}, from ${from} to ${figure(first.cka ?? NaN, 'number')}${then} (${count(of)} places in graph order, ${count(walk.n)} samples)`;
}

export function place({ baseline, compressed }: ReportedStep, name: Name): string {
  return baseline === compressed ? name(baseline) : `${name(baseline)} / ${name(compressed)}`;
}

/** Every walk for a terminal, its places ranked; '' where there is none. */
export function departuresText({ studies = [] }: Report): string {
  return studies
    .flatMap(({ task, level, walk }) => (walk === undefined ? [] : [walkText(`${task} at ${level}`, walk)]))
    .join('\n');
}

function walkText(where: string, walk: ReportedWalk): string {
  const lines = byFall(walk).map((step) => {
    const cka = figure(step.cka ?? NaN, 'number');
    return `  falls by ${figure(step.fall, 'number')} to ${cka} at ${place(step, visible)} (matched by ${step.by})`;
  });
  const head = `where the models depart on ${visible(where)} (CKA of ${count(walk.n)} samples; measured, not put back)`;
  return [head, ...(lines.length === 0 ? [`  ${departure(walk, visible)}`] : lines)].join('\n');
}
