// A model whose weights take more than 2 GiB of external data, judged and diagnosed: node bench/external.mjs [tables] [rows]. See README.md.
import { create, toBinary } from '@bufbuild/protobuf';
import { spawn } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ModelProtoSchema } from 'onnx-buf';
import { resident } from './resident.mjs';

const [tables = 5, rows = 131_072] = process.argv.slice(2).map(Number);
const [width, hidden, samples, used] = [1024, 256, 256, 64];
const root = dirname(import.meta.dirname);
const folder = mkdtempSync(join(tmpdir(), 'gate-external-'));

/** The same numbers on every machine. */
let state = 7;
const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const random = (length, scale = 1) => Float32Array.from({ length }, () => (uniform() * 2 - 1) * scale);

/** Tables of zeros but for the rows that are looked up, then the first matrix: nearly nothing of the file takes room. */
function writeWeights(first) {
  const bytes = rows * width * 4;
  const file = openSync(join(folder, 'weights.bin'), 'w');
  for (let at = 0; at < tables; at += 1)
    writeSync(file, random(used * width), 0, used * width * 4, at * bytes);
  writeSync(file, first, 0, first.byteLength, tables * bytes);
  ftruncateSync(file, tables * bytes + first.byteLength);
  closeSync(file);
}

const outside = (name, dims, offset) => ({
  name, dataType: 1, dims: dims.map(BigInt), dataLocation: 1,
  externalData: Object.entries({ location: 'weights.bin', offset, length: 4 * dims[0] * dims[1] }).map(([key, value]) => ({ key, value: String(value) })),
}); // prettier-ignore
const within = (name, dims, values) => ({ name, dataType: 1, dims: dims.map(BigInt), rawData: new Uint8Array(values.buffer) }); // prettier-ignore

function modelOf(first, last) {
  const shaped = (name, elemType, ...dims) => ({ name, type: { value: { case: 'tensorType', value: { elemType, shape: { dim: dims.map((dim) => ({ value: typeof dim === 'number' ? { case: 'dimValue', value: BigInt(dim) } : { case: 'dimParam', value: dim } })) } } } } }); // prettier-ignore
  const all = [...new Array(tables).keys()];
  const node = [
    ...all.map((at) => ({ opType: 'Gather', name: `/table${at}`, input: [`t${at}`, 'ids'], output: [`e${at}`] })),
    { opType: 'Sum', name: '/sum', input: all.map((at) => `e${at}`), output: ['sum'] },
    { opType: 'ReduceMean', name: '/mean', input: ['sum'], output: ['mean'], attribute: [{ name: 'axes', type: 7, ints: [1n] }, { name: 'keepdims', type: 2, i: 0n }] },
    { opType: 'MatMul', name: '/first', input: ['mean', 'w1'], output: ['m1'] },
    { opType: 'Relu', name: '/relu', input: ['m1'], output: ['r1'] },
    { opType: 'MatMul', name: '/last', input: ['r1', 'w2'], output: ['logits'] },
  ]; // prettier-ignore
  const initializer = [
    ...all.map((at) => outside(`t${at}`, [rows, width], at * rows * width * 4)),
    first,
    last,
  ];
  const graph = { name: 'tables', node, initializer, input: [shaped('ids', 7, 'n', 4)], output: [shaped('logits', 1, 'n', 10)] }; // prettier-ignore
  const model = { irVersion: 8n, opsetImport: [{ domain: '', version: 17n }], graph };
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, model));
}

function rounded(values, levels) {
  const most = values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  return values.map((value) => (Math.round((value / most) * levels) / levels) * most);
}

function run(args) {
  return new Promise((resolve) => {
    const begin = performance.now();
    const child = spawn(process.execPath, [join(root, 'build/cli.js'), ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' } }); // prettier-ignore
    const most = { sum: 0, largest: 0 };
    let said = '';
    child.stdout.on('data', (text) => (said += text));
    const watch = setInterval(() => {
      const now = resident(child.pid);
      most.sum = Math.max(most.sum, now.sum);
      most.largest = Math.max(most.largest, now.largest);
    }, 50);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ ...most, code, said, seconds: (performance.now() - begin) / 1000 });
    });
  });
}

try {
  const [first, last] = [random(width * hidden, 0.05), random(hidden * 10, 0.1)];
  writeWeights(first);
  const end = tables * rows * width * 4;
  writeFileSync(join(folder, 'baseline.onnx'), modelOf(outside('w1', [width, hidden], end), within('w2', [hidden, 10], last))); // prettier-ignore
  writeFileSync(join(folder, 'compressed.onnx'), modelOf(within('w1', [width, hidden], rounded(first, 1)), within('w2', [hidden, 10], rounded(last, 127)))); // prettier-ignore
  const ids = () => Array.from({ length: 4 }, () => Math.floor(uniform() * used));
  writeFileSync(join(folder, 'data.jsonl'), Array.from({ length: samples }, (_, id) => JSON.stringify({ id: `s${id}`, ids: ids() })).join('\n')); // prettier-ignore
  writeFileSync(
    join(folder, 'gate.yml'),
    `version: 1
models: { baseline: { path: baseline.onnx }, compressed: { path: compressed.onnx, method: other } }
targets: { here: { runtime: native, batch: 8 } }
defaults: { inputs: { ids: { from: ids, shape: [4] } } }
tasks:
  kind: { kind: classification, data: { path: data.jsonl, id: id }, output: { name: logits, is: logits }, levels: { clean: { disagreement: 2% } } }
`,
  );
  const mib = (value) => `${Math.round(value / 2 ** 20)} MiB`;
  console.log(`${tables} tables of ${rows} × ${width}: ${mib(end)} of external data`);
  const json = join(folder, 'r.json');
  const corrected = join(folder, 'corrected.onnx');
  for (const args of [['validate'], ['run'], ['diagnose', '--json', json, '--out', corrected]]) {
    const { code, seconds, sum, largest, said } = await run([...args, '--policy', 'gate.yml']);
    console.log(`${args[0]}: exit code ${code}, ${seconds.toFixed(1)} s, at most ${mib(sum)} in all, ${mib(largest)} in one process; ${said.trim().split('\n').at(-1)}`); // prettier-ignore
  }
  const { diagnosis, findings } = JSON.parse(readFileSync(json, 'utf8'));
  console.log(`first suspect ${diagnosis?.ranking[0]}, remedy ${diagnosis?.remedy?.layers}, ${diagnosis?.layers.length} layers`); // prettier-ignore
  for (const { code, data } of findings) console.log(code, JSON.stringify(data));
  const policy = readFileSync(join(folder, 'gate.yml'), 'utf8');
  writeFileSync(join(folder, 'again.yml'), policy.replace('compressed.onnx', 'corrected.onnx'));
  const again = await run(['run', '--policy', 'again.yml']);
  console.log(`corrected.onnx, ${(statSync(corrected).size / 1e6).toFixed(1)} MB: exit code ${again.code}, ${again.said.trim().split('\n').slice(-2).join(', ')}`); // prettier-ignore
} finally {
  rmSync(folder, { recursive: true, force: true });
}
