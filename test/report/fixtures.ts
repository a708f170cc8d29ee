import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Links } from '../../src/core/links.js';
import type { Report } from '../../src/core/report.js';
import { readReport } from '../../src/report/read.js';

export const names = [
  'pass', 'fail', 'invalid', 'invalid-one', 'nothing', 'inconclusive', 'allowed', 'mixed', 'partial', 'targets', 'wide', 'hostile', 'diagnosed',
] as const; // prettier-ignore

export type Name = (typeof names)[number];

const read = new Map<Name, Report>();

export function fixture(name: Name): Report {
  const known = read.get(name) ?? load(name);
  read.set(name, known);
  return known;
}

function load(name: Name): Report {
  const file = join(dirname(fileURLToPath(import.meta.url)), 'fixtures', `${name}.json`);
  return readReport(readFileSync(file, 'utf8'), `${name}.json`);
}

export const links: Links = {
  commit: '8f3e2a1c5d7b9e0f1a2b3c4d5e6f708192a3b4c5',
  policyUrl: 'https://github.com/acme/vision/blob/8f3e2a1/.github/compression-gate.yml',
  runUrl: 'https://github.com/acme/vision/actions/runs/17800000001/attempts/2',
  reportUrl: 'https://github.com/acme/vision/actions/runs/17800000001#artifacts',
  pullRequest: 482,
  key: '.github/compression-gate.yml',
};

/** A run on somebody's machine. */
export const noLinks: Links = {
  commit: null,
  policyUrl: null,
  runUrl: null,
  reportUrl: null,
  pullRequest: null,
  key: '.github/compression-gate.yml',
};
