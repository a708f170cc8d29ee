import type { Diagnosis } from './diagnosis.js';
import type { Finding } from './fault.js';
import type { ReportedHistogram } from './histogram.js';
import type { ReportedNoise, ReportedRobustness } from './report-noise.js';
import type { Scope } from './policy.js';
import type { ReportedDivergence, ReportedFloor } from './reported.js';
import type { Shown } from './shown.js';
import type { ReportedStudy } from './study.js';
import type { Answer, Unit } from './task.js';

/** The verdict of a check and of the gate; `verdict.ts` in decide ranks them. */
export type Outcome = 'pass' | 'fail' | 'inconclusive' | 'invalid';

/** One value of one field; null stands for all samples. */
export type Slice = { readonly field: string; readonly value: string } | null;

/** An interval and how it was made. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  readonly method: 'clopper-pearson' | 'tango' | 'bootstrap' | 'units';
}

export interface ReportedLimit {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  /** `file:line:column` of the number in the policy. */
  readonly place: string;
  readonly from: 'base' | 'head' | 'waiver' | 'default' | 'role';
}

/** One check: task × level × slice value × target × limit. */
export interface Check {
  /** null for the size of the pair that tasks share. */
  readonly task: string | null;
  /** null for sizes. */
  readonly level: string | null;
  readonly slice: Slice;
  readonly target: string;
  /** drift: compressed on the reference against compressed on `target`. */
  readonly contrast: 'compression' | 'drift';
  readonly limit: ReportedLimit;
  readonly scope: Scope;
  /** null: there is no result. In the limit's unit, as a fraction of 1 for shares and points. */
  readonly measured: number | null;
  /** Shares (and differences of shares: lost − won) only. */
  readonly count: number | null;
  readonly allowed: number | null;
  readonly n: number;
  /** Population scope: what the decision rests on. */
  readonly interval: Interval | null;
  /** For information: one-sided bounds for inputs like these, at `confidence`. */
  readonly beyond: readonly [number, number] | null;
  readonly confidence: number;
  readonly outcome: Outcome;
  /** Slice values that are listed but not judged (undecided or too few samples) pass with `judged: false`. */
  readonly judged: boolean;
  readonly finding: Finding;
}

/** The numbers of one kind-specific metric. */
export interface ReportedMetric {
  readonly unit: Unit;
  /** The class it is about. */
  readonly about?: string;
  readonly baseline: number | null;
  readonly compressed: number | null;
  /** Positive is worse; null when it is undefined. */
  readonly harm: number | null;
  readonly interval: Interval | null;
}

export interface ReportedDisagreement {
  readonly count: number;
  readonly rate: number;
  /** null where there are no labels. */
  readonly negativeFlips: number | null;
  readonly positiveFlips: number | null;
  readonly otherFlips: number | null;
  readonly confidentFlips: number | null;
  /** Exact two-sided 95% bounds (Clopper and Pearson) of the rate for inputs like these, for information. */
  readonly interval: readonly [number, number];
}

/** Everything measured for one task × level × target × slice value, limited or not. */
export interface TaskRow {
  readonly task: string;
  readonly kind: string;
  readonly role: 'primary' | 'novel' | 'guardrail';
  readonly level: string;
  readonly target: string;
  readonly contrast: 'compression' | 'drift';
  readonly slice: Slice;
  readonly n: number;
  readonly faulty: number;
  readonly degenerate: { readonly baseline: number; readonly compressed: number };
  readonly seconds: number;
  readonly score: { readonly metric: string; readonly baseline: number; readonly compressed: number } | null;
  readonly disagreement: ReportedDisagreement | null;
  readonly divergence: ReportedDivergence | null;
  /** Exact two-sided McNemar p of right/wrong, for information; null without labels. */
  readonly mcnemar: number | null;
  /** Samples by which arm was right, where the score counts right answers; null elsewhere. */
  readonly rightness: {
    readonly both: number;
    readonly lost: number;
    readonly won: number;
    readonly neither: number;
  } | null;
  /** By the kind's own measure names. */
  readonly metrics: { readonly [measure: string]: ReportedMetric };
  /** Of all samples; none for the values of a slice. */
  readonly histograms: readonly ReportedHistogram[];
}

export interface Disagreement {
  readonly task: string;
  readonly level: string;
  readonly target: string;
  readonly contrast: 'compression' | 'drift';
  readonly sample: string;
  /** Which draw of noise, from 0; left out where a level has one. */
  readonly draw?: number;
  readonly baseline: Answer;
  readonly compressed: Answer;
  readonly label: string | null;
  readonly flip: 'negative' | 'positive' | 'other' | 'unlabelled';
  readonly severity: number;
  /** The answers themselves, as far as they can be drawn or listed. */
  readonly shown?: Shown;
}

