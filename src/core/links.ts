/** Where the things a comment speaks of can be seen; null where a run knows no such place. */
export interface Links {
  readonly commit: string | null;
  readonly policyUrl: string | null;
  readonly runUrl: string | null;
  readonly reportUrl: string | null;
  readonly pullRequest: number | null;
  /** Tells several gates of one repository apart. */
  readonly key: string;
}

/** Links of a run outside of any job. */
export function unlinked(key: string): Links {
  return { commit: null, policyUrl: null, runUrl: null, reportUrl: null, pullRequest: null, key };
}
