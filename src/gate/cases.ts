import type { SampleCase } from '../core/case.js';
import { fault, finding, orFinding, word, type Finding } from '../core/fault.js';
import type { Disagreement, Report } from '../core/report.js';
import { askCases } from '../evaluate/ask.js';
import { prepare, type Prepared } from './prepare.js';
import type { GateRequest } from './request.js';

/** A changed answer and its sample looked at again. */
export interface FoundCase {
  readonly disagreement: Disagreement;
  readonly seen: SampleCase;
}

/** The report, once people were shown what changed, where they asked; what keeps them from seeing it is a finding. */
export async function withCases({ cases }: GateRequest, prepared: Prepared, report: Report): Promise<Report> {
  if (cases === undefined) return report;
  const reasons: Finding[] = [];
  for (const found of await findCases(prepared, report, cases.most)) {
    if ('code' in found) reasons.push(finding('CASES_NOT_SHOWN', { reason: word(found).what }));
    else cases.take(found);
  }
  return { ...report, findings: [...report.findings, ...reasons] };
}

/** The worst changed answers on the reference target, each sample of a task once; a finding where they can't be looked at. */
async function findCases(
  prepared: Prepared,
  report: Report,
  most: number,
): Promise<readonly (FoundCase | Finding)[]> {
  const wanted = worstOf(report, prepared.policy.reference, most);
  const found: (FoundCase | Finding)[] = [];
  for (const task of new Set(wanted.map((one) => one.task))) {
    const own = wanted.filter((one) => one.task === task);
    const seen = await orFinding(look(prepared, task, own.map(({ sample }) => sample))); // prettier-ignore
    if ('code' in seen) found.push(seen);
    else found.push(...own.flatMap((disagreement, at) => {
      const one = seen[at];
      return one === undefined ? [] : [{ disagreement, seen: one }];
    })); // prettier-ignore
  }
  return found;
}

function worstOf({ disagreements }: Report, reference: string, most: number): Disagreement[] {
  const seen = new Map<string, Disagreement>();
  for (const one of disagreements) {
    const key = JSON.stringify([one.task, one.sample]);
    if (one.contrast === 'compression' && one.target === reference && !seen.has(key)) seen.set(key, one);
    if (seen.size >= most) break;
  }
  return [...seen.values()];
}

/** One sample as both models see it, at every level that was asked for; throws a Fault where there is no such task or sample. */
export async function lookAt(request: GateRequest, task: string, sample: string): Promise<SampleCase> {
  using prepared = await prepare(request);
  const impossible = prepared.plan.impossible.find((each) => each.task === task);
  if (impossible !== undefined) throw fault('CASE_IMPOSSIBLE', { task, finding: impossible.reason.code });
  const [seen] = await look(prepared, task, [sample]);
  if (seen === undefined) throw fault('CASE_UNKNOWN', { task, sample });
  return seen;
}

async function look(
  { plan, crew }: Prepared,
  task: string,
  samples: readonly string[],
): Promise<readonly SampleCase[]> {
  const pass = plan.work.passes.findIndex(({ tasks }) => tasks.some(({ name }) => name === task));
  if (pass < 0) throw fault('CASE_UNKNOWN', { task, sample: samples[0] ?? '' });
  return askCases(crew, plan.work, { pass, task, samples });
}
