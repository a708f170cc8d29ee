import { expect, test } from 'vitest';
import type { ReportedStudy } from '../../src/core/study.js';
import { renderComment } from '../../src/report/comment.js';
import { studyLines } from '../../src/report/studies.js';
import { noLinks } from './fixtures.js';
import { report } from './make.js';

const study: ReportedStudy = {
  task: 'digit', level: 'high',
  similarity: { n: 256, batch: 64, pairs: [{ baseline: 'a', compressed: 'a', cka: 0.99 }, { baseline: 'h', compressed: 'f', cka: 0.484 }] },
  attribution: { n: 16, parts: 49, rank: 0.318, overlap: 0.4125 },
  seek: {
    budget: 200, spent: 200, samples: 64, flips: 1,
    mildest: { kind: 'gaussian', options: { sigma: 0.06448421 }, share: 0.5374, sample: '7', baseline: { text: 'Sneaker', confidence: 0.98 }, compressed: { text: 'Bag', confidence: 0.5 } },
  },
  problems: [],
}; // prettier-ignore

test('a study is told in one line: the pair that departs most, the parts, the mildest noise', () => {
  expect(studyLines(report({ studies: [study] }), String)).toEqual([
    'digit at high: CKA 0.48 between h and f (256 samples, the lowest of 2 pairs) · what hiding parts does to both: rank correlation 0.32, strongest parts shared 41.25% (16 samples, 49 parts) · mildest failing noise: gaussian sigma 0.06448 (53.74% of the level’s) turns 7 from Sneaker to Bag · 1 sample loses a confident and right answer (200 inputs tried from 64 samples)',
  ]);
});

test('what has no number says so, and what was not asked says nothing', () => {
  const pairs = [{ baseline: 'h', compressed: 'h', cka: null }];
  const empty = { ...study, similarity: { n: 64, batch: 64, pairs }, attribution: { n: 0, parts: 4, rank: null, overlap: null }, seek: { budget: 9, spent: 9, samples: 3, flips: 0, mildest: null } }; // prettier-ignore
  expect(studyLines(report({ studies: [empty] }), String)[0]).toBe(
    'digit at high: CKA undefined (one of them does not vary) between h (64 samples) · hiding any of 4 parts moves no answer of the baseline · no confident and right answer lost to noise (9 inputs tried from 3 samples)',
  );
  const nothing = { ...study, similarity: null, attribution: null, seek: null };
  expect(studyLines(report({ studies: [nothing] }), String)).toEqual([]);
  expect(studyLines(report({}), String)).toEqual([]);
});

test('is in the comment, names as code', () => {
  const text = renderComment(report({ studies: [{ ...study, task: '@team' }] }), noLinks);
  expect(text).toContain('- <code>&#64;team</code> at <code>high</code>: CKA 0.48 between <code>h</code>');
});
