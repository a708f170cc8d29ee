import { describe, expect, test } from 'vitest';
import type { ReportedNovelty } from '../../src/core/report.js';
import { renderComment } from '../../src/report/comment.js';
import { noveltyLines } from '../../src/report/novelty.js';
import { noLinks } from './fixtures.js';
import { report } from './make.js';

const parting = {
  n: 1000, disagreement: { count: 131, rate: 0.131 }, divergence: 0.6, js: 0.1, topLoss: 0.25,
  silent: { count: 39, rate: 0.039 }, confidence: { baseline: 0.8, compressed: 0.74 },
}; // prettier-ignore
const row: ReportedNovelty = {
  task: 'digit', level: 'clean', target: 'native', novel: parting,
  ordinary: { ...parting, task: 'garment', disagreement: { count: 66, rate: 0.066 }, divergence: 0.07, silent: { count: 0, rate: 0 } },
}; // prettier-ignore

describe('a novel task', () => {
  test('says the same numbers side by side', () => {
    expect(noveltyLines(report({ novelty: [row] }), String)).toEqual([
      'digit at clean: 13.10% of answers changed on novel inputs, 6.60% on ordinary ones (garment) · both confident 3.90% against 0.00% · KL 0.600 against 0.070 nats · JS 0.100 against 0.100 nats · top classes lost 25.00% against 25.00% · mean confidence where they part 0.80 (baseline), 0.74 (compressed)',
    ]);
  });

  test('without a primary task, and of a kind without confidence, says what there is', () => {
    const bare = { ...parting, divergence: null, js: null, topLoss: null, silent: null, confidence: null };
    expect(noveltyLines(report({ novelty: [{ ...row, novel: bare, ordinary: null }] }), String)).toEqual([
      'digit at clean: 13.10% of answers changed on novel inputs; no primary task of these models has this level',
    ]);
  });

  test('is in the comment, its name as code', () => {
    const text = renderComment(report({ novelty: [{ ...row, task: '@team' }] }), noLinks);
    expect(text).toContain('- <code>&#64;team</code> at <code>clean</code>: 13.10% of answers changed');
  });
});

test('reports of earlier versions have no such numbers', () => {
  expect(noveltyLines(report({}), String)).toEqual([]);
});
