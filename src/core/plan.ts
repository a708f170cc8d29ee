import type { EngineIdentity, ModelFile } from './engine.js';
import type { Finding } from './fault.js';
import type { Signal } from './noise.js';
import type { DataSource, InputSpec, Limit, NoiseLevel, Scope, Target } from './policy.js';
import type { Evidence, LimitKind, Reading, TaskSettings } from './task.js';
import type { Json } from './json.js';
import type { PlannedJudge } from './judge.js';
import type { PlannedStudy } from './study.js';
import type { Ways } from './way.js';

/** A model as the evaluation sees it. */
export interface PlannedModel {
  /** As the policy names it, for messages. */
  readonly source: string;
  readonly file: ModelFile;
  readonly sha256: string;
  /** Batch size the graph fixes; null when the dimension is symbolic. */
  readonly fixedBatch: number | null;
  readonly quantizesDynamically: boolean;
  /** There is no model file: `file.path` is the folder of its recording. */
  readonly recorded?: true;
}

/** A model on a target. Arm 0 is always the baseline on the reference, arm 1 the compressed model there. */
export interface Arm {
  readonly model: 'baseline' | 'compressed';
  readonly target: Target;
  /** A changed file in the model's place: layers put back, tensors exposed. */
  readonly instead?: PlannedModel;
  /** A decoder is fed one token at a time, what is given to it as well. */
  readonly tokenByToken?: true;
}

/** Two arms compared: their positions in the pass's list of arms. */
export interface Contrast {
  readonly is: 'compression' | 'drift';
  readonly target: string;
  readonly left: number;
  readonly right: number;
}

export interface PlannedLevel {
  readonly name: string;
  readonly noise: NoiseLevel | null;
  /** Which of several draws of the noise: levels of one name are draws of one level. The first, 0, when left out. */
  readonly draw?: number;
}

export interface PlannedTask {
  readonly name: string;
  readonly kind: string;
  readonly settings: TaskSettings;
  readonly readings: { readonly baseline: Reading; readonly compressed: Reading };
  /** Positions in the pass's levels. */
  readonly levels: readonly number[];
  /** Fields whose values are sliced on. */
  readonly slices: readonly string[];
  readonly judge?: PlannedJudge;
}

/** How many draws a pass has of a level: the levels of that name. */
export function drawsOf({ levels }: Pick<Pass, 'levels'>, name: string): number {
  return levels.filter((level) => level.name === name).length;
}

/** The names of a task's levels, each once however often it is drawn. */
export function levelNames({ levels }: Pick<Pass, 'levels'>, task: Pick<PlannedTask, 'levels'>): string[] {
  return [...new Set(task.levels.map((position) => levels[position]?.name ?? ''))];
}

/** One way of making inputs and running models that several tasks read: (data, inputs, model files, ways of running). */
export interface Pass {
  readonly data: DataSource;
  /** Absolute path of the data, checked to lie inside the working directory. */
  readonly path: string;
  readonly inputs: { readonly baseline: readonly InputSpec[]; readonly compressed: readonly InputSpec[] };
  readonly models: { readonly baseline: PlannedModel; readonly compressed: PlannedModel };
  /** Without it a batch is one run. */
  readonly ways?: Ways;
  /** Batch size per arm. */
  readonly batches: readonly number[];
  readonly levels: readonly PlannedLevel[];
  readonly tasks: readonly PlannedTask[];
  /** Row numbers in the seeded order. */
  readonly order: Uint32Array;
  /** Rows of the gallery, ascending; none of them is in the order unless all of them are. */
  readonly gallery?: Uint32Array;
  /** The gallery's file where it is one of its own, relative to the working directory: its rows lie behind the data's. */
  readonly galleryPath?: string;
  /** Rows carry a digest of what the models are fed, so that samples of two tasks can be told to be the same. */
  readonly fingerprinted?: boolean;
  /** The unit of resampling each position of the order belongs to: 0…units−1, at most 1,000, non-decreasing. */
  readonly units: Uint16Array;
}

/** A run of positions of one pass's order: the unit of work, of crashes and of totals. */
export interface Chunk {
  readonly pass: number;
  readonly from: number;
  readonly to: number;
}

/** What a worker is given: everything but the checks. */
export interface Work {
  readonly seed: number;
  readonly arms: readonly Arm[];
  readonly contrasts: readonly Contrast[];
  readonly passes: readonly Pass[];
  readonly chunks: readonly Chunk[];
}

