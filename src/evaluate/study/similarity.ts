import type { Session } from '../../core/engine.js';
import { fault } from '../../core/fault.js';
import type { ReportedSimilarity, StudyRequest } from '../../core/study.js';
import { hsics, minibatchCka, type Hsic } from '../../stats/cka.js';
import type { Bench } from '../chunk.js';
import type { Made } from '../inputs.js';
import type { Side } from '../pass.js';
import type { Sessions } from '../sessions.js';
import { featuresOf } from './features.js';

/** Samples of a minibatch: the estimate is unbiased at any size, and the larger the steadier. */
const batch = 64;

/** Fewer samples say nothing that another draw of as many would not contradict. */
const leastSamples = 32;

/**
 * Unbiased minibatch CKA between inner tensors of both models, in sessions of their own: what is exposed can't be
 * fused, so the judged sessions expose nothing. Throws a Fault where a tensor has no row per sample, or samples are few.
 */
export async function similarity(
  bench: Bench,
  made: readonly Made[],
  { request, sessions }: { readonly request: StudyRequest; readonly sessions: Sessions },
): Promise<ReportedSimilarity> {
  const size = Math.min(batch, made.length);
  if (made.length < leastSamples) throw fault('SIMILARITY_TOO_FEW', { n: made.length, least: leastSamples });
  const open: Session[] = [];
  const exposed = async (side: Side, position: number) => {
    const arm = bench.work.arms[position];
    if (arm === undefined) throw new Error(`no ${side} arm`);
    bench.mark({ arm: position, from: 0, to: 0 });
    const session = await sessions.exposed(arm, bench.open.pass.models[side], request.patches[side]);
    open.push(session);
    return { side, session, tensors: request.tensors.map((pair) => pair[side]) };
  };
  try {
    const left = await exposed('baseline', 0);
    const right = await exposed('compressed', 1);
    const found: Hsic[][] = request.tensors.map(() => []);
    const whole = made.length - (made.length % size);
    for (let from = 0; from < whole; from += size) {
      const samples = made.slice(from, from + size);
      const one = await featuresOf(bench, samples, left);
      const other = await featuresOf(bench, samples, right);
      found.forEach((list, at) => list.push(hsics(one[at] ?? [], other[at] ?? [])));
    }
    const pairs = request.tensors.map((pair, at) => ({
      ...pair,
      cka: finite(minibatchCka(found[at] ?? [])),
    }));
    return { n: whole, batch: size, pairs };
  } finally {
    for (const session of open) await session.close();
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
