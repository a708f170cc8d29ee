import { finding } from '../core/fault.js';
import type { PlannedCheck } from '../core/plan.js';
import type { ReportedStudy } from '../core/study.js';
import type { Judgement } from './judge.js';

/**
 * Judges a limit on what a study found, which is a statement about the samples it looked at. Without a result it is
 * invalid; nothing that is not a number is within a limit.
 */
export function judgeStudy(check: PlannedCheck, studies: readonly ReportedStudy[]): Judgement {
  const study = studies.find(({ task, level }) => task === check.task && level === check.level);
  const found = study && foundBy(study, check);
  const nothing = { count: null, allowed: null, interval: null, beyond: null, p: NaN };
  if (found === undefined || !Number.isFinite(found.value)) {
    const reason = study?.problems[0] ?? finding('NOT_MEASURED', { reason: unlooked });
    return { ...nothing, measured: null, n: found?.n ?? 0, outcome: 'invalid', finding: reason };
  }
  const isWithin = found.value <= check.limit.value;
  const judged = isWithin
    ? ({ outcome: 'pass', finding: finding('WITHIN_LIMIT', {}) } as const)
    : ({ outcome: 'fail', finding: finding('LIMIT_EXCEEDED', {}) } as const);
  return { ...nothing, measured: found.value, n: found.n, ...judged };
}

const unlooked = 'the models were not looked into, or what was looked at does not vary';

interface Found {
  readonly value: number;
  readonly n: number;
}

function foundBy(study: ReportedStudy, { judge }: PlannedCheck): Found | undefined {
  if (judge.by !== 'study') return undefined;
  const { similarity, attribution, seek } = study;
  switch (judge.finds) {
    case 'similarity':
      return similarity === null ? undefined : { value: similarityLoss(similarity.pairs), n: similarity.n };
    case 'attribution':
      return attribution === null ? undefined : { value: 1 - (attribution.rank ?? NaN), n: attribution.n };
    case 'sought-flips':
      return seek === null || seek.samples === 0 ? undefined : { value: seek.flips, n: seek.samples };
  }
}

/** 1 − CKA of the pair that departs most; NaN where one has none. */
function similarityLoss(pairs: readonly { readonly cka: number | null }[]): number {
  return pairs.length === 0 ? NaN : Math.max(...pairs.map(({ cka }) => 1 - (cka ?? NaN)));
}
