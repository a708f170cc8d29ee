import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderComment } from '../src/report/comment.js';
import { exampleOf, expectGolden, judge, noLinks, policyText, steady } from './examples.js';

const folder = exampleOf('recording');
const policy = 'recording/compression-gate';
const minute = 60_000;

it(
  'what replay.py recorded is judged as a target, with its golden',
  async () => {
    const report = await judge(policy, policyText('compression-gate', folder), join(folder, '..'));
    expect(report.verdict).toBe('pass');
    expect(report.targets['device']).toMatchObject({ runtime: 'onnxruntime (Python)', version: '1.30.0' });
    expectGolden(
      folder,
      'compression-gate',
      renderComment(steady(report), noLinks('recording/compression-gate.yml')),
    );
  },
  5 * minute,
);

/** Each answers as the recorded one does: the 7-bit model saturates nowhere. */
const ways = [
  'threads: 1',
  'threads: 2',
  'graph-optimization: basic',
  'graph-optimization: disabled',
  'session: { x64quantprecision: "1" }',
];

it(
  'native with any option, WASM and a recording are targets side by side, and agree on this model',
  async () => {
    const native = ways.map((way, at) => `  native-${at}: { runtime: native, limits: { disagreement: 0 }, ${way} }`);
    const text = policyText('compression-gate', folder)
      .replace('limits: { disagreement: 1% } } # made', 'limits: { disagreement: 0 } } # made')
      .replace('noise:', `${native.join('\n')}\nreference: wasm\nnoise:`)
      .replace('take: 300', 'take: 96')
      .replace('clean: { disagreement: 2%, negative-flips: 1% }', 'clean: { disagreement: 5% }');
    const report = await judge(policy, text, join(folder, '..'));
    const drift = report.checks.filter(({ contrast }) => contrast === 'drift');
    expect(drift.map(({ target, level, outcome }) => `${target} ${level} ${outcome}`)).toEqual(
      ['device', ...ways.map((_, at) => `native-${at}`)].flatMap((target) => [`${target} clean pass`, `${target} sensor-high pass`]),
    );
    expect(report.targets['native-1']).toMatchObject({ threads: 2, graphOptimization: 'all' });
    expect(report.targets['native-3']).toMatchObject({ threads: 1, graphOptimization: 'disabled' });
  },
  5 * minute,
); // prettier-ignore