export interface ReportedModel {
  readonly sha256: string;
  readonly bytes: number;
  readonly source: string;
  readonly methods: readonly string[];
}

export interface ReportedTarget {
  readonly runtime: string;
  readonly version: string;
  readonly engineDigest: string;
  readonly providers: readonly string[];
  readonly graphOptimization: string;
  readonly threads: number;
  readonly batch: number;
  readonly session: { readonly [entry: string]: string };
  readonly cpu: string;
  readonly isa: readonly string[];
}

/** How two models' answers part on one task's samples; null where the kind has no such number. */
export interface ReportedParting {
  readonly n: number;
  readonly disagreement: { readonly count: number; readonly rate: number } | null;
  /** Means per sample, nats: KL(baseline ‖ compressed), and Jensen–Shannon. */
  readonly divergence: number | null;
  readonly js: number | null;
  /** Share of the baseline's k best classes that the compressed model has not among its own. */
  readonly topLoss: number | null;
  /** Changed answers of which both models are confident; the others are hesitant. */
  readonly silent: { readonly count: number; readonly rate: number } | null;
  /** Mean confidence where the answers differ. */
  readonly confidence: { readonly baseline: number; readonly compressed: number } | null;
}

/** Inputs nobody trained on, beside the same numbers on a primary task of the same models and kind. */
export interface ReportedNovelty {
  readonly task: string;
  readonly level: string;
  readonly target: string;
  readonly novel: ReportedParting;
  /** null: no primary task of these models and this kind has the level. */
  readonly ordinary: (ReportedParting & { readonly task: string }) | null;
}

export interface Coverage {
  readonly planned: number;
  readonly measured: number;
  readonly spared: number;
  readonly faulty: number;
}

/** report.json, `"format": 1`; the schema is schemas/report.schema.json. */
export interface Report {
  readonly format: 1;
  readonly tool: { readonly name: 'compression-gate'; readonly version: string };
  readonly verdict: Outcome;
  readonly partial: boolean;
  readonly coverage: Coverage;
  readonly checks: readonly Check[];
  readonly tasks: readonly TaskRow[];
  readonly noise?: readonly ReportedNoise[];
  readonly robustness?: readonly ReportedRobustness[];
  /** Worst first, capped; all of them are in disagreements.jsonl beside the report. */
  readonly disagreements: readonly Disagreement[];
  readonly models: { readonly baseline: ReportedModel; readonly compressed: ReportedModel };
  /** Tasks that name their own model files. */
  readonly taskModels: readonly {
    readonly task: string;
    readonly baseline: ReportedModel;
    readonly compressed: ReportedModel;
  }[];
  /** Models that judge what both wrote, by task; none where it is left out. */
  readonly judges?: readonly { readonly task: string; readonly model: ReportedModel }[];
  readonly cost: {
    /** compressed ÷ baseline bytes. */
    readonly size: number;
    /** compressed ÷ baseline, median of alternating runs. */
    readonly latency: { readonly [target: string]: number };
  };
  /** Keyed by target name, which the policy restricts to letters, digits, `-` and `_`. */
  readonly targets: { readonly [name: string]: ReportedTarget };
  /** Of tasks whose role is novel; absent from reports of earlier versions. */
  readonly novelty?: readonly ReportedNovelty[];
  /** What looking into both models found; absent from reports of earlier versions. */
  readonly studies?: readonly ReportedStudy[];
  /** Both models against themselves (other batch, other threads), on at most 256 clean samples of each task. */
  readonly noiseFloor: readonly ReportedFloor[];
  readonly policy: {
    readonly sha256: string;
    readonly path: string;
    readonly seed: number;
    readonly onInconclusive: 'block' | 'allow';
    readonly loosened: readonly never[];
    readonly waivers: readonly never[];
    readonly exemptions: readonly {
      readonly method: string;
      readonly without: string;
      readonly reason: string;
    }[];
  };
  /** How each task's outputs were read, after the probe. */
  readonly readings: readonly {
    readonly task: string;
    readonly baseline: string;
    readonly compressed: string;
  }[];
  /** Problems that touch more than one check (a dead worker, a data set that could not be opened), and notes. */
  readonly findings: readonly Finding[];
  /** Why the worst failing check fails; null where none does or nobody asked. */
  readonly diagnosis: Diagnosis | null;
  /** UTC day, a recorded input. */
  readonly today: string;
  readonly environment: { readonly node: string; readonly platform: string; readonly arch: string };
}
