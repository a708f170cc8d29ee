#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { program } from './cli/program.js';
import { houseOf } from './house.js';

process.exitCode = 3; // if nothing below ever finishes, nothing was judged

void program({
  argv: process.argv,
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  house: houseOf(fileURLToPath(import.meta.url), process.env),
}).then((code) => {
  process.exitCode = code;
});
