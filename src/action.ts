import { fileURLToPath } from 'node:url';
import { act, crash } from './action/act.js';
import { merge, runShard } from './commands/merge.js';
import { record } from './commands/record.js';
import { run, writeForms } from './commands/run.js';
import { houseOf } from './house.js';

process.exitCode = 3; // if nothing below ever finishes, nothing was judged
process.on('uncaughtException', (error) => {
  console.error(error);
  process.exit(crash());
});

const env = { ...process.env };
delete process.env['INPUT_GITHUB-TOKEN']; // child processes have no use for it

const house = houseOf(fileURLToPath(import.meta.url), env);

void act({
  env,
  directory: process.cwd(),
  run: (request) => run(request, house),
  runShard: (request) => runShard(request, house),
  merge: (request) => merge(request, house),
  writeForms: (report, forms) => writeForms(report, { ...forms, house }),
  record: (request) => record(request, house),
  now: () => new Date(),
}).then((code) => {
  process.exitCode = code;
  setTimeout(() => process.exit(), 1_000).unref(); // a request that was given up must not hold the job
});
