import type { CaseRequest, SampleCase } from '../core/case.js';
import type { Finding } from '../core/fault.js';
import type { PlannedJudge } from '../core/judge.js';
import type { Census, ChunkResult, PlannedModel, Work } from '../core/plan.js';
import type { Target, TaskPolicy } from '../core/policy.js';
import type { PlacedRecording } from '../core/recording.js';
import type { InsideReading, LayerRequest } from './layers.js';
import type { ReportedStudy, StudyRequest } from '../core/study.js';
import type { RecordedPass, RecordRequest } from './record.js';

/** Where a worker finds what it must not look for itself. */
export interface Surroundings {
  /** Folder of this run for spooled data; shared by all workers. */
  readonly scratch: string;
  /** Working directory: every path of the policy is relative to it. */
  readonly directory: string;
  /** Directory of each engine, by target runtime. */
  readonly engines: { readonly native?: string; readonly wasm?: string };
  /** In place of engines, by name of target; or in place of models, by folder. */
  readonly recordings?: readonly GivenRecording[];
}

/** Where answers of the baseline are kept, and what they depend on that a worker does not know: version and machine, in words. */
export interface AnswerPlace {
  readonly directory: string;
  readonly made: string;
}

/** Recordings of one target (its name) or one model (null), or why they can't be used. */
export interface GivenRecording {
  readonly target: string | null;
  readonly found: readonly PlacedRecording[] | Finding;
}

/** One task to look at before anything is planned. */
export interface Inspection {
  readonly task: TaskPolicy;
  readonly path: string;
  readonly names: readonly string[];
  readonly models: { readonly baseline: PlannedModel; readonly compressed: PlannedModel };
  readonly judge?: PlannedJudge;
}

export interface InspectRequest {
  readonly tasks: readonly Inspection[];
  readonly targets: readonly Target[];
  readonly reference: Target;
}

export type ToWorker =
  | { readonly is: 'start'; readonly surroundings: Surroundings; readonly marker: string }
  | { readonly is: 'inspect'; readonly request: InspectRequest }
  /** What the next messages are about; without `answers` none is kept. What was opened for nothing of it is closed. */
  | { readonly is: 'work'; readonly work: Work; readonly answers?: AnswerPlace | undefined }
  | {
      readonly is: 'chunk';
      readonly chunk: number;
      readonly skips: readonly Skip[];
      readonly lostArms: readonly LostArm[];
    }
  | { readonly is: 'time'; readonly pass: number }
  | { readonly is: 'layers'; readonly request: LayerRequest }
  | { readonly is: 'cases'; readonly request: CaseRequest }
  | { readonly is: 'study'; readonly request: StudyRequest }
  | { readonly is: 'record'; readonly request: RecordRequest }
  | { readonly is: 'close' };

export type FromWorker =
  | { readonly is: 'ready' }
  | { readonly is: 'census'; readonly census: Census }
  | { readonly is: 'done'; readonly result: ChunkResult }
  | { readonly is: 'timed'; readonly medians: readonly number[] }
  | { readonly is: 'layers'; readonly reading: InsideReading }
  | { readonly is: 'cases'; readonly cases: readonly SampleCase[] }
  | { readonly is: 'studied'; readonly study: ReportedStudy }
  | { readonly is: 'recorded'; readonly passes: readonly RecordedPass[] }
  /** A thrown error: `findings` when it was a Fault, `bug` otherwise. */
  | { readonly is: 'failed'; readonly findings: readonly Finding[]; readonly bug: string | null }
  | { readonly is: 'bye' };

/** Positions of a pass's order that killed a worker, and what happened there. */
export interface Skip {
  readonly from: number;
  readonly to: number;
  readonly arm: number;
  readonly reason: Finding;
}

/** An arm that was given up; it answers nothing more. */
export interface LostArm {
  readonly arm: number;
  readonly reason: Finding;
}
