import { linkSync, copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModelFile } from '../core/engine.js';
import { createTask } from '../core/kinds.js';
import type { Chunk, Pass, PlannedModel, Work } from '../core/plan.js';
import type { Check } from '../core/report.js';
import { decide } from '../decide/decide.js';
import { Totals } from '../decide/totals.js';
import type { Subject, Surrounding } from './subject.js';

/** Samples of one chunk of a repeated check. */
const chunkSize = 256;

/** A changed model as a file of its own, with what its weights are spread over beside it. */
export function placeModel(scratch: string, model: PlannedModel, bytes: Uint8Array): PlannedModel {
  const folder = mkdtempSync(join(scratch, 'model-'));
  const path = join(folder, 'model.onnx');
  writeFileSync(path, bytes);
  const external = model.file.external.map(({ location, path: from }) => {
    const to = join(folder, location);
    mkdirSync(dirname(to), { recursive: true });
    place(from, to);
    return { location, path: to };
  });
  const file: ModelFile = { path, external };
  return { ...model, file };
}

/** A second name costs nothing; across file systems it takes a copy. */
function place(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** The check again, once for each model in the place of the compressed one, on the same inputs or on some `positions` of them. */
export async function checkAgain(
  subject: Subject,
  models: readonly PlannedModel[],
  { kinds, evaluate }: Surrounding,
  positions: Uint32Array | null = null,
): Promise<(Check | null)[]> {
  const work = workOf(subject, models, positions);
  const totals = new Totals(work, [[createTask(kinds, subject.task)]], () => undefined);
  const ended = await evaluate(work, (result) => {
    totals.add(result);
  });
  return models.map((_, position) => {
    const plan = { work, checks: [{ ...subject.check, target: targetOf(position) }], impossible: [] };
    const checks = decide(plan, { totals, cut: ended.cut, probed: null });
    return checks.find((check) => isSame(check.slice, subject.slice)) ?? null;
  });
}

function isSame(left: Check['slice'], right: Check['slice']): boolean {
  return left?.field === right?.field && left?.value === right?.value;
}

function targetOf(position: number): string {
  return `put back ${position}`;
}

function workOf(subject: Subject, models: readonly PlannedModel[], positions: Uint32Array | null): Work {
  const { work } = subject.plan;
  const [baseline, compressed] = work.arms;
  if (baseline === undefined || compressed === undefined) throw new Error('a plan has arms');
  const pass = {
    ...passOf(subject, positions),
    batches: [0, ...models.map(() => 1)].map((arm) => subject.pass.batches[arm] ?? 1),
  };
  const chunks: Chunk[] = [];
  for (let from = 0; from < pass.order.length; from += chunkSize)
    chunks.push({ pass: 0, from, to: Math.min(from + chunkSize, pass.order.length) });
  return {
    seed: work.seed,
    arms: [baseline, ...models.map((instead) => ({ ...compressed, instead }))],
    contrasts: models.map((_, position) => ({
      is: 'compression',
      target: targetOf(position),
      left: 0,
      right: position + 1,
    })),
    passes: [pass],
    chunks: pass.data.group === undefined ? chunks : chunksOf(subject),
  };
}

/** Groups stay in the chunks they were planned in. */
function chunksOf({ plan, pass }: Subject): Chunk[] {
  const own = plan.work.passes.indexOf(pass);
  return plan.work.chunks.flatMap((chunk) => (chunk.pass === own ? [{ ...chunk, pass: 0 }] : []));
}

/** The check's part of its pass: its task at its levels, on all positions or some. */
export function passOf({ pass, task, levels, check }: Subject, positions: Uint32Array | null): Pass {
  const slices = check.slice === undefined ? [] : [check.slice.field];
  return {
    ...pass,
    levels,
    tasks: [{ ...task, levels: [...levels.keys()], slices }],
    ...(positions !== null && {
      order: positions.map((position) => pass.order[position] ?? 0),
      units: Uint16Array.from(positions, (position) => pass.units[position] ?? 0),
    }),
  };
}
