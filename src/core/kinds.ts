import type { Engine } from './engine.js';
import type { Tokenizer } from './folder.js';
import type { Dataset, Format, OpenOptions } from './format.js';
import type { CompileInput } from './input.js';
import type { Schema } from './json.js';
import type { AnyNoise } from './noise.js';
import type { Pass, PlannedModel, PlannedTask } from './plan.js';
import type { TaskPolicy } from './policy.js';
import type { OutputMeaning, Outputs, Task, TaskKind, TaskSettings } from './task.js';
import type { Tensor } from './tensor.js';
import type { Way, Ways } from './way.js';

/** The registries, and the few functions that work over them; rooms get this as an argument. */
export interface Kinds {
  readonly tasks: readonly TaskKind[];
  readonly noises: readonly AnyNoise[];
  readonly formats: readonly Format[];
  readonly engines: readonly Engine[];
  /** Properties of an input's specification. */
  readonly steps: Schema;
  openDataset(options: OpenOptions): Promise<Dataset>;
  readonly compileInput: CompileInput;
  /** A tokenizer.json; Fault TOKENIZER_UNREADABLE when it is none. */
  openTokenizer(path: string): Tokenizer;
  /** Tensors of single samples, joined along a new first axis. */
  stack(tensors: readonly Tensor[]): Tensor;
  /** The values of a tensor in float64; texts as numbers or NaN. */
  numbers(tensor: Tensor): Float64Array;
  /** What an output holds, judged by its first rows; the kind says what is possible. */
  probe(kind: TaskKind, outputs: Outputs, output: string, count: number): OutputMeaning;
}

/** A task made by its kind. */
export function createTask(
  kinds: Pick<Kinds, 'tasks'>,
  planned: Pick<PlannedTask, 'kind' | 'settings'>,
): Task {
  return kindNamed(kinds, planned.kind).create(planned.settings);
}

/** The kind of this name, which the policy room has made sure of. */
export function kindNamed(kinds: Pick<Kinds, 'tasks'>, name: string): TaskKind {
  const kind = kinds.tasks.find((known) => known.name === name);
  if (kind === undefined) throw new Error(`no task kind ${name}`);
  return kind;
}

/** What a task knows besides the samples, from the policy and the names of its classes. */
export function settingsOf(task: TaskPolicy, names: readonly string[]): TaskSettings {
  return { options: task.options, confidentAt: task.confidentAt, names, label: task.data.label };
}

/** How a task has its models run; undefined: one run a batch. */
export function waysOf(
  kinds: Pick<Kinds, 'tasks'>,
  {
    task,
    names,
    models,
  }: { readonly task: TaskPolicy; readonly names: readonly string[]; readonly models: Pass['models'] },
): Ways | undefined {
  const kind = kindNamed(kinds, task.kind);
  const settings = settingsOf(task, names);
  const way = (side: 'baseline' | 'compressed'): Way => {
    const by = ownWay(kind, settings, models[side]);
    return { ...(by && { by }), ...(task.sequence && { sequence: task.sequence[side] }) };
  };
  const ways = { baseline: way('baseline'), compressed: way('compressed') };
  return Object.values(ways).every((each) => Object.keys(each).length === 0) ? undefined : ways;
}

function ownWay(kind: TaskKind, settings: TaskSettings, model: PlannedModel): Way['by'] {
  const { name, running, decoding } = kind;
  if (running === undefined) return undefined;
  if (decoding === undefined) return { kind: name, settings };
  const said = Object.entries(settings.options).filter(([key]) => decoding.includes(key));
  if (said.length === 0 && !isOfParts(model)) return undefined;
  const own = { options: Object.fromEntries(said), confidentAt: 0, names: [], label: undefined };
  return { kind: name, settings: own, ...(said.length === 0 && { unsaid: true }) };
}

/** Whether a model is several files that only a loop can run. */
export function isOfParts({ file }: Pick<PlannedModel, 'file'>): boolean {
  return (file.folder?.parts.length ?? 1) > 1;
}
