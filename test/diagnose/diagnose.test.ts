import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ChunkResult, Work } from '../../src/core/plan.js';
import { rng } from '../../src/core/rng.js';
import { diagnose, type Diagnosed } from '../../src/diagnose/diagnose.js';
import { subjectOf, worstOf, type Surrounding } from '../../src/diagnose/subject.js';
import { serve } from '../../src/evaluate/serve.js';
import type { FromWorker, ToWorker } from '../../src/evaluate/protocol.js';
import { Changes } from '../../src/gate/changes.js';
import { kinds } from '../../src/kinds.js';
import { decide } from '../../src/decide/decide.js';
import { totalsFor } from '../../src/gate/measure.js';
import { prepare, type Prepared } from '../../src/gate/prepare.js';
import type { GateRequest } from '../../src/gate/request.js';
import { request } from '../evaluate/kit.js';
import { faults, modelOf, nets, plant, randomNet, rounded, type Net } from './models.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'faults-')));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const samples = 72;

function write(net: Net, compressed: Uint8Array, seed: number): void {
  const random = rng('test data', seed);
  const size = net.input.reduce((product, dim) => product * dim, 1);
  const line = (id: number): string =>
    JSON.stringify({ id: `s${id}`, x: Array.from({ length: size }, () => 4 * random.uniform() - 2) });
  writeFileSync(join(folder, 'data.jsonl'), Array.from({ length: samples }, (_, id) => line(id)).join('\n'));
  writeFileSync(join(folder, 'baseline.onnx'), modelOf(net, net.weights));
  writeFileSync(join(folder, 'compressed.onnx'), compressed);
  writeFileSync(
    join(folder, 'gate.yml'),
    `version: 1
models: { baseline: { path: baseline.onnx }, compressed: { path: compressed.onnx, method: other } }
targets: { here: { runtime: native, batch: 32 } }
defaults: { inputs: { x: { from: x, shape: ${JSON.stringify(net.input)} } } }
tasks:
  kind: { kind: classification, data: { path: data.jsonl, id: id }, output: { name: logits, is: logits }, levels: { clean: { disagreement: 12% } } }
`,
  );
}

/** The worker's end in this process: what the pool and `ask` do, without a process. */
function inProcess(
  start: ToWorker,
): Pick<Surrounding, 'evaluate' | 'readLayers'> & { all: (work: Work) => Promise<ChunkResult[]> } {
  const ask = (messages: readonly ToWorker[], wanted: number): Promise<FromWorker[]> =>
    new Promise((resolve, reject) => {
      const answers: FromWorker[] = [];
      const take = serve(kinds, (message) => {
        if (message.is === 'failed') reject(new Error(message.bug ?? JSON.stringify(message.findings)));
        if (message.is === 'done' || message.is === 'layers') answers.push(message);
        if (answers.length === wanted) resolve(answers);
      });
      for (const message of [start, ...messages]) take(message);
    });
  const all = async (work: Work): Promise<ChunkResult[]> => {
    const chunks = work.chunks.map((_, chunk): ToWorker => ({ is: 'chunk', chunk, skips: [], lostArms: [] }));
    const answers = await ask([{ is: 'work', work }, ...chunks], chunks.length);
    return answers.flatMap((answer) => (answer.is === 'done' ? [answer.result] : []));
  };
  return {
    all,
    evaluate: async (work, take) => {
      for (const result of await all(work)) take(result);
      return { cut: null, crashes: 0 };
    },
    readLayers: async (work, asked) => {
      const [answer] = await ask(
        [
          { is: 'work', work },
          { is: 'layers', request: asked },
        ],
        1,
      );
      return answer?.is === 'layers' ? answer.readings : [];
    },
  };
}

/** Judges the folder and diagnoses what fails; undefined where nothing does. */
async function run(ask: GateRequest, prepared: Prepared): Promise<Diagnosed | undefined> {
  const { plan, child } = prepared;
  const start: ToWorker = { is: 'start', surroundings: child.surroundings, marker: join(folder, 'mark') };
  const runs = inProcess(start);
  const totals = totalsFor(ask, prepared);
  const changes = new Changes(plan.work);
  for (const result of await runs.all(plan.work)) {
    totals.add(result);
    changes.note(result);
  }
  const check = worstOf(decide(plan, { totals, cut: null, probed: null }), 'here');
  if (check === undefined) return undefined;
  const scratch = mkdtempSync(join(folder, 'scratch-'));
  return diagnose(subjectOf(plan, check, changes.at), check, { kinds, scratch, ...runs });
}

describe.each(Object.keys(nets) as (keyof typeof nets)[])('a fault planted in a tiny %s', (name) => {
  // its own keys
  const cases = Array.from({ length: 40 }, (_, seed) => ({
    seed,
    fault: faults[seed % faults.length] ?? 'scale broken',
  }));

  it('is the first suspect in at least 19 of 20 cases, and putting it back brings the check back', async () => {
    let found = 0;
    let mended = 0;
    const missed: unknown[] = [];
    const first = randomNet(name, 0);
    write(first, modelOf(first, first.weights), 0);
    const ask = request(folder);
    const prepared = await prepare(ask); // once: the files are exchanged under the plan, which names no weights
    let failing = 0;
    for (const { seed, fault } of cases) {
      if (failing === 20) break;
      const random = rng('fault', name, seed);
      const net = randomNet(name, seed);
      const isOfHead = fault === 'head transposed' || fault === 'labels swapped';
      const layer = isOfHead ? net.layers.length - 1 : Math.floor(random.uniform() * net.layers.length);
      const planted = net.layers[layer] ?? '';
      const weights = rounded(net.weights);
      plant(weights, weightNamed(net, planted), fault, random);
      write(net, modelOf(net, weights), 0);
      const diagnosed = await run(ask, prepared);
      if (diagnosed === undefined) continue; // a fault that changes no answer is none
      failing += 1;
      const { ranking, remedy, inferences, budget } = diagnosed.diagnosis;
      expect(inferences).toBeLessThanOrEqual(budget);
      if (ranking[0] === planted) found += 1;
      else
        missed.push([
          seed,
          fault,
          planted,
          ranking,
          diagnosed.diagnosis.layers.map(({ putBack, suspicion }) => [putBack?.measured, suspicion]),
        ]);
      if (remedy?.outcome === 'pass' && remedy.layers.includes(planted)) mended += 1;
    }
    expect(failing).toBe(20);
    expect(missed.length, JSON.stringify(missed)).toBeLessThanOrEqual(1);
    expect(found).toBeGreaterThanOrEqual(19);
    expect(mended).toBeGreaterThanOrEqual(19);
  }, 120_000);
});

function weightNamed(net: Net, layer: string): string {
  const node = net.nodes.find(([, , output]) => `/${output}` === layer);
  return node?.[1][1] ?? '';
}
