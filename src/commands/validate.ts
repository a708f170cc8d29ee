import type { PlannedCheck } from '../core/plan.js';
import { sizeLimits } from '../gate/pairs.js';
import { prepare, type Prepared } from '../gate/prepare.js';
import type { GateRequest } from '../gate/request.js';
import { word } from '../core/fault.js';
import { sizeOf } from '../plan/plan.js';
import { mostAllowed } from '../plan/resolve.js';
import { printLimit } from '../policy/quantity.js';

/** What `validate` found: the plan in words, or the tasks that can't be evaluated. */
export interface Validated {
  readonly text: string;
  /** Whether every task can be evaluated. */
  readonly possible: boolean;
}

/** Policy, census and plan, without inference over the data; throws a Fault with every mistake. */
export async function validate(request: Omit<GateRequest, 'witness'>): Promise<Validated> {
  using prepared = await prepare({ ...request, witness: () => undefined });
  const { plan } = prepared;
  const sizes = sizeLimits(prepared.policy);
  const problems = plan.impossible.map(
    ({ task, reason }) => `  ${task}: ${word(reason).what}. ${word(reason).todo}`,
  );
  const lines = [
    `${prepared.policy.path}: ${plan.checks.length + sizes.length} checks`,
    ...plan.checks.map((check) => `  ${checkLine(check, prepared)}`),
    ...sizes.map(
      ({ task, limit }) =>
        `  size${task === null ? '' : ` of ${task}'s model`}: at most ${printLimit(limit)} of baseline's bytes`,
    ),
    ...(problems.length > 0 ? ['', 'Not possible to evaluate:', ...problems] : []),
  ];
  return { text: `${lines.join('\n')}\n`, possible: problems.length === 0 };
}

function checkLine(check: PlannedCheck, prepared: Prepared): string {
  const { task, level, target, limit, slice, contrast } = check;
  const part =
    slice === undefined
      ? ''
      : `, ${slice.field}${slice.value === undefined ? ' (each value)' : ` ${slice.value}`}`;
  const on = contrast === 'drift' ? `${target} (drift)` : target;
  return `${task} at ${level}${part} on ${on}: ${limit.name} ${printLimit(limit)}${allowance(check, prepared)}`;
}

/** "passes with at most 40 of 4000": the whole of what a limit means on these samples. */
function allowance(check: PlannedCheck, { plan }: Prepared): string {
  const pass = plan.work.passes.find((each) => each.tasks.some(({ name }) => name === check.task));
  if (pass === undefined || check.slice !== undefined) return '';
  const n = sizeOf(pass, check);
  const most = mostAllowed(check, n);
  return most === null ? '' : `, passes with at most ${most} of ${n}`;
}
