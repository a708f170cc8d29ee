import type { Session } from './engine.js';
import type { Place } from './place.js';
import type { TaskSettings } from './task.js';

/**
 * Makes of an open session the one that a pass sees: its inputs are those that samples feed, its outputs those that
 * tasks read, one `run` answers a whole batch. `alive` is called between runs of the model: silence is a hang.
 * Throws a Fault when the model can't be run so.
 */
export type Running = (session: Session, alive: () => void) => Session;

/** A sample is a sequence along its first axis, and the model runs once for each step. */
export interface SequenceSpec {
  /** Outputs whose value is the next step's input; a sequence starts with zeros. */
  readonly state: readonly { readonly output: string; readonly input: string }[];
  /** Inputs that are the same number in every run. */
  readonly constants: readonly { readonly input: string; readonly value: number }[];
  /** Steps are windows of so many entries, `hop` apart, the last one filled with zeros; without it each entry is a step. */
  readonly window?: { readonly size: number; readonly hop: number };
  /** Outputs of every step, along a new axis after the samples, or of the last step only. */
  readonly read: 'every' | 'last';
  readonly place: Place;
}

/** How a batch's feeds become outputs, where that is not by one run; part of what a pass is. */
export interface Way {
  readonly sequence?: SequenceSpec;
  /** The kind that runs the model its own way, around the sequence if there is one. */
  readonly by?: {
    readonly kind: string;
    readonly settings: TaskSettings;
    /** The policy says nothing of it: that the model is decoded is the model's own matter, and no part of what is recorded. */
    readonly unsaid?: true;
  };
}

export interface Ways {
  readonly baseline: Way;
  readonly compressed: Way;
}
