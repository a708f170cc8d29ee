import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * What the gate costs beside the inference it cannot do without: the example, end to end from dist, against the same
 * number of runs of the same two models, alternating, on ready inputs, in one process. Prints the median of ROUNDS.
 */
const rounds = Number(process.argv[2] ?? 5);
const root = join(import.meta.dirname, '..');
const example = join(root, 'examples/fashion-mnist');
const models = ['garments.fp32.onnx', 'garments.int8-7bit.onnx'].map((name) => join(example, 'models', name));
const ort = createRequire(join(root, '_.js'))('onnxruntime-node');
const scratch = mkdtempSync(join(tmpdir(), 'gate-bench-'));

const runs = [];
for (let round = 0; round < rounds; round += 1) runs.push(await gate());
const { inputs, batch } = runs[0];
const inference = [];
for (let round = 0; round < rounds; round += 1) inference.push(await alternate(inputs, batch));
rmSync(scratch, { recursive: true });

const wall = median(runs.map(({ seconds }) => seconds));
const alone = median(inference);
console.log(`${cpus()[0]?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, node ${process.version}`);
console.log(`${inputs} inputs, batch ${batch}, two models, median of ${rounds}`);
console.log(`inference alone, one process   ${alone.toFixed(2)} s`);
console.log(`gate, start to exit            ${wall.toFixed(2)} s`);
console.log(`gate ÷ inference alone         ${(wall / alone).toFixed(2)}`);

/** One run of the command line; seconds from start to exit. */
async function gate() {
  const report = join(scratch, 'report.json');
  const args = ['run', '--policy', 'compression-gate.yml', '--json', report];
  const begin = performance.now();
  await promisify(execFile)(process.execPath, [join(root, 'dist/cli/index.js'), ...args], { cwd: example });
  const seconds = (performance.now() - begin) / 1000;
  const { coverage, targets } = JSON.parse(readFileSync(report, 'utf8'));
  return { seconds, inputs: coverage.measured, batch: targets.native.batch };
}

/** Seconds for all batches through both models. */
async function alternate(inputs, batch) {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  const sessions = await Promise.all(models.map((path) => ort.InferenceSession.create(path, options)));
  const [{ name, shape }] = sessions[0].inputMetadata;
  const dims = shape.map((dim, axis) => (axis === 0 ? batch : dim));
  const values = Float32Array.from(
    { length: dims.reduce((product, dim) => product * dim, 1) },
    (_, at) => (at % 256) / 255,
  );
  const feeds = { [name]: new ort.Tensor('float32', values, dims) };
  const begin = performance.now();
  for (let done = 0; done < inputs; done += batch) for (const session of sessions) await session.run(feeds);
  const seconds = (performance.now() - begin) / 1000;
  for (const session of sessions) await session.release();
  return seconds;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
