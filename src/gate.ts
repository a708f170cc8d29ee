import type { Report } from './core/report.js';
import { assemble } from './gate/assemble.js';
import { withCases } from './gate/cases.js';
import { Changes } from './gate/changes.js';
import { explained } from './gate/explain.js';
import { measure, probe, probedBy, totalsFor } from './gate/measure.js';
import { prepare } from './gate/prepare.js';
import type { GateRequest } from './gate/request.js';
import { studies } from './gate/study.js';

/** The gate: policy → census → plan → evaluate → effects → verdict → report. */
export async function gate(request: GateRequest): Promise<Report> {
  using prepared = await prepare(request);
  const totals = totalsFor(request, prepared);
  const changes = new Changes(request.kinds, prepared.plan.work);
  const timed = await measure(request, prepared, {
    take: (result) => {
      totals.add(result);
      if (request.diagnose) changes.note(result);
    },
  });
  const probed = probedBy(request, prepared, timed.ended.crashes === 0 ? await probe(prepared) : []);
  const report = assemble(request, prepared, {
    totals,
    ...timed,
    probed,
    studies: await studies(prepared),
    problems: [],
  });
  return await withCases(request, prepared, await explained(request, prepared, { report, changes }));
}
