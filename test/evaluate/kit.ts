import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChunkResult, Work } from '../../src/core/plan.js';
import { word } from '../../src/core/fault.js';
import type { Bench } from '../../src/evaluate/chunk.js';
import { markWriter } from '../../src/evaluate/marker.js';
import { openPass } from '../../src/evaluate/pass.js';
import { keepSessions, type Sessions } from '../../src/evaluate/sessions.js';
import type { ChildOptions } from '../../src/evaluate/child.js';
import { Crew } from '../../src/evaluate/crew.js';
import { evaluate, type Ended, type Share } from '../../src/evaluate/pool.js';
import { prepare, type Prepared } from '../../src/gate/prepare.js';
import type { GateRequest } from '../../src/gate/request.js';
import { kinds } from '../../src/kinds.js';
import { workerEntry } from '../gate/kit.js';

const root = join(import.meta.dirname, '../..');

/** The request of a run in the folder, on its `gate.yml`. */
export function request(folder: string, wanted: Partial<GateRequest> = {}): GateRequest {
  return {
    kinds,
    policy: { text: readFileSync(join(folder, 'gate.yml'), 'utf8'), path: 'gate.yml' },
    directory: folder,
    scratch: mkdtempSync(join(tmpdir(), 'scratch-')),
    only: { tasks: [], levels: [], targets: [] },
    workerEntry,
    findEngine: () => Promise.resolve({ directory: root }),
    cacheDir: mkdtempSync(join(tmpdir(), 'cache-')),
    env: {},
    timeoutMs: 20_000,
    version: '0.0.0',
    today: '2026-01-02',
    progress: () => undefined,
    witness: () => undefined,
    ...wanted,
  };
}

/** A plan of small chunks: what is planned as few large ones is cut up, so that a little data keeps a pool busy. */
export async function prepared(folder: string, samples: number): Promise<Prepared> {
  using ready = await prepare(request(folder));
  const { work } = ready.plan;
  const chunks = work.passes.flatMap((pass, position) =>
    Array.from({ length: Math.ceil(pass.order.length / samples) }, (_, chunk) => ({
      pass: position,
      from: chunk * samples,
      to: Math.min((chunk + 1) * samples, pass.order.length),
    })),
  );
  return { ...ready, plan: { ...ready.plan, work: { ...work, chunks } } };
}

export interface Evaluated {
  readonly results: readonly ChunkResult[];
  readonly ended: Ended;
}

/** Everything that an evaluation hands over, without the seconds, which differ. */
export async function evaluated(
  { crew }: Prepared,
  work: Work,
  options: Partial<ChildOptions> & Partial<Pick<Share, 'only' | 'workers'>> = {},
): Promise<Evaluated> {
  const { only, workers = 2, ...child } = options;
  const results: ChunkResult[] = [];
  const share = { work, workers, ...(only !== undefined && { only }) };
  const own = new Crew({ ...crew.options, ...child });
  const ended = await evaluate(own, share, (result) => results.push({ ...result, seconds: [] }));
  own.dismiss();
  return { results, ended };
}

/** Why samples have no answer, by sample id: the code and the arm. */
export function faultsIn(results: readonly ChunkResult[]): Record<string, string> {
  const rows = results.flatMap((result) => result.rows);
  return Object.fromEntries(
    rows.flatMap((row) => {
      const reason = row.fault ?? row.armFaults[0]?.reason;
      return reason ? [[row.id, reason.code]] : [];
    }),
  );
}

/** A pass of the folder's policy, open in this process. */
export async function bench(folder: string): Promise<Bench & { readonly sessions: Sessions }> {
  using ready = await prepare(request(folder));
  const { plan, crew } = ready;
  const { surroundings } = crew.options;
  const [pass] = plan.work.passes;
  if (pass === undefined) throw new Error(plan.impossible.map(({ reason }) => word(reason).what).join());
  const { mark, beat } = markWriter(join(surroundings.scratch, 'test.mark'));
  const sessions = keepSessions(kinds, surroundings);
  const open = await openPass(pass, {
    kinds,
    surroundings,
    sessions,
    mark,
    beat,
    ...plan.work,
  });
  return { kinds, work: plan.work, open, mark, sessions };
}

export const nothingLost = { skips: [], lostArms: [] };
