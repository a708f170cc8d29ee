import { finding, type Finding } from '../../core/fault.js';

/** Collects what was not written, for `explain`. */
export interface Defaults {
  readonly notes: readonly Finding[];
  /** The written value, else the default with a note: reading and telling can't differ. */
  use<T>(key: string, written: T | undefined, byDefault: T, shown?: string): T;
}

export function collectDefaults(): Defaults {
  const notes: Finding[] = [];
  return {
    notes,
    use: (key, written, byDefault, shown = String(byDefault)) => {
      if (written !== undefined) return written;
      notes.push(finding('DEFAULT_USED', { key, value: shown }));
      return byDefault;
    },
  };
}
