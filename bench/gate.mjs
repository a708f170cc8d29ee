// Measures the gate on the example against pure inference: `npm run bench` [-- --rounds N] [--rows N]. See README.md.
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gateRequest } from '../build/commands/run.js';
import { prepare } from '../build/gate/prepare.js';
import { workerCount } from '../build/gate/machine.js';
import { houseOf } from '../build/house.js';
import { repeatRows } from './repeat.mjs';

const root = dirname(import.meta.dirname);
const { values } = parseArgs({ options: { rounds: { type: 'string' }, rows: { type: 'string' } } });
const rounds = Number(values.rounds ?? 5);
const rows = Number(values.rows ?? 4000);

const folder = mkdtempSync(join(tmpdir(), 'gate-bench-'));
try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  const workers = workerCount(1, 0);
  console.log(`${cpus()[0].model.trim()}, node ${process.version}, ${workers} workers`);
  const directory = await exampleOf(rows);
  const reference = await startReference(directory, workers);
  const results = [];
  for (let round = 0; round < rounds; round += 1) {
    const made = await reference.all('make');
    const ran = await reference.all('run');
    const gate = runGate(directory);
    results.push({ made, ran, gate, start: runValidate(directory) });
    console.log(`round ${round + 1}: ${line(results.at(-1))}`);
  }
  reference.end();
  print(results);
}

/** The example with its 4,000 images repeated to so many rows. */
async function exampleOf(size) {
  const example = join(root, 'examples/fashion-mnist');
  if (size === 4000) return example;
  await repeatRows({ from: example, to: folder, size });
  return folder;
}

/** As many processes as the gate starts workers, each with its share of the plan. */
async function startReference(directory, workers) {
  const house = houseOf(join(root, 'build/cli.js'), process.env);
  const scratch = mkdtempSync(join(folder, 'reference-'));
  const request = {
    policy: 'compression-gate.yml', directory, scratch, timeoutMs: 120_000, today: '2026-01-01',
    only: { tasks: [], levels: [], targets: [] }, progress: () => undefined,
  }; // prettier-ignore
  const text = readFileSync(join(directory, 'compression-gate.yml'), 'utf8');
  const { plan, crew } = await prepare(gateRequest(request, house, text));
  crew.dismiss();
  const children = Array.from({ length: workers }, () =>
    fork(join(import.meta.dirname, 'reference.mjs'), { serialization: 'advanced', execArgv: [] }),
  );
  const ask = (message) =>
    Promise.all(
      children.map((process, worker) => {
        const answered = new Promise((resolve) => process.once('message', resolve));
        process.send({ ...message, worker, workers });
        return answered;
      }),
    );
  await ask({ is: 'open', work: plan.work, surroundings: crew.options.surroundings });
  const cpuOf = () => children.reduce((sum, { pid }) => sum + secondsAt(pid, 11), 0);
  return {
    all: (is) => timed(() => ask({ is }), cpuOf),
    end: () => children.forEach((process) => process.disconnect()),
  };
}

async function timed(body, cpu) {
  const [start, used] = [performance.now(), cpu()];
  await body();
  return { wall: (performance.now() - start) / 1000, cpu: cpu() - used };
}

/** User and system seconds in a process's line of the kernel, where there is one; NaN elsewhere. */
function secondsAt(pid, field) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
    return (Number(fields[field]) + Number(fields[field + 1])) / 100;
  } catch {
    return NaN;
  }
}

function runGate(directory) {
  return command(directory, [
    'run',
    '--policy',
    'compression-gate.yml',
    '--no-cache', // every round answers everything
    '--json',
    join(folder, 'report.json'),
  ]);
}

/** What a run does before its first input: policy, census, plan. */
function runValidate(directory) {
  return command(directory, ['validate', '--policy', 'compression-gate.yml']);
}

/** A whole process of the command that is shipped, from its start to its end, with its workers. */
function command(directory, args) {
  const [start, used] = [performance.now(), childSeconds()];
  execFileSync(process.execPath, [join(root, 'dist/cli/index.js'), ...args], {
    cwd: directory,
    stdio: 'ignore',
  });
  return { wall: (performance.now() - start) / 1000, cpu: childSeconds() - used };
}

/** Seconds of processor of this process's children that have ended, and of theirs. */
function childSeconds() {
  return secondsAt('self', 13);
}

function line({ made, ran, gate, start }) {
  const both = ({ wall, cpu }) => `${wall.toFixed(2)} s (${cpu.toFixed(2)} s of processor)`;
  return `whole run ${both(gate)}, of which start ${both(start)}; inputs ${both(made)}; inference ${both(ran)}`;
}

function print(results) {
  const median = (pick) => middle(results.map(pick));
  const rowsOf = (unit) => {
    const [gate, made, ran, start] = ['gate', 'made', 'ran', 'start'].map((of) =>
      median((one) => one[of][unit]),
    );
    return { 'whole run ÷ (inference + inputs)': gate / (ran + made),
      'whole run without its start ÷ (inference + inputs)': (gate - start) / (ran + made),
      'whole run ÷ inference': gate / ran, 'inputs ÷ inference': made / ran, 'start, s': start,
      'inference, s': ran, 'inputs, s': made, 'whole run, s': gate }; // prettier-ignore
  };
  const [wall, cpu] = [rowsOf('wall'), rowsOf('cpu')];
  console.log(
    `\n| ${rows.toLocaleString('en')} images, median of ${rounds} rounds | by the clock | by the processor |\n| :-- | --: | --: |`,
  );
  for (const name of Object.keys(wall))
    console.log(`| ${name} | ${wall[name].toFixed(2)} | ${cpu[name].toFixed(2)} |`);
}

function middle(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
