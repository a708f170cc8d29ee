import type { Finding } from '../../src/core/fault.js';
import type { Fraction } from '../../src/core/fraction.js';
import type { Json } from '../../src/core/json.js';
import type { Arm, Cell, ChunkResult, Contrast, Pass, Plan, PlannedCheck, SampleRow, Work } from '../../src/core/plan.js'; // prettier-ignore
import type { Limit, Target } from '../../src/core/policy.js';
import type { Check } from '../../src/core/report.js';
import type { Evidence, Task, TaskKind } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { decide } from '../../src/decide/decide.js';
import { Totals } from '../../src/decide/totals.js';
import type { Witness } from '../../src/decide/witnesses.js';
import { classification } from '../../src/tasks/classification.js';

const place = { file: 'policy.yml', line: 1, column: 1 };

/** Logits of three classes: sure of one of them, unsure, and no answer at all. */
export const a = [9, 0, 0] as const;
export const b = [0, 9, 0] as const;
export const c = [0, 0, 9] as const;
export const maybeA = [1, 0, 0] as const;
export const broken = [NaN, 0, 0] as const;
/** Rules out what others do not: KL from them is infinite. */
export const onlyA = [9, -Infinity, -Infinity] as const;

/** Scores of the classes, or an int64 label. */
export type Logits = readonly number[] | bigint;

/** A sample with the answers of baseline, compressed (and further arms) at each level; null: none. */
export interface Row {
  readonly id?: string;
  readonly label?: number;
  readonly slices?: ReadonlyMap<string, string>;
  readonly group?: number;
  readonly fault?: Finding;
  readonly answers?: { readonly [level: string]: readonly (Logits | null)[] };
}

/** Rows that are all alike, at the level clean. */
export function many(count: number, left: Logits | null, right: Logits | null, row: Row = {}): Row[] {
  return Array.from({ length: count }, () => ({ ...row, answers: { clean: [left, right] } }));
}

export interface WorldOptions {
  readonly rows: readonly Row[];
  readonly checks?: readonly PlannedCheck[];
  readonly levels?: readonly string[];
  readonly slices?: readonly string[];
  readonly targets?: readonly Target[];
  readonly drift?: readonly string[];
  /** Samples of a chunk. */
  readonly chunk?: number;
  /** Chunks that never arrived. */
  readonly lost?: readonly number[];
  readonly kind?: TaskKind;
  readonly options?: { readonly [name: string]: Json };
  readonly guardrails?: readonly string[];
  readonly impossible?: Plan['impossible'];
}

export interface World {
  readonly plan: Plan;
  readonly totals: Totals;
  readonly results: readonly ChunkResult[];
  readonly witnesses: readonly Witness[];
  decide(cut?: Finding): Check[];
}

/** One pass with one task, `fruit`, evaluated. */
export function world(options: WorldOptions): World {
  const task = taskOf(options);
  const work = workOf(options);
  const plan = { work, checks: options.checks ?? [], impossible: options.impossible ?? [] };
  const results = resultsOf(work, task, options).filter(({ chunk }) => !options.lost?.includes(chunk));
  const witnesses: Witness[] = [];
  const listen = (witness: Witness): void => void witnesses.push(witness);
  const totals = new Totals(work, [[task]], listen, new Set(options.guardrails ?? []));
  for (const result of results) totals.add(result);
  return {
    plan,
    totals,
    results,
    witnesses,
    decide: (cut) => decide(plan, { totals, cut: cut ?? null, probed: null }),
  };
}

/** The first check's result. */
export function decideOne(options: WorldOptions): Check {
  const [first] = world(options).decide();
  if (first === undefined) throw new Error('no check');
  return first;
}

/** The outcome and the code of the first check. */
export function outcomeOf(options: WorldOptions): string {
  const { outcome, finding } = decideOne(options);
  return `${outcome} ${finding.code}`;
}

