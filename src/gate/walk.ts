import { readFile } from 'node:fs/promises';
import { Fault, fault, type Finding } from '../core/fault.js';
import type { Pass } from '../core/plan.js';
import type { Report } from '../core/report.js';
import type { PlannedStudy, ReportedCka, ReportedStep, ReportedStudy, ReportedWalk } from '../core/study.js';
import { askStudy } from '../evaluate/ask.js';
import { computedTensors, exposing, weightedTensors } from '../onnx/expose.js';
import { matchByDepth } from '../onnx/match-depth.js';
import type { Prepared } from './prepare.js';

/**
 * The report with where a distilled model departs from its baseline, for each task whose inner features were compared.
 * A question of its own beside the study's: what limits bound stays as it was measured.
 */
export async function walked(prepared: Prepared, report: Report): Promise<Report> {
  const all: ReportedStudy[] = [];
  for (const study of report.studies ?? []) {
    const planned = prepared.plan.studies?.find(
      ({ task, level }) => task === study.task && level === study.level,
    );
    const isCompared = planned !== undefined && planned.similarity.samples > 0 && study.similarity !== null;
    all.push(isCompared ? { ...study, walk: await walkOf(prepared, planned) } : study);
  }
  return { ...report, studies: all };
}

async function walkOf({ plan, crew }: Prepared, study: PlannedStudy): Promise<ReportedWalk> {
  const pass = plan.work.passes[study.pass];
  if (pass === undefined) throw new Error(`no pass ${study.pass}`);
  try {
    const { steps, patches } = await stepsOf(study, pass);
    const only = { ...study, occlusions: 0, budget: 0 };
    const told = await askStudy(crew, plan.work, { study: only, tensors: steps, patches });
    if ('code' in told) return nothing([told]);
    const { n = 0, pairs = [] } = told.similarity ?? {};
    return { n, steps: falling(steps, pairs), problems: told.problems };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return nothing(error.findings);
  }
}

function nothing(problems: readonly Finding[]): ReportedWalk {
  return { n: 0, steps: [], problems };
}

type Place = Pick<ReportedStep, 'baseline' | 'compressed' | 'by'>;

interface Steps {
  readonly steps: readonly Place[];
  readonly patches: { readonly baseline: Uint8Array; readonly compressed: Uint8Array };
}

/** The policy's tensors in the baseline's order, or layers matched by depth; the last layer gives the answer itself. */
async function stepsOf({ task, similarity: { tensors } }: PlannedStudy, { models }: Pass): Promise<Steps> {
  const bytes = {
    baseline: await readFile(models.baseline.file.path),
    compressed: await readFile(models.compressed.file.path),
  };
  const order = computedTensors(bytes.baseline).map(({ name }) => name);
  const inner = (side: 'baseline' | 'compressed'): readonly string[] => weightedTensors(bytes[side]).slice(0, -1); // prettier-ignore
  const steps =
    tensors.length > 0
      ? tensors
          .map((pair): Place => ({ ...pair, by: 'policy' }))
          .toSorted((one, other) => order.indexOf(one.baseline) - order.indexOf(other.baseline))
      : matchByDepth(inner('baseline'), inner('compressed'));
  if (steps.length === 0) throw fault('SIMILARITY_NO_TENSORS', { model: 'compressed', task });
  const patch = (side: 'baseline' | 'compressed'): Uint8Array =>
    exposing(bytes[side], steps.map((step) => step[side])); // prettier-ignore
  return { steps, patches: { baseline: patch('baseline'), compressed: patch('compressed') } };
}

/** By how much each place is less alike than the one before; both models are fed the same, so the way starts at 1. */
function falling(steps: readonly Place[], pairs: readonly ReportedCka[]): readonly ReportedStep[] {
  let before = 1;
  return pairs.map(({ cka }, at): ReportedStep => {
    const place = steps[at];
    if (place === undefined) throw new Error(`no step ${at}`);
    const fall = cka === null ? null : before - cka;
    before = cka ?? before;
    return { ...place, cka, fall };
  });
}
