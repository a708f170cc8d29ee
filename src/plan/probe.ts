import type { Arm, Chunk, Contrast, Pass, ProbeName, Work } from '../core/plan.js';
import type { Target } from '../core/policy.js';
import { isRecorded } from './passes.js';

/** How many clean samples of each task the probe looks at, and where texts are fed token by token as well. */
const probed = 256;
const probedSlowly = 64;

export interface ProbeOptions {
  /** Run the compressed model in other ways as well, to tell the runtime from the compression. */
  readonly runtime: boolean;
  /** Whether the WASM engine is there. */
  readonly hasWasm: boolean;
}

/**
 * A small evaluation of the same models against themselves (other batch, other threads) and, on request, of the
 * compressed model on other engines. It informs; its only verdict is that a limit below the floor can't be passed.
 */
export function probeWork(work: Work, options: ProbeOptions): Work {
  const reference = work.arms[0]?.target;
  if (reference === undefined) throw new Error('a plan has arms');
  const again = { ...reference, name: 'again: other batch, other threads', threads: otherThreads(reference) };
  const ways = options.runtime ? otherWays(reference, options) : [];
  const further: readonly { name: ProbeName; left: number; arm: Arm }[] = [
    ...ways.map(({ name, target }) => ({ name, left: 0, arm: { model: 'compressed', target } as const })),
    ...(work.passes.some((pass) => isRun(pass, reference) && reads(pass)) ? tokenByToken(reference) : []),
  ];
  const arms: Arm[] = [
    { model: 'baseline', target: reference },
    { model: 'compressed', target: reference },
    { model: 'baseline', target: again },
    { model: 'compressed', target: again },
    ...further.map(({ arm }) => arm),
  ];
  const contrast = (target: ProbeName, left: number, right: number): Contrast => ({
    is: 'drift',
    target,
    left,
    right,
  });
  const contrasts = [
    contrast('baseline again', 0, 2),
    contrast('compressed again', 1, 3),
    contrast('as judged', 0, 1),
    ...further.map(({ name, left }, position) => contrast(name, left, position + 4)),
  ];
  const passes = work.passes.filter((pass) => isRun(pass, reference)).map((pass) => probePass(pass, arms));
  const chunks = passes.map((pass, position): Chunk => ({ pass: position, from: 0, to: pass.order.length }));
  return { seed: work.seed, arms, contrasts, passes, chunks };
}

/** A decoder whose scales are those of what it is fed at once, given texts: by itself, without an encoder that reads them. */
function reads({ models }: Pass): boolean {
  return [models.baseline, models.compressed].some(({ file, quantizesDynamically }) =>
    quantizesDynamically && file.folder?.parts.every(({ name }) => name !== 'encoder') === true,
  );
} // prettier-ignore

/** Both models with what is given to them one token at a time, as they are fed what they write. */
function tokenByToken(reference: Target): { name: ProbeName; left: number; arm: Arm }[] {
  return (['baseline', 'compressed'] as const).map((model, left) => {
    const name = `${model} token by token` as const;
    return {
      name,
      left,
      arm: { model, target: { ...reference, name: 'token by token' }, tokenByToken: true },
    };
  });
}

/** What was recorded can't be run once more. */
function isRun({ models }: Pass, reference: Target): boolean {
  return !(['baseline', 'compressed'] as const).some((model) =>
    isRecorded({ model, target: reference }, models),
  );
}

/** The thread count of a WASM instance is fixed for its process. */
function otherThreads({ runtime, threads }: Target): number {
  return runtime === 'wasm' ? threads : threads + 1;
}

function otherWays(reference: Target, { hasWasm }: ProbeOptions): { name: ProbeName; target: Target }[] {
  const way = (name: ProbeName, change: Partial<Target>): { name: ProbeName; target: Target } => ({
    name,
    target: { ...reference, ...change, name: `runtime check: ${name}` },
  });
  const off = way('optimization off', { graphOptimization: 'disabled' });
  if (reference.runtime === 'wasm') return [off];
  const exact = way('x64quantprecision 1', { session: { ...reference.session, x64quantprecision: '1' } });
  const wasm = way('wasm', { runtime: 'wasm', threads: 1, session: {} });
  return hasWasm ? [off, wasm, exact] : [off, exact];
}

function probePass(pass: Pass, arms: readonly Arm[]): Pass {
  const most = reads(pass) ? probedSlowly : probed;
  const order = pass.order.slice(0, most);
  return {
    ...pass,
    levels: [{ name: 'clean', noise: null }],
    tasks: pass.tasks.map((task) => ({ ...task, levels: [0], slices: [] })),
    batches: arms.map((arm, position) => batchOf(pass, arm, position)),
    order,
    units: pass.units.slice(0, most),
  };
}

/** Another batch for the models against themselves, unless the graph fixes it or its answers are defined by it. */
function batchOf({ models, batches }: Pass, { model }: Arm, position: number): number {
  const usual = batches[model === 'baseline' ? 0 : 1] ?? 1;
  const { fixedBatch, quantizesDynamically } = models[model];
  const isAgain = position === 2 || position === 3;
  if (!isAgain || fixedBatch !== null || quantizesDynamically) return usual;
  return usual === 1 ? 4 : Math.ceil(usual / 4);
}