export function taskOf({
  kind = classification,
  options = {},
}: Pick<WorldOptions, 'kind' | 'options'>): Task {
  return kind.create({ options, confidentAt: 0.9, names: [], label: 'label' });
}

export function targetOf(name: string, more: Partial<Target> = {}): Target {
  return { name, runtime: 'native', threads: 1, graphOptimization: 'all', session: {}, required: true, limits: [], place, ...more }; // prettier-ignore
}

export function limitOf(name: string, exact: Fraction, more: Partial<Limit> = {}): Limit {
  const { unit } = classification.limits[name] ?? { unit: 'share' };
  return { name, unit, exact, value: exact.numerator / exact.denominator, place, from: 'head', ...more };
}

/** A check of classification: `check('disagreement', 2, 100)` is at most 2 %. */
export function check(
  name: string,
  numerator: number,
  denominator: number,
  more: Partial<PlannedCheck> = {},
): PlannedCheck {
  const known = classification.limits[name];
  if (known === undefined) throw new Error(`no limit ${name}`);
  const limit = limitOf(name, { numerator, denominator });
  return { task: 'fruit', level: 'clean', target: 'native', contrast: 'compression', limit, judge: known.judge, form: 'count', scope: 'dataset', confidence: 0.95, ...more }; // prettier-ignore
}

export function inPopulation(planned: PlannedCheck): PlannedCheck {
  return { ...planned, scope: 'population' };
}

export function contrastsOf(targets: readonly string[], drift: readonly string[] = []): Contrast[] {
  return [
    ...targets.map((target, at): Contrast => ({ is: 'compression', target, left: 0, right: at + 1 })),
    ...drift.map((target): Contrast => ({
      is: 'drift',
      target,
      left: 1,
      right: targets.indexOf(target) + 1,
    })),
  ];
}

function workOf(options: WorldOptions): Work {
  const { rows, chunk = 256, targets = [targetOf('native')], drift } = options;
  const [reference = targetOf('native')] = targets;
  const compressed = targets.map((target): Arm => ({ model: 'compressed', target }));
  const count = Math.ceil(rows.length / chunk);
  return {
    seed: 7,
    arms: [{ model: 'baseline', target: reference }, ...compressed],
    contrasts: contrastsOf(targets.map(({ name }) => name), drift), // prettier-ignore
    passes: [passOf(options, compressed.length + 1)],
    chunks: Array.from({ length: count }, (_, at) => ({
      pass: 0,
      from: at * chunk,
      to: Math.min((at + 1) * chunk, rows.length),
    })),
  };
}

function passOf(
  { rows, levels = ['clean'], slices = [], kind = classification, options = {} }: WorldOptions,
  arms: number,
): Pass {
  // prettier-ignore
  const grouped = rows.some((row) => row.group !== undefined);
  const model = { source: 'm.onnx', file: { path: '/m.onnx', external: [] }, sha256: '', fixedBatch: null, quantizesDynamically: false }; // prettier-ignore
  const output = { output: 'y', meaning: 'logits' } as const;
  const settings = { options, confidentAt: 0.9, names: [], label: 'label' };
  const units = Math.min(rows.length, 1000);
  return {
    data: { path: 'd.npz', options: {}, place, label: 'label', ...(grouped && { group: 'group' }) },
    path: '/d.npz',
    inputs: { baseline: [], compressed: [] },
    models: { baseline: model, compressed: model },
    batches: Array.from({ length: arms }, () => 16),
    levels: levels.map((name) => ({ name, noise: null })),
    tasks: [{ name: 'fruit', kind: kind.name, settings, readings: { baseline: output, compressed: output }, levels: [...levels.keys()], slices }], // prettier-ignore
    order: Uint32Array.from(rows.keys()),
    units: Uint16Array.from(rows, (row, at) => row.group ?? Math.floor((at * units) / rows.length)),
  };
}

