import type { Arm, Census, PlannedCheck, PlannedModel, TaskCensus } from '../../src/core/plan.js';
import type { LevelPolicy, Limit, Policy, SlicePolicy, Target, TaskPolicy } from '../../src/core/policy.js';
import type { TaskKind } from '../../src/core/task.js';
import { Fault, type Finding } from '../../src/core/fault.js';
import { noiseKinds } from '../../src/data/noise.js';
import type { Evidence } from '../../src/plan/plan.js';
import type { Known } from '../../src/plan/passes.js';
import { classification } from '../../src/tasks/classification.js';
import { multilabel } from '../../src/tasks/multilabel.js';
import { regression } from '../../src/tasks/regression.js';

export const kinds = { tasks: [classification, multilabel, regression], noises: noiseKinds };

export const place = { file: 'policy.yml', line: 3, column: 5 };

/** `limit('disagreement', 2, 100)` is at most 2 %. */
export function limit(
  name: string,
  numerator: number,
  denominator: number,
  more: Partial<Limit> = {},
): Limit {
  const unit =
    kinds.tasks.map((kind) => kind.limits[name]).find((kind) => kind !== undefined)?.unit ?? 'share';
  const exact = { numerator, denominator };
  return { name, unit, exact, value: numerator / denominator, place, from: 'head', ...more };
}

export function level(name: string, ...limits: readonly Limit[]): LevelPolicy {
  return { name, noise: name === 'clean' ? null : noise(name), limits, place };
}

export function noise(name: string): Policy['noise'][number] {
  return { name, entry: name, steps: [{ kind: 'gaussian', options: { sigma: 0.1 } }], repeats: 1, place };
}

export function slice(field: string, limits: readonly Limit[], more: Partial<SlicePolicy> = {}): SlicePolicy {
  return { field, limits, scope: 'population', minSamples: 30, place, ...more };
}

export function target(name: string, more: Partial<Target> = {}): Target {
  return { name, runtime: 'native', threads: 1, graphOptimization: 'all', session: {}, required: true, limits: [], place, ...more }; // prettier-ignore
}

const models: TaskPolicy['models'] = {
  baseline: { path: 'fp32.onnx', place, ignoreOutputs: [] },
  compressed: { path: 'int8.onnx', place, ignoreOutputs: [], methods: ['quantized'], exemptions: [], limits: [] },
}; // prettier-ignore

export function task(name: string, more: Partial<TaskPolicy> = {}): TaskPolicy {
  return {
    name,
    kind: 'classification',
    role: 'primary',
    models,
    data: { path: 'val.npz', label: 'kind', options: {}, place },
    inputs: { baseline: [], compressed: [] },
    output: { baseline: { place }, compressed: { place } },
    confidentAt: 0.9,
    options: {},
    levels: [level('clean', limit('disagreement', 2, 100))],
    slices: [],
    scope: 'dataset',
    confidence: 0.95,
    place,
    ...more,
  };
}

export function policy(tasks: readonly TaskPolicy[], more: Partial<Policy> = {}): Policy {
  return {
    path: 'policy.yml',
    sha256: '',
    models,
    targets: [target('native')],
    reference: 'native',
    decision: { scope: 'dataset', confidence: 0.95, onInconclusive: 'block', seed: 7, minSamples: 30 },
    noise: [noise('dark'), noise('darker')],
    tasks,
    notes: [],
    ...more,
  };
}

export function model(path: string, more: Partial<PlannedModel> = {}): PlannedModel {
  return { source: path, file: { path: `/${path}`, external: [] }, sha256: path, fixedBatch: null, quantizesDynamically: false, ...more }; // prettier-ignore
}

export const bothModels = { baseline: model('fp32.onnx'), compressed: model('int8.onnx') };

/** A data set of 1,000 samples, and models with one output. */
export function census(name: string, more: Partial<TaskCensus> = {}): TaskCensus {
  const reading = { output: 'y', meaning: 'logits' } as const;
  return {
    task: name,
    size: 1000,
    digest: 'd1',
    fields: ['x', 'kind'],
    groups: null,
    names: [],
    readings: { baseline: reading, compressed: reading },
    outputs: { baseline: ['y'], compressed: ['y'] },
    signals: [{ input: 'x', is: 'picture', hasRange: true }],
    ...more,
  };
}

export function kindOf({ kind }: TaskPolicy): TaskKind {
  const known = kinds.tasks.find(({ name }) => name === kind);
  if (known === undefined) throw new Error(`no kind ${kind}`);
  return known;
}

export function known(of: TaskPolicy, more: Partial<Known> = {}): Known {
  return { task: of, kind: kindOf(of), census: census(of.name), path: `/${of.data.path}`, models: bothModels, ...more }; // prettier-ignore
}

/** Baseline on the reference, then the compressed model on each target. */
export function armsOf(targets: readonly Target[]): Arm[] {
  const [reference = target('native')] = targets;
  return [
    { model: 'baseline', target: reference },
    ...targets.map((each): Arm => ({ model: 'compressed', target: each })),
  ];
}

/** Evidence about tasks that were all looked at. */
export function evidence(entries: Census['tasks'], more: Partial<Evidence> = {}): Evidence {
  const files = entries.map((entry) => [entry.task, { path: '/val.npz', models: bothModels }] as const);
  return { census: { tasks: entries, engines: [] }, kinds, files: new Map(files), problems: [], partial: false, ...more }; // prettier-ignore
}

/** The findings that something throws; [] when it throws none. */
export function findingsOf(action: () => unknown): readonly Finding[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof Fault) return error.findings;
    throw error;
  }
}

export function check(
  name: string,
  numerator: number,
  denominator: number,
  more: Partial<PlannedCheck> = {},
): PlannedCheck {
  // prettier-ignore
  const judge = classification.limits[name]?.judge;
  if (judge === undefined) throw new Error(`no limit ${name}`);
  return { task: 'garment', level: 'clean', target: 'native', contrast: 'compression', limit: limit(name, numerator, denominator), judge, form: 'count', scope: 'dataset', confidence: 0.95, ...more }; // prettier-ignore
}
