// Measures `merge` on shards of a million rows: `npm run build && node bench/merge.mjs [--rows N] [--shards N]`. See README.md.
import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gateRequest } from '../build/commands/run.js';
import { merge } from '../build/commands/merge.js';
import { createTask } from '../build/core/kinds.js';
import { unlinked } from '../build/core/links.js';
import { rng } from '../build/core/rng.js';
import { chunksOfShard, ShardWriter } from '../build/evaluate/shard.js';
import { prepare } from '../build/gate/prepare.js';
import { startOf } from '../build/gate/shards.js';
import { houseOf } from '../build/house.js';
import { kinds } from '../build/kinds.js';

const root = dirname(import.meta.dirname);
const house = houseOf(join(root, 'build/cli.js'), process.env);
const { values } = parseArgs({
  options: { rows: { type: 'string' }, shards: { type: 'string' }, measure: { type: 'string' } },
});
const [rows, shards] = [Number(values.rows ?? 1_000_000), Number(values.shards ?? 4)];
const chunkRows = 256;

const policy = `version: 1
models:
  baseline: { path: models/garments.fp32.onnx }
  compressed: { path: models/garments.int8.onnx, method: quantized }
targets: { here: { runtime: wasm } }
defaults:
  inputs: { image: { from: x, shape: [1, 28, 28], rescale: 1/255 } }
  output: { name: logits, is: logits }
tasks:
  garment:
    kind: classification
    data: { path: data/val.npz, label: kind, names: data/kinds.txt }
    levels: { clean: { disagreement: 10%, score-drop: 1pp, divergence: 0.5, calibration-shift: 2pp } }
    slices: { kind: { disagreement: 20% } }
`;

if (values.measure === undefined) await main();
else await measure(values.measure);

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'gate-bench-'));
  try {
    await writeShards(folder);
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    console.log(`${rows} rows in ${shards} shards, ${Math.round(bytes / 2 ** 20)} MiB`);
    const child = fork(import.meta.filename, ['--rows', String(rows), '--measure', folder], { execArgv: [] });
    const [code] = await new Promise((resolve) => child.once('close', (...ended) => resolve(ended)));
    process.exitCode = code ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process of its own that merges and says what it took. */
async function measure(folder) {
  const start = performance.now();
  const files = readdirSync(folder).map((name) => ({ path: join(folder, name), shown: name }));
  const request = { shards: files, today: '2026-01-01', out: join(folder, 'out'), links: unlinked };
  const { report } = await merge(request, house);
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage();
  const resident = process.resourceUsage().maxRSS / 1024;
  const { measured } = report.coverage;
  console.log(`verdict ${report.verdict}, ${measured} of ${rows} measured, ${report.checks.length} checks`);
  console.log(`${wall.toFixed(1)} s by the clock, ${((user + system) / 1e6).toFixed(1)} s of processor, ${resident.toFixed(0)} MiB resident at most`); // prettier-ignore
}

/** Shards as `run --shard` writes them, of answers that nobody computed. */
async function writeShards(folder) {
  const kept = await keptOf(folder);
  const { work } = kept.plan;
  const task = createTask(kinds, work.passes[0].tasks[0]);
  for (let index = 1; index <= shards; index += 1) {
    const shard = { index, of: shards };
    const writer = new ShardWriter(join(folder, `${index}.jsonl`), startOf(kept, shard, house.version));
    for (const chunk of chunksOfShard(work.chunks.length, shard)) writer.add(answersOf(task, work, chunk));
    writer.end({ medians: [1, 0.5], cut: null, crashes: 0, probe: [] });
  }
}

/** The plan of the example's task, stretched to so many rows. */
async function keptOf(scratch) {
  const request = {
    policy: 'merge.yml', directory: join(root, 'examples/fashion-mnist'), scratch, timeoutMs: 120_000,
    today: '2026-01-01', only: { tasks: [], levels: [], targets: [] }, progress: () => undefined,
  }; // prettier-ignore
  const { crew, ...kept } = await prepare(gateRequest(request, house, policy));
  crew.dismiss();
  const { work } = kept.plan;
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  const units = Uint16Array.from(order, (row) => Math.floor((row * Math.min(1000, rows)) / rows));
  const chunks = Array.from({ length: Math.ceil(rows / chunkRows) }, (_, chunk) => ({
    pass: 0,
    from: chunk * chunkRows,
    to: Math.min(rows, (chunk + 1) * chunkRows),
  }));
  const passes = [{ ...work.passes[0], order, units }];
  return { ...kept, plan: { ...kept.plan, work: { ...work, passes, chunks } } };
}

function answersOf(task, work, chunk) {
  const { from, to } = work.chunks[chunk];
  const reading = work.passes[0].tasks[0].readings.baseline;
  const [left, right] = outputsOf(rng('bench', 1, String(chunk)), to - from, reading.output).map((outputs) =>
    task.predict(outputs, reading, to - from),
  );
  const rowAt = (_, row) => {
    const id = `val/${String(from + row).padStart(7, '0')}`;
    const label = (from + row) % 10;
    const truth = task.truth({ id, fields: new Map([['kind', label]]) });
    const pair = task.compare(left[row], right[row], truth);
    const changed = task.measures.disagreement.form.hit(pair);
    const cell = {
      task: 0,
      level: 0,
      kept: [task.keep(left[row], truth), task.keep(right[row], truth)],
      degenerate: [false, false],
      pairs: [pair],
      evidence: [changed ? task.evidence(left[row], right[row], truth) : null],
    };
    return { id, slices: new Map([['kind', `kind ${label}`]]), cells: [cell], armFaults: [] };
  };
  return { chunk, seconds: [[0.1, 0.05]], rows: Array.from({ length: to - from }, rowAt) };
}

/** Scores of both models: compression moves each a little. */
function outputsOf(stream, count, output) {
  const scores = Float32Array.from({ length: count * 10 }, () => 4 * stream.uniform());
  const moved = scores.map((score) => score + 0.2 * stream.uniform());
  return [scores, moved].map((data) => new Map([[output, { type: 'float32', dims: [count, 10], data }]]));
}
