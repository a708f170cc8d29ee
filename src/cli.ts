#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { program } from './cli/program.js';
import { houseOf } from './house.js';

process.exitCode = 3; // if nothing below ever finishes, nothing was judged
process.on('uncaughtException', (error) => {
  process.stderr.write(`compression-gate broke down; please report this:\n${inspect(error)}\n`);
  process.exit(3); // Node's own 1 would say that a limit is exceeded
});
process.stdout.on('error', () => undefined); // `… | head` has seen enough; the exit code still tells

const stop = new AbortController();
let signalled: NodeJS.Signals | undefined;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    signalled = name;
    stop.abort(new Error(`stopped by ${name}`));
  });
}

void program({
  argv: process.argv,
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  house: houseOf(fileURLToPath(import.meta.url), process.env),
  signal: stop.signal,
}).then((code) => {
  process.exitCode = code;
  if (signalled !== undefined) process.kill(process.pid, signalled); // shells expect a stopped program to end so
});
