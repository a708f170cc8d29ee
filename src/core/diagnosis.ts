import type { Check, Disagreement, Outcome } from './report.js';

/** A check measured again on the same inputs, with layers put back to float. */
export interface PutBack {
  /** The baseline's names, in its graph order. */
  readonly layers: readonly string[];
  readonly measured: number | null;
  readonly count: number | null;
  readonly n: number;
  readonly outcome: Outcome;
  /** How much the file grows. */
  readonly bytesAdded: number;
}

/** Numbers of one side of the samples; null where there are none. Decibels: higher is better. */
export interface LayerError {
  readonly samples: number;
  /** Of the layer's output against the float model's. */
  readonly sqnr: number | null;
  readonly cosine: number | null;
  /** Noise as a share of the signal's power at the output, less that at the input: what came on here. */
  readonly added: number | null;
}

/** What was measured of a layer, as far as it could be. */
export interface DiagnosedLayer {
  readonly name: string;
  readonly operator: string;
  /** Its counterpart, and what it was recognised by. */
  readonly compressed: { readonly name: string; readonly operator: string };
  readonly by: 'name' | 'weight' | 'output' | 'numbers';
  /** In the baseline's graph: tensors it reads, weights aside, and makes; the nearest layers before and behind it. */
  readonly graph: {
    readonly reads: readonly string[];
    readonly makes: readonly string[];
    readonly before: readonly string[];
    readonly after: readonly string[];
  };
  /** Of all noise that layers add on changed samples, this one's share, 0…1. */
  readonly suspicion: number | null;
  /** On samples whose answer changed, and on the others. */
  readonly changed: LayerError;
  readonly unchanged: LayerError;
  /** The layer's own quantization: of its weights, and of its input on the way in. */
  readonly weight: {
    readonly sqnr: number | null;
    /** The worst output channel's, and which it is. */
    readonly worstChannel: { readonly channel: number; readonly sqnr: number } | null;
    /** The largest channel's range over the median channel's, in the baseline. */
    readonly rangeOverMedian: number | null;
    readonly sparsity: { readonly baseline: number; readonly compressed: number } | null;
  };
  readonly input: {
    readonly sqnr: number | null;
    /** Share of values that the quantized range cuts off. */
    readonly clipped: number | null;
    readonly outliers: {
      readonly maxOverMedian: number | null;
      readonly beyondSix: number | null;
      readonly kurtosis: number | null;
    } | null;
  };
  /** Changed samples that depart here first from what unchanged ones show. */
  readonly departures: number;
  /** Measured with this layer alone put back; null where it was not. */
  readonly putBack: PutBack | null;
  /** Why it can't be put back; null where it can. */
  readonly kept: string | null;
}

/** A changed sample that was looked into. */
export interface DiagnosedCase {
  readonly sample: string;
  readonly flip: Disagreement['flip'];
  /** The first layer at which it is noisier than 95 % of unchanged samples; null where it is nowhere. */
  readonly first: string | null;
  /** How far the baseline's answer is from its second one: difference of probabilities, null without scores. */
  readonly margin: number | null;
  /** The unchanged sample, of those looked into, that the baseline's last layer is fed most alike. */
  readonly nearest: { readonly sample: string; readonly cosine: number } | null;
}

/** A value that changed samples have more often than others: Fisher's exact test on one side, Holm over all values counted. */
export interface Overrepresented {
  readonly field: string;
  readonly value: string;
  /** Of the value's `n` samples so many changed. */
  readonly count: number;
  readonly n: number;
  readonly p: number;
}

/** Samples that only the compressed model gets right. */
export interface Better {
  readonly count: number;
  /** The first of them. */
  readonly samples: readonly string[];
  readonly slices: readonly Overrepresented[];
}

/** Why the answers of one check changed: explains, never decides. */
export interface Diagnosis {
  /** As it was judged. */
  readonly check: Check;
  /** In the baseline's graph order. */
  readonly layers: readonly DiagnosedLayer[];
  /** Names of layers, the most telling first: by what putting back was measured to mend, else by suspicion. */
  readonly ranking: readonly string[];
  /** The fewest layers that were found to bring the check under its limit together; null where none were. */
  readonly remedy: PutBack | null;
  /** For ONNX Runtime's quantizer: the remedy's layers, or the first suspect whose putting back was measured to help. */
  readonly nodesToExclude: readonly string[];
  /** Changed samples that were looked into, those with the widest margin first. */
  readonly cases: readonly DiagnosedCase[];
  /** What changed samples have in common, by every field of short values that the data have. */
  readonly slices: readonly Overrepresented[];
  readonly better: Better;
  readonly unpaired: readonly {
    readonly model: 'baseline' | 'compressed';
    readonly name: string;
    readonly operator: string;
    readonly reason: string;
  }[];
  /** Model runs per sample that the diagnosis took, and at most might take. */
  readonly inferences: number;
  readonly budget: number;
}
