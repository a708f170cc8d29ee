import { runOnce } from './answer.js';
import type { Bench } from './chunk.js';
import { feedsOf, makeInputs, readySamples, type Readied } from './inputs.js';

const rounds = 40;
const budgetMs = 1500;

/**
 * Median milliseconds per sample of each arm, from runs on the same clean inputs in which the arms alternate
 * while nothing else runs. One round warms up and is not counted. Throws a Fault when a model fails to run.
 */
export async function timeArms(bench: Bench): Promise<number[]> {
  const { open, work } = bench;
  const times: number[][] = work.arms.map(() => []);
  const runs = await prepare(bench);
  const end = performance.now() + budgetMs;
  for (let round = 0; round <= rounds && performance.now() < end; round += 1) {
    for (const [arm, run] of runs.entries()) {
      if (run === undefined) continue; // a recording answers in no time
      bench.mark({ arm, from: 0, to: 0 });
      const start = performance.now();
      await run();
      if (round > 0) times[arm]?.push((performance.now() - start) / (open.pass.batches[arm] ?? 1));
    }
  }
  return times.map(median);
}

async function prepare({ open, work, kinds }: Bench): Promise<((() => Promise<unknown>) | undefined)[]> {
  const most = Math.max(...open.pass.batches);
  const slots = await readySamples(open, 0, Math.min(most, open.pass.order.length));
  const readied = slots.filter((slot): slot is Readied => 'sample' in slot);
  const level = { name: 'clean', noise: null };
  const made = readied.map((one) => makeInputs(one, { open, level, noises: [], seed: work.seed }));
  const first = made[0];
  if (first === undefined) return [];
  return Promise.all(
    work.arms.map(async (arm, position) => {
      const size = open.pass.batches[position] ?? 1;
      const rows = Array.from({ length: size }, (_, row) => (made[row] ?? first)[arm.model]);
      const feeds = feedsOf(kinds, open.makers[arm.model], rows);
      const session = await open.session(position);
      if (session.recorded) return undefined;
      return () => runOnce(session, feeds, arm);
    }),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
