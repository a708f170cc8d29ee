import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../core/fault.js';
import type { Report } from '../core/report.js';
import { diagnose, type Diagnosed } from '../diagnose/diagnose.js';
import { subjectOf, worstOf } from '../diagnose/subject.js';
import { measureLayers } from '../evaluate/ask.js';
import { evaluate } from '../evaluate/pool.js';
import type { Changes } from './changes.js';
import { workersFor } from './measure.js';
import type { Prepared } from './prepare.js';
import type { GateRequest } from './request.js';

/** Why the worst failing check fails; null where none does, or its models were not run here. */
export async function explainFailure(
  { kinds, progress }: Pick<GateRequest, 'kinds' | 'progress'>,
  prepared: Prepared,
  { report, changes }: { readonly report: Report; readonly changes: Changes },
): Promise<Diagnosed | null> {
  const { plan, policy, child } = prepared;
  const check = worstOf(report.checks, policy.reference);
  if (check === undefined) return null;
  const subject = subjectOf(plan, check, changes.at);
  const { baseline, compressed } = subject.pass.models;
  const reference = policy.targets.find(({ name }) => name === policy.reference);
  if (baseline.recorded === true || compressed.recorded === true || reference?.runtime === 'recording')
    return null;
  const scratch = mkdtempSync(join(child.surroundings.scratch, 'diagnosis-'));
  progress(
    `looking for the layers behind ${check.limit.name} of ${subject.task.name} at ${subject.check.level}`,
  );
  try {
    return await diagnose(subject, check, {
      kinds,
      scratch,
      evaluate: (work, take) => evaluate({ ...child, workers: workersFor(prepared) }, { work }, take),
      readLayers: (work, request) => measureLayers(child, work, request),
    });
  } catch (error) {
    if (error instanceof Fault) return null; // a diagnosis that can't be had changes no verdict
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
