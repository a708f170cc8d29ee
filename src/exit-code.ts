import type { Outcome } from './core/report.js';

/** What a run ends with; `refused`: the policy or the usage is wrong and nothing was judged. */
export type Ending = Outcome | 'refused';

/**
 * 0 passed · 1 a limit is exceeded · 2 the policy or the usage is wrong · 3 could not evaluate.
 * `warnOnly` turns 1 and 3 into 0; a wrong policy stays an error, because it judges nothing however often it runs.
 */
export function exitCode(ending: Ending, { warnOnly }: { readonly warnOnly: boolean }): 0 | 1 | 2 | 3 {
  switch (ending) {
    case 'pass':
      return 0;
    case 'refused':
      return 2;
    case 'fail':
      return warnOnly ? 0 : 1;
    case 'inconclusive':
    case 'invalid':
      return warnOnly ? 0 : 3;
    default:
      return 3; // a verdict from outside that is none of these
  }
}
