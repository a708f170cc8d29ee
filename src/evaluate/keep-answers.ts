import type { Work } from '../core/plan.js';
import { CachedChunk } from './answer-cache.js';
import type { Bench } from './chunk.js';
import type { OpenPass } from './pass.js';
import type { AnswerPlace } from './protocol.js';
import type { Sessions } from './sessions.js';

interface Around {
  readonly answers: AnswerPlace | undefined;
  readonly sessions: Sessions;
}

/** Kept answers of a pass's arms; undefined where none are to be kept. What was recorded is kept already. */
export function keepAnswers(work: Work, { pass }: OpenPass, { answers, sessions }: Around): Bench['keep'] {
  if (answers === undefined) return undefined;
  return async (position, where) => {
    const arm = work.arms[position];
    if (arm === undefined) return undefined;
    const { model, target } = arm;
    const { sha256, recorded } = pass.models[model];
    const { threads, graphOptimization, session, runtime } = target;
    if (recorded === true || runtime === 'recording') return undefined;
    const maker = {
      made: answers.made,
      model: sha256,
      engine: await sessions.identity(runtime),
      options: { threads, graphOptimization, session },
      batch: pass.batches[position] ?? 1,
    };
    return new CachedChunk(answers.directory, maker, where);
  };
}
