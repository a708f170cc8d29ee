import { createTask } from './core/kinds.js';
import type { Report } from './core/report.js';
import { Totals } from './decide/totals.js';
import { timeWork } from './evaluate/ask.js';
import { evaluate } from './evaluate/pool.js';
import { assemble } from './gate/assemble.js';
import { workerCount } from './gate/machine.js';
import { prepare, type Prepared } from './gate/prepare.js';
import type { GateRequest } from './gate/request.js';
import { stepsOf } from './gate/steps.js';

/** The gate: policy → census → plan → evaluate → effects → verdict → report. */
export async function gate(request: GateRequest): Promise<Report> {
  const prepared = await prepare(request);
  const { plan, policy, child } = prepared;
  const tasks = plan.work.passes.map((pass) => pass.tasks.map((task) => createTask(request.kinds, task)));
  const guardrails = new Set(
    policy.tasks.filter((task) => task.role === 'guardrail').map((task) => task.name),
  );
  const totals = new Totals(plan.work, tasks, request.witness, guardrails);
  const options = { ...child, workers: workersFor(prepared) };
  const tell = stepsOf(plan.work, request.progress);
  const ended = await evaluate(options, { work: plan.work }, (result) => {
    totals.add(result);
    tell(result);
  });
  // what kills workers would kill the one that takes the time as well
  const isSound = plan.work.passes.length > 0 && ended.crashes === 0 && ended.cut === null;
  const medians = isSound ? await timeWork(child, plan.work) : [];
  return assemble(request, prepared, { totals, ended, medians });
}

function workersFor({ plan, files }: Prepared): number {
  const models = new Map(
    files
      .flatMap((each) => ('models' in each ? Object.values(each.models) : []))
      .map((model) => [model.sha256, model.bytes]),
  );
  const bytes = [...models.values()].reduce((sum, each) => sum + each, 0);
  return workerCount(Math.max(...plan.work.arms.map((arm) => arm.target.threads)), bytes);
}