/** A limit with its place in the evaluation; one check, or one per value of a sliced field. */
export interface PlannedCheck {
  readonly task: string;
  readonly level: string;
  readonly target: string;
  readonly contrast: 'compression' | 'drift';
  readonly limit: Limit;
  readonly judge: LimitKind['judge'];
  /** Samples counted, samples lost minus samples won, or a number that no single sample decides. */
  readonly form: 'count' | 'difference' | 'value';
  readonly scope: Scope;
  readonly confidence: number;
  /** The levels of each kind of noise that a limit holds over; `level` is then what they are called together. */
  readonly over?: readonly (readonly string[])[];
  /** undefined: all samples. `value` undefined: every value, judged on the failing side only. */
  readonly slice?: { readonly field: string; readonly value?: string; readonly minSamples: number };
}

export interface Plan {
  readonly work: Work;
  readonly checks: readonly PlannedCheck[];
  /** Looks into the models beyond their answers. */
  readonly studies?: readonly PlannedStudy[];
  /** Tasks that can't be evaluated, each with the reason; their checks are invalid. */
  readonly impossible: readonly { readonly task: string; readonly reason: Finding }[];
}

/** What looking at one task's data and models brought, before any plan. */
export interface TaskCensus {
  readonly task: string;
  readonly size: number;
  /** Of the data set. */
  readonly digest: string;
  /** SHA-256 of each file that the making of inputs reads, of both models. */
  readonly files?: readonly string[];
  readonly fields: readonly string[];
  /** Group of each row, as small integers; null when the task names no group. */
  readonly groups: Uint32Array | null;
  /** Rows that are searched and no queries; without it, none. */
  readonly gallery?: Uint32Array;
  readonly names: readonly string[];
  readonly readings: { readonly baseline: Reading; readonly compressed: Reading };
  readonly outputs: { readonly baseline: readonly string[]; readonly compressed: readonly string[] };
  /** The inputs that noise can be added to, as the first sample made them; null where no sample could be read. */
  readonly signals: readonly SignalFacts[] | null;
}

export interface SignalFacts {
  readonly input: string;
  readonly is: Signal['is'];
  readonly hasRange: boolean;
  /** Of a picture. */
  readonly channels?: number;
}

export interface Census {
  readonly tasks: readonly (TaskCensus | { readonly task: string; readonly problem: Finding })[];
  readonly engines: readonly { readonly target: string; readonly identity: EngineIdentity }[];
}

/** One task at one level for one sample. */
export interface Cell {
  /** Positions in the pass's tasks and levels. */
  readonly task: number;
  readonly level: number;
  /** Per arm; null where the arm gave no answer. */
  readonly kept: readonly Json[];
  readonly degenerate: readonly boolean[];
  /** Per contrast; null where one side is missing. */
  readonly pairs: readonly Json[];
  /** The label does not fit the answers: nothing could be kept or compared. */
  readonly fault?: Finding;
  /** Per contrast, where the answer changed. */
  readonly evidence: readonly (Evidence | null)[];
}

/** What a chunk brought for one sample, in plan order. */
export interface SampleRow {
  readonly id: string;
  /** Digest of the inputs that the baseline is fed without noise, where the pass is fingerprinted. */
  readonly fed?: string;
  /** The sample could not be read or prepared: it has no cells. */
  readonly fault?: Finding;
  /** Values of the sliced fields of all tasks of the pass, by field. */
  readonly slices: ReadonlyMap<string, string>;
  readonly cells: readonly Cell[];
  /** Why cells of an arm are missing. */
  readonly armFaults: readonly { readonly arm: number; readonly level: number; readonly reason: Finding }[];
}

export interface ChunkResult {
  readonly chunk: number;
  readonly rows: readonly SampleRow[];
  /** Seconds of inference per level and arm. */
  readonly seconds: readonly (readonly number[])[];
  /** What went wrong on the way and was mended; told to whoever watches. */
  readonly notes?: readonly Finding[];
}

/** A further way of running a model, compared with the way it is judged. */
export type ProbeName =
  | 'baseline again'
  | 'compressed again'
  | 'as judged'
  | 'optimization off'
  | 'wasm'
  | 'x64quantprecision 1'
  | 'baseline token by token'
  | 'compressed token by token';

/** Which part of an evaluation a machine takes: every n-th chunk, index counted from 1. */
export interface ShardNumber {
  readonly index: number;
  readonly of: number;
}

/** A shard file where it lies, and by the name that people gave it. */
export interface ShardFile {
  readonly path: string;
  readonly shown: string;
}

/** More are no help: a matrix of jobs on GitHub has at most 256. */
const mostShards = 1000;

/** The shard that `2/5` names: the second of five; undefined for text that names none. */
export function parseShard(text: string): ShardNumber | undefined {
  const [, index, of] = /^(\d+)\/(\d+)$/u.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  return shard.index >= 1 && shard.index <= shard.of && shard.of <= mostShards ? shard : undefined;
}