function resultsOf(work: Work, task: Task, { rows, levels = ['clean'] }: WorldOptions): ChunkResult[] {
  const reduce = reducer(task, work.contrasts);
  return work.chunks.map(({ from, to }, chunk) => ({
    chunk,
    rows: rows.slice(from, to).map((row, at) => sampleRow(row, { position: from + at, levels, reduce })),
    seconds: levels.map(() => work.arms.map(() => 0.5)),
  }));
}

type Reduce = (
  answers: readonly (Logits | null)[],
  label: number | undefined,
) => Omit<Cell, 'task' | 'level'>;

function sampleRow(row: Row, at: { position: number; levels: readonly string[]; reduce: Reduce }): SampleRow {
  const id = row.id ?? `s${at.position}`;
  const slices = row.slices ?? new Map<string, string>();
  if (row.fault !== undefined) return { id, fault: row.fault, slices: new Map(), cells: [], armFaults: [] };
  const cells = at.levels.flatMap((name, level) => {
    const answers = row.answers?.[name];
    return answers === undefined ? [] : [{ task: 0, level, ...at.reduce(answers, row.label) }];
  });
  const lost = (answers: readonly (Logits | null)[], level: number): SampleRow['armFaults'] =>
    answers.flatMap((answer, arm) => (answer === null ? [{ arm, level, reason: armReason }] : []));
  const armFaults = at.levels.flatMap((name, level) => lost(row.answers?.[name] ?? [], level));
  return { id, slices, cells, armFaults };
}

export const armReason: Finding = { code: 'NOT_MEASURED', data: { reason: 'the arm died' } };

/** Reduces answers as the evaluation does; equal answers are reduced once. */
function reducer(task: Task, contrasts: readonly Contrast[]): Reduce {
  const known = new Map<string, Omit<Cell, 'task' | 'level'>>();
  return (answers, label) => {
    const key = [label, ...answers.map((answer) => String(answer))].join(';');
    const cell = known.get(key) ?? reduceCell(task, contrasts, answers, label);
    known.set(key, cell);
    return cell;
  };
}

function reduceCell(
  task: Task,
  contrasts: readonly Contrast[],
  answers: readonly (Logits | null)[],
  label: number | undefined,
): Omit<Cell, 'task' | 'level'> {
  // prettier-ignore
  const fields = new Map(label === undefined ? [] : [['label', label]]);
  const truth = task.truth({ id: 's', fields });
  const predictions = answers.map((answer) => (answer === null ? null : predicted(task, answer)));
  const pairs = contrasts.map(({ left, right }): { pair: Json; evidence: Evidence } | null => {
    const [one, other] = [predictions[left], predictions[right]];
    if (!one || !other) return null;
    return {
      pair: task.compare(one.prediction, other.prediction, truth),
      evidence: task.evidence(one.prediction, other.prediction, truth),
    };
  });
  const isTold = (pair: Json): boolean => {
    const form = task.measures.disagreement?.form;
    return form?.is === 'rate' && form.hit(pair) === true;
  };
  return {
    kept: predictions.map((one) => (one ? task.keep(one.prediction, truth) : null)),
    degenerate: predictions.map((one) => one !== null && task.isDegenerate(one.prediction)),
    pairs: pairs.map((each) => each?.pair ?? null),
    evidence: pairs.map((each) => (each && isTold(each.pair) ? each.evidence : null)),
  };
}

function predicted(task: Task, answer: Logits): { prediction: unknown } {
  const isLabel = typeof answer === 'bigint';
  const tensor: Tensor = isLabel
    ? { type: 'int64', dims: [1], data: BigInt64Array.of(answer) }
    : { type: 'float64', dims: [1, answer.length], data: Float64Array.from(answer) };
  const reading = { output: 'y', meaning: isLabel ? 'labels' : 'logits' } as const;
  return { prediction: task.predict(new Map([['y', tensor]]), reading, 1)[0] };
}
