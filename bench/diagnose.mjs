// What diagnosing a model of 100 MB costs in memory and runs: node bench/diagnose.mjs [megabytes] [samples]. See README.md.
import { create, toBinary } from '@bufbuild/protobuf';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ModelProtoSchema } from 'onnx-buf';
import { resident } from './resident.mjs';

const [megabytes = '100', samples = '256'] = process.argv.slice(2);
const width = 2048;
const layers = Math.round((Number(megabytes) * 1e6) / (4 * width * width));
const root = dirname(import.meta.dirname);
const folder = mkdtempSync(join(tmpdir(), 'gate-diagnose-'));

/** The same numbers on every machine. */
let state = 7;
const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;

function weights(at) {
  const scale = Math.sqrt(6 / width);
  return Float32Array.from({ length: width * (at === layers - 1 ? 10 : width) }, () => (uniform() * 2 - 1) * scale);
} // prettier-ignore

function modelOf(all) {
  const tensor = (dims) => ({ value: { case: 'tensorType', value: { elemType: 1, shape: { dim: dims.map((dim) => ({ value: typeof dim === 'number' ? { case: 'dimValue', value: BigInt(dim) } : { case: 'dimParam', value: dim } })) } } } }); // prettier-ignore
  const node = all.flatMap((_, at) => [
    { opType: 'MatMul', name: `/m${at}`, input: [at === 0 ? 'x' : `r${at - 1}`, `w${at}`], output: [at === layers - 1 ? 'logits' : `m${at}`] },
    ...(at === layers - 1 ? [] : [{ opType: 'Relu', name: `/r${at}`, input: [`m${at}`], output: [`r${at}`] }]),
  ]); // prettier-ignore
  const initializer = all.map((values, at) => ({ name: `w${at}`, dataType: 1, dims: [BigInt(width), BigInt(values.length / width)], rawData: new Uint8Array(values.buffer) })); // prettier-ignore
  const graph = { name: 'wide', node, initializer, input: [{ name: 'x', type: tensor(['n', width]) }], output: [{ name: 'logits', type: tensor(['n', 10]) }] }; // prettier-ignore
  const model = { irVersion: 8n, opsetImport: [{ domain: '', version: 17n }], graph };
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, model));
}

/** Rounded to 8 bits; a layer in the middle to 2. */
function rounded(values, at) {
  const most = values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  const step = most / (at === Math.floor(layers / 2) ? 1 : 127);
  return values.map((value) => Math.round(value / step) * step);
}

function run(args) {
  return new Promise((resolve) => {
    const begin = performance.now();
    const child = spawn(process.execPath, [join(root, 'build/cli.js'), 'run', '--policy', 'gate.yml', '--json', 'r.json', ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' } }); // prettier-ignore
    const most = { sum: 0, largest: 0 };
    const watch = setInterval(() => {
      const now = resident(child.pid);
      most.sum = Math.max(most.sum, now.sum);
      most.largest = Math.max(most.largest, now.largest);
    }, 50);
    child.on('exit', () => {
      clearInterval(watch);
      const report = JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'));
      resolve({ ...most, seconds: (performance.now() - begin) / 1000, report });
    });
  });
}

try {
  const float = Array.from({ length: layers }, (_, at) => weights(at));
  writeFileSync(join(folder, 'baseline.onnx'), modelOf(float));
  writeFileSync(join(folder, 'compressed.onnx'), modelOf(float.map(rounded)));
  const line = (id) =>
    JSON.stringify({ id: `s${id}`, x: Array.from({ length: width }, () => uniform() * 2 - 1) });
  writeFileSync(join(folder, 'data.jsonl'), Array.from({ length: Number(samples) }, (_, id) => line(id)).join('\n')); // prettier-ignore
  writeFileSync(
    join(folder, 'gate.yml'),
    `version: 1
models: { baseline: { path: baseline.onnx }, compressed: { path: compressed.onnx, method: other } }
targets: { here: { runtime: native, batch: 8 } }
defaults: { inputs: { x: { from: x, shape: [${width}] } } }
tasks:
  kind: { kind: classification, data: { path: data.jsonl, id: id }, output: { name: logits, is: logits }, levels: { clean: { disagreement: 5% } } }
`,
  );
  const bytes = statSync(join(folder, 'baseline.onnx')).size;
  const plain = await run([]);
  const told = await run(['--diagnose']);
  const { diagnosis } = told.report;
  const mib = (value) => `${Math.round(value / 2 ** 20)} MiB`;
  console.log(`${layers} layers, ${(bytes / 1e6).toFixed(0)} MB, ${samples} samples`);
  console.log(`first suspect ${diagnosis?.ranking[0]}, remedy ${diagnosis?.remedy?.layers}`);
  console.log(`model runs: ${diagnosis?.inferences} of at most ${diagnosis?.budget} (evaluation: ${2 * Number(samples)})`); // prettier-ignore
  console.log(`run: ${plain.seconds.toFixed(1)} s, at most ${mib(plain.sum)} in all, ${mib(plain.largest)} in one process`); // prettier-ignore
  console.log(`run --diagnose: ${told.seconds.toFixed(1)} s, at most ${mib(told.sum)} in all, ${mib(told.largest)} in one process`); // prettier-ignore
} finally {
  rmSync(folder, { recursive: true, force: true });
}
