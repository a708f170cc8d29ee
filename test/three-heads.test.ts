import { expect, it } from 'vitest';
import { Fault } from '../src/core/fault.js';
import { renderComment } from '../src/report/comment.js';
import { exampleOf, expectGolden, judge, noLinks, onWasm, policyText, steady } from './examples.js';

const folder = exampleOf('three-heads');
const policy = policyText('compression-gate', folder);

it('three heads of one model lose differently, with their golden', async () => {
  const report = await judge('compression-gate', onWasm(policy), folder);
  expect(report.checks.map(({ task, outcome }) => `${task}: ${outcome}`).sort()).toEqual([
    'digit: fail',
    'hole: pass',
    'odd: fail',
  ]);
  expectGolden(folder, 'compression-gate', renderComment(steady(report), noLinks('compression-gate.yml')));
}, 60_000);

it('a head that no task evaluates is an error that names it, unless it is ignored by name', async () => {
  const without = policy.replace(/ {2}odd:\n(?: {4}.*\n)+/, '');
  const refused = await judge('compression-gate', without, folder).catch((error: unknown) => error);
  if (!(refused instanceof Fault)) throw new Error('a fault');
  expect(refused.findings.map(({ code, data }) => [code, data['model'], data['output']])).toEqual([
    ['OUTPUT_UNJUDGED', 'baseline', 'odd'],
    ['OUTPUT_UNJUDGED', 'compressed', 'odd'],
  ]);
  const ignoring = without
    .replaceAll('.onnx', '.onnx, ignore-outputs: [odd]')
    .replace('method: quantized', 'method: other');
  const report = await judge('compression-gate', ignoring, folder);
  expect(report.checks).toHaveLength(2);
}, 60_000);

it('its trunk finds other neighbours, with their golden', async () => {
  const report = await judge('search', onWasm(policyText('search', folder)), folder);
  expect(report.checks.map(({ limit, outcome }) => `${limit.name}: ${outcome}`)).toEqual([
    'disagreement: fail',
    'neighbour-loss: pass',
    'cosine-loss: pass',
    'score-drop: pass',
  ]);
  expectGolden(folder, 'search', renderComment(steady(report), noLinks('search.yml')));
}, 60_000);
