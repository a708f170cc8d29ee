/**
 * One worker of the reference: makes the inputs of its share of a plan, then runs both models on them and does
 * nothing else. Messages in: 'make', 'run'; out: 'ready', 'made', 'ran'.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { feedsOf, makeInputs, readySamples } from '../build/evaluate/inputs.js';
import { openPass } from '../build/evaluate/pass.js';
import { keepSessions } from '../build/evaluate/sessions.js';
import { kinds } from '../build/kinds.js';

let share;
let runs = [];

process.on('message', (message) => {
  void take(message).then((answer) => process.send(answer));
});

async function take({ is, ...rest }) {
  if (is === 'open') {
    share = await open(rest);
    return 'ready';
  }
  if (is === 'make') {
    runs = await make(share);
    return 'made';
  }
  for (const { session, feeds } of runs) await session.run(feeds);
  return 'ran';
}

/** The gate's own data sets and makers, and sessions of the engine itself, with the target's options. */
async function open({ work, surroundings, worker, workers }) {
  const sessions = keepSessions(kinds, surroundings);
  const opening = { kinds, surroundings, sessions, ...work, mark: () => undefined };
  const passes = await Promise.all(work.passes.map((pass) => openPass(pass, opening)));
  const ort = createRequire(join(surroundings.engines.native, '_.js'))('onnxruntime-node');
  const raw = await Promise.all(
    work.passes.map((pass) => Promise.all(work.arms.map((arm) => rawSession(ort, pass, arm)))),
  );
  return { ort, work, passes, raw, chunks: work.chunks.filter((_, index) => index % workers === worker) };
}

function rawSession(ort, pass, { model, target }) {
  return ort.InferenceSession.create(pass.models[model].file.path, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: target.graphOptimization,
    intraOpNumThreads: target.threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  });
}

/** Every run of the share, in the gate's order: batch by batch, level by level, the models in turn. */
async function make({ ort, work, passes, raw, chunks }) {
  const made = [];
  for (const chunk of chunks) {
    const opened = passes[chunk.pass];
    const step = Math.max(...opened.pass.batches);
    for (let from = chunk.from; from < chunk.to; from += step) {
      const to = Math.min(from + step, chunk.to);
      const readied = await readySamples(opened, from, to);
      for (const [position, level] of opened.pass.levels.entries()) {
        const making = { open: opened, level, noises: opened.noises[position], seed: work.seed };
        const inputs = readied.map((one) => makeInputs(one, making));
        for (const [arm, { model }] of work.arms.entries()) {
          const rows = inputs.map((input) => input[model]);
          const feeds = feedsOf(kinds, opened.makers[model], rows);
          made.push({ session: raw[chunk.pass][arm], feeds: toOrt(ort, feeds) });
        }
      }
    }
  }
  return made;
}

function toOrt(ort, feeds) {
  return Object.fromEntries(
    [...feeds].map(([name, { type, data, dims }]) => [name, new ort.Tensor(type, data, dims)]),
  );
}
