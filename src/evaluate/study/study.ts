import { Fault, type Finding } from '../../core/fault.js';
import { finding } from '../../core/fault.js';
import type { ReportedStudy, StudyRequest } from '../../core/study.js';
import type { Bench } from '../chunk.js';
import { readySamples, type Readied } from '../inputs.js';
import type { Sessions } from '../sessions.js';
import { askerOf, madeOf } from './ask.js';
import { occlusion } from './occlusion.js';
import { seek } from './seek.js';
import { similarity } from './similarity.js';

/** What is asked of one task at one level; what can't be told is a problem with its reason, and leaves the rest alone. */
export async function study(bench: Bench, request: StudyRequest, sessions: Sessions): Promise<ReportedStudy> {
  const { task, level, similarity: wanted, occlusions, budget, position, levelPosition } = request.study;
  const problems: Finding[] = [];
  const asker = askerOf(bench, position, levelPosition);
  const attempt = async <T>(isWanted: boolean, look: () => Promise<T>): Promise<T | null> => {
    try {
      return isWanted ? await look() : null;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push(...error.findings);
      return null;
    }
  };
  const most = Math.max(wanted.samples, occlusions, budget > 0 ? candidates : 0);
  const readied = await firstReady(bench, most);
  const made = (count: number) => readied.slice(0, count).map((one) => madeOf(asker, one));
  const isSimple = bench.open.pass.ways === undefined;
  if (!isSimple) problems.push(finding('STUDY_WAY', { task }));
  return {
    task,
    level,
    similarity: await attempt(isSimple && request.tensors.length > 0, () =>
      similarity(bench, made(wanted.samples), { request, sessions }),
    ),
    attribution: await attempt(isSimple && occlusions > 0, () =>
      occlusion(asker, readied.slice(0, occlusions)),
    ),
    seek: await attempt(isSimple && budget > 0, () => seek(asker, readied.slice(0, candidates), budget)),
    problems,
  };
}

/** Seeking starts from the least sure of so many samples. */
const candidates = 256;

async function firstReady({ open }: Bench, count: number): Promise<Readied[]> {
  const slots = await readySamples(open, 0, Math.min(count, open.pass.order.length));
  return slots.filter((slot): slot is Readied => 'sample' in slot);
}
