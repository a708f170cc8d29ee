import { word } from '../core/fault.js';
import { createTask } from '../core/kinds.js';
import type { ChunkResult, Work } from '../core/plan.js';
import type { Probed } from '../decide/floor.js';
import { Totals } from '../decide/totals.js';
import { tidyAnswers } from '../evaluate/answer-cache.js';
import { timeWork } from '../evaluate/ask.js';
import { evaluate, type Ended } from '../evaluate/pool.js';
import type { AnswerPlace } from '../evaluate/protocol.js';
import { probeWork } from '../plan/probe.js';
import { workerCount } from './machine.js';
import { quantizes } from './pairs.js';
import type { Kept, Prepared } from './prepare.js';
import type { GateRequest } from './request.js';
import { stepsOf } from './steps.js';

/** Empty totals for a plan. */
export function totalsFor(
  { kinds, witness }: Pick<GateRequest, 'kinds' | 'witness'>,
  { plan, policy }: Kept,
): Totals {
  const tasks = plan.work.passes.map((pass) => pass.tasks.map((task) => createTask(kinds, task)));
  const guardrails = policy.tasks.filter((task) => task.role === 'guardrail').map((task) => task.name);
  return new Totals(plan.work, tasks, witness, new Set(guardrails));
}

/** How an evaluation ended, and the median milliseconds per sample of each arm. */
export interface Timed {
  readonly ended: Ended;
  readonly medians: readonly number[];
}

/** Evaluates all chunks, or some, and times the arms while nothing else runs. */
export async function measure(
  request: Pick<GateRequest, 'progress' | 'answersDir' | 'version'>,
  prepared: Prepared,
  { take, only }: { readonly take: (result: ChunkResult) => void; readonly only?: readonly number[] },
): Promise<Timed> {
  const { plan, crew } = prepared;
  const { progress } = request;
  const { chunks } = plan.work;
  const tell = stepsOf(
    only === undefined ? chunks : chunks.filter((_, chunk) => only.includes(chunk)),
    progress,
  );
  const workers = workersFor(prepared);
  const share = { work: plan.work, ...(only !== undefined && { only }), workers };
  const ended = await evaluate(crew, { ...share, answers: keeping(request, prepared) }, (result) => {
    take(result);
    tell(result);
    for (const note of result.notes ?? []) progress(`${word(note).what}. ${word(note).todo}`);
  });
  // what kills workers would kill the one that takes the time as well
  const isSound = plan.work.passes.length > 0 && ended.crashes === 0 && ended.cut === null;
  return { ended, medians: isSound ? await timeWork(crew, plan.work) : [] };
}

/** Kept answers may take so much of the disk. */
const mostBytes = 1_073_741_824;

/** Answers of the baseline are kept for the next run on a machine of this kind; other instruction sets answer for themselves. */
function keeping(
  { answersDir, version }: Pick<GateRequest, 'answersDir' | 'version'>,
  { machine }: Prepared,
): AnswerPlace | undefined {
  if (answersDir === undefined) return undefined;
  tidyAnswers(answersDir, mostBytes);
  const made = JSON.stringify([version, machine.platform, machine.arch, machine.cpu, machine.isa]);
  return { directory: answersDir, made };
}

/** Runs both models against themselves, and a quantized one on other engines; nothing where it can't be done. */
export async function probe(prepared: Prepared): Promise<readonly ChunkResult[]> {
  const work = probeOf(prepared);
  if (work.chunks.length === 0) return [];
  const results: ChunkResult[] = [];
  const share = { work, workers: 1 }; // a few hundred samples are not worth more sessions
  const ended = await evaluate(prepared.crew, share, (result) => results.push(result));
  return ended.cut === null && ended.crashes === 0 ? results : [];
}

/** What a probe brought, added up; null where there was none. */
export function probedBy(
  { kinds }: Pick<GateRequest, 'kinds'>,
  kept: Kept,
  results: readonly ChunkResult[],
): Probed | null {
  if (results.length === 0) return null;
  const work = probeOf(kept);
  const totals = emptyTotals(kinds, work);
  for (const result of results) totals.add(result);
  return { work, totals };
}

function probeOf({ plan, policy, hasWasm }: Kept): Work {
  return probeWork(plan.work, { runtime: quantizes(policy), hasWasm });
}

/** Totals of the probe: nobody listens to its changed answers. */
function emptyTotals(kinds: GateRequest['kinds'], work: Work): Totals {
  const tasks = work.passes.map((pass) => pass.tasks.map((task) => createTask(kinds, task)));
  return new Totals(work, tasks, () => undefined);
}

/** As many as the cores and the memory take. */
export function workersFor({ plan, files }: Prepared): number {
  const found = files.flatMap((each) => ('models' in each ? Object.values(each.models) : []));
  const models = new Map(found.map((model) => [model.sha256, model.bytes]));
  const bytes = [...models.values()].reduce((sum, each) => sum + each, 0);
  return workerCount(Math.max(...plan.work.arms.map((arm) => arm.target.threads)), bytes);
}
