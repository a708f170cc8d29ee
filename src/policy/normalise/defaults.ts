import { finding, type Finding } from '../../core/fault.js';

/** Collects what was not written, for `explain`; returns the value, so that reading and telling can't differ. */
export class Defaults {
  readonly notes: Finding[] = [];

  use<T>(key: string, written: T | undefined, byDefault: T, shown = String(byDefault)): T {
    if (written !== undefined) return written;
    this.notes.push(finding('DEFAULT_USED', { key, value: shown }));
    return byDefault;
  }
}
