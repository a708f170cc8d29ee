import type { Engine } from './engine.js';
import type { Dataset, Format, OpenOptions } from './format.js';
import type { CompileInput } from './input.js';
import type { Schema } from './json.js';
import type { NoiseKind } from './noise.js';
import type { PlannedTask } from './plan.js';
import type { OutputMeaning, Outputs, Task, TaskKind } from './task.js';
import type { Tensor } from './tensor.js';

/** The registries, and the few functions that work over them; rooms get this as an argument. */
export interface Kinds {
  readonly tasks: readonly TaskKind[];
  readonly noises: readonly NoiseKind[];
  readonly formats: readonly Format[];
  readonly engines: readonly Engine[];
  /** Properties of an input's specification. */
  readonly steps: Schema;
  openDataset(options: OpenOptions): Promise<Dataset>;
  readonly compileInput: CompileInput;
  /** Tensors of single samples, joined along a new first axis. */
  stack(tensors: readonly Tensor[]): Tensor;
  /** What an output holds, judged by its first rows; the kind says what is possible. */
  probe(kind: TaskKind, outputs: Outputs, output: string, count: number): OutputMeaning;
}

/** A task made by its kind. */
export function createTask(
  kinds: Pick<Kinds, 'tasks'>,
  planned: Pick<PlannedTask, 'kind' | 'settings'>,
): Task {
  const kind = kinds.tasks.find((known) => known.name === planned.kind);
  if (kind === undefined) throw new Error(`no task kind ${planned.kind}`); // the policy room refused it
  return kind.create(planned.settings);
}
