import { finding, type Finding } from '../core/fault.js';
import { bareName } from '../core/format.js';
import { groupBy } from '../core/group.js';
import { drawsOf, levelNames, type Arm, type Pass, type Plan, type Work } from '../core/plan.js';
import type { Coverage, Report } from '../core/report.js';
import { kindNamed } from '../core/kinds.js';
import { outputsOf, type Reading } from '../core/task.js';
import type { ReportedStudy } from '../core/study.js';
import { byTextFindings } from '../decide/by-text.js';
import { decide } from '../decide/decide.js';
import { floorRows, runtimeFindings, type Probed } from '../decide/floor.js';
import { prefillFindings } from '../decide/prefill.js';
import { notNovel, noveltyRows } from '../decide/novelty.js';
import { taskRows, type Role } from '../decide/rows.js';
import type { Totals } from '../decide/totals.js';
import { verdictOf } from '../decide/verdict.js';
import type { Ended } from '../evaluate/pool.js';
import { noiseOf } from './noise.js';
import { exemptionsOf, modelsOf, sizeChecks } from './pairs.js';
import type { Kept } from './prepare.js';
import type { GateRequest } from './request.js';
import { targetsOf } from './targets.js';

/** What the evaluation brought. */
export interface Measured {
  readonly totals: Totals;
  readonly ended: Ended;
  /** Median milliseconds per sample of each arm. */
  readonly medians: readonly number[];
  /** null where it was not measured: after crashes, or for shards without it. */
  readonly probed: Probed | null;
  /** What looking into the models found. */
  readonly studies: readonly ReportedStudy[];
  /** What is wrong with the evidence as a whole (shards that are missing, doubled, foreign). */
  readonly problems: readonly Finding[];
}

/** The report: everything that was decided and measured, as data. */
export function assemble(
  request: Pick<GateRequest, 'version' | 'today' | 'kinds'>,
  prepared: Kept,
  measured: Measured,
): Report {
  const { policy, plan, partial, machine } = prepared;
  const { totals, ended } = measured;
  const models = modelsOf(prepared);
  const checks = [
    ...decide(plan, { totals, cut: ended.cut, probed: measured.probed, studies: measured.studies }),
    ...sizeChecks(prepared),
  ];
  const roleOf = (name: string): Role => policy.tasks.find((task) => task.name === name)?.role ?? 'primary';
  const seen = { work: plan.work, totals, roleOf };
  return {
    format: 1,
    tool: { name: 'compression-gate', version: request.version },
    verdict: verdictOf(checks, policy.decision.onInconclusive),
    partial,
    coverage: coverageOf(plan.work, totals),
    checks,
    tasks: taskRows(plan.work, totals, roleOf),
    ...noiseOf(plan, totals, checks),
    disagreements: totals.witnesses.list(),
    ...models,
    cost: costOf(plan.work, models.models, measured.medians),
    targets: targetsOf(prepared),
    novelty: noveltyRows(seen),
    studies: measured.studies,
    noiseFloor: measured.probed === null ? [] : floorRows(measured.probed),
    policy: {
      sha256: policy.sha256,
      path: policy.path,
      seed: policy.decision.seed,
      onInconclusive: policy.decision.onInconclusive,
      loosened: [],
      waivers: [],
      exemptions: exemptionsOf(policy),
    },
    readings: readingsOf(plan.work.passes, request),
    findings: [
      ...findingsOf(plan, measured),
      ...byTextFindings(plan.work, totals),
      ...notNovel(seen),
      ...unstudied(measured.studies),
    ],
    diagnosis: null,
    today: request.today,
    environment: { node: machine.node, platform: machine.platform, arch: machine.arch },
  };
}

function coverageOf(work: Work, totals: Totals): Coverage {
  const [contrast] = work.contrasts;
  let planned = 0;
  let measured = 0;
  for (const pass of work.passes) {
    for (const task of pass.tasks) {
      for (const name of levelNames(pass, task)) {
        planned += pass.order.length * drawsOf(pass, name);
        measured += contrast
          ? (totals.scene({ task: task.name, level: name, contrast, slice: null })?.n ?? 0)
          : 0;
      }
    }
  }
  return { planned, measured, spared: 0, faulty: planned - measured };
}

function costOf(work: Work, models: Report['models'], medians: readonly number[]): Report['cost'] {
  const baseline = medians[0] ?? NaN;
  const ratios = work.arms.flatMap((arm: Arm, position): [string, number][] => {
    const ratio = (medians[position] ?? NaN) / baseline;
    return arm.model === 'compressed' && Number.isFinite(ratio) ? [[arm.target.name, ratio]] : [];
  });
  const size = models.compressed.bytes / models.baseline.bytes;
  return { size: Number.isFinite(size) ? size : 0, latency: Object.fromEntries(ratios) };
}

function readingsOf(passes: readonly Pass[], { kinds }: Pick<GateRequest, 'kinds'>): Report['readings'] {
  return passes.flatMap((pass) =>
    pass.tasks.flatMap(({ name, kind, readings }) => {
      const { gives, meanings } = kindNamed(kinds, kind);
      if (gives !== undefined) return []; // outputs of our own, which nobody has named
      const isChoice = meanings.length > 1; // else there was nothing to be taken for something else
      const readAs = (reading: Reading): string =>
        `${outputsOf(reading).join(', ')}${isChoice ? ` as ${reading.meaning}` : ''}`;
      return [{ task: name, baseline: readAs(readings.baseline), compressed: readAs(readings.compressed) }];
    }),
  );
}

function findingsOf({ impossible }: Plan, { totals, ended, problems, probed }: Measured): Finding[] {
  const faults = distinct(totals.faults.map(faultOf));
  const cut = ended.cut === null || problems.includes(ended.cut) ? [] : [ended.cut];
  const runtime = probed === null ? [] : [...runtimeFindings(probed), ...prefillFindings(probed)];
  return [
    ...runtime,
    ...impossible.map(({ reason }) => reason),
    ...problems,
    ...cut,
    ...faults,
    ...unprotected(totals),
  ];
}

/** What was looked for and not found, once each: limits on it are invalid, and without a limit it is told all the same. */
function unstudied(studies: readonly ReportedStudy[]): Finding[] {
  const all = studies.flatMap(({ problems }) => problems);
  return distinct(all);
}

/** What a recording lacks as a whole is said once, and what a gallery's sample lacks by its name; everything else belongs to its sample. */
function faultOf({ sample, reason }: Totals['faults'][number]): Finding {
  if (reason.code.startsWith('RECORDING_') || isOfGallery(reason)) return reason;
  return { ...reason, data: { ...reason.data, sample } };
}

function isOfGallery({ data }: Finding): boolean {
  const named = data['sample'];
  return typeof named === 'string' && bareName(named) !== named;
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((found) => [JSON.stringify(found), found])).values()];
}

function unprotected({ unprotected: cases }: Totals): Finding[] {
  const groups = groupBy(cases, ({ task, level }) => JSON.stringify([task, level]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const samples = group.slice(0, 20).map(({ sample }) => sample);
    return [
      finding('GUARDRAIL_UNPROTECTED', {
        task: first.task,
        level: first.level,
        count: group.length,
        samples,
      }),
    ];
  });
}
