import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fault, finding, orFinding, word } from '../core/fault.js';
import type { Report } from '../core/report.js';
import { diagnose, type Diagnosed } from '../diagnose/diagnose.js';
import { subjectOf, worstOf } from '../diagnose/subject.js';
import { lookInside } from '../evaluate/ask.js';
import { evaluate } from '../evaluate/pool.js';
import type { Changes } from './changes.js';
import { workersFor } from './measure.js';
import type { Prepared } from './prepare.js';
import type { GateRequest } from './request.js';
import { walked } from './walk.js';

/** A report, and which answers changed. */
interface Judged {
  readonly report: Report;
  readonly changes: Pick<Changes, 'at'>;
}

type Request = Pick<GateRequest, 'kinds' | 'progress' | 'diagnose'>;

/** The report with why its worst failing check fails, where that was asked for; what keeps that from being told is a finding. */
export async function explained(request: Request, prepared: Prepared, judged: Judged): Promise<Report> {
  const { report } = judged;
  if (request.diagnose === undefined) return report;
  if (report.models.compressed.methods.includes('distilled')) return departing(prepared, report);
  const found = await orFinding(explainFailure(request, prepared, judged));
  if (found === null) return report;
  if ('code' in found) {
    const told = finding('NOT_EXPLAINED', { reason: word(found).what });
    return { ...report, findings: [...report.findings, told] };
  }
  if (found.corrected) request.diagnose.corrected(found.corrected);
  return { ...report, diagnosis: found.diagnosis };
}

/** Nothing of a distilled model is the baseline's, to be put back: it is told where both part. */
async function departing(prepared: Prepared, report: Report): Promise<Report> {
  const isFailing = worstOf(report.checks, prepared.policy.reference) !== undefined;
  return isFailing ? walked(prepared, report) : report;
}

/** Why the worst failing check fails; null where none does. */
async function explainFailure(
  { kinds, progress }: Request,
  prepared: Prepared,
  { report, changes }: Judged,
): Promise<Diagnosed | null> {
  const { plan, policy, crew } = prepared;
  const check = worstOf(report.checks, policy.reference);
  if (check === undefined) return null;
  const subject = subjectOf(plan, check, changes.at);
  const { baseline, compressed } = subject.pass.models;
  const reference = policy.targets.find(({ name }) => name === policy.reference);
  if (baseline.recorded === true || compressed.recorded === true || reference?.runtime === 'recording')
    throw fault('STUDY_RECORDED', { task: subject.task.name });
  const scratch = mkdtempSync(join(crew.options.surroundings.scratch, 'diagnosis-'));
  progress(
    `looking for the layers behind ${check.limit.name} of ${subject.task.name} at ${subject.check.level}`,
  );
  // between two questions models are read and written here: workers that wait would hold theirs beside them
  const goHome = (): void => {
    crew.dismiss();
  };
  goHome();
  try {
    return await diagnose(subject, check, {
      kinds,
      scratch,
      evaluate: (work, take) => evaluate(crew, { work, workers: workersFor(prepared) }, take).finally(goHome),
      lookInside: (work, request) => lookInside(crew, work, request).finally(goHome),
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
