import type { Json } from '../../src/core/json.js';
import type { Sample, Value } from '../../src/core/sample.js';
import type {
  Measure,
  MeasureForm,
  OutputMeaning,
  Outputs,
  Task,
  TaskKind,
  TaskSettings,
} from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { Fault } from '../../src/core/fault.js';
import { SumTally } from '../../src/decide/tally.js';

/** A task of a kind, with the settings that the test is about. */
export function taskOf(kind: TaskKind, settings: Partial<TaskSettings> = {}): Task {
  return kind.create({ options: {}, confidentAt: 0.9, names: [], label: 'label', ...settings });
}

/** A sample with this label and nothing else. */
export function labelled(label: Value, id = 'sample-1'): Sample {
  return { id, fields: new Map([['label', label]]) };
}

export const unlabelled: Sample = { id: 'sample-1', fields: new Map() };

/** A float32 output called `y`, one row per sample. */
export function floats(...rows: readonly (readonly number[])[]): Outputs {
  const data = Float64Array.from(rows.flat());
  return only({ type: 'float64', dims: [rows.length, rows[0]?.length ?? 0], data });
}

export function only(tensor: Tensor): Outputs {
  return new Map([['y', tensor]]);
}

export function reading(meaning: OutputMeaning): { output: string; meaning: OutputMeaning } {
  return { output: 'y', meaning };
}

/** The prediction from one row. */
export function predicted(task: Task, row: readonly number[], meaning: OutputMeaning = 'logits'): unknown {
  return task.predict(floats(row), reading(meaning), 1)[0];
}

/** A measure over kept values: hits ÷ n, the value of added sums, or the mean of all values. */
export function measured(measure: Measure | undefined, kept: readonly Json[]): number {
  if (measure === undefined) throw new Error('no such measure');
  const { form } = measure;
  if (form.is === 'whole')
    return form.value(kept.flatMap((one) => { const row = form.rows.of(one); return row === null ? [] : [Float64Array.from(row)]; })); // prettier-ignore
  if (form.is === 'each') return kept.reduce<number>((sum, one) => sum + form.value(one), 0) / kept.length;
  if (form.is === 'histogram') return NaN;
  if (form.is === 'rate') {
    const hits = kept.map((one) => form.hit(one)).filter((hit) => hit !== null);
    return hits.filter(Boolean).length / hits.length;
  }
  return form.value(totalOf(form, kept));
}

/** The sums of kept values, added as the gate adds them. */
export function totalOf(
  form: Extract<MeasureForm, { is: 'sums' }>,
  kept: readonly Json[],
): readonly number[] {
  const tally = new SumTally();
  for (const one of kept) tally.add(0, form.sums(one));
  return tally.get() ?? [];
}

/** The codes of the fault that something throws; [] when it throws none. */
export function codesOf(action: () => unknown): readonly string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.findings.map((found) => found.code);
  }
}
