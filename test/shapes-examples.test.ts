import { describe, expect, it } from 'vitest';
import { renderComment } from '../src/report/comment.js';
import { exampleOf, expectGolden, judge, noLinks, onWasm, policyText, steady } from './examples.js';

const folder = exampleOf('shapes');

describe('a detector and a segmenter', () => {
  it.each([
    ['compression-gate', 'pass', []],
    [
      'pruned',
      'fail',
      ['clean: disagreement', 'clean: box-disagreement', 'clean: score-drop', 'dim: disagreement'],
    ],
  ] as const)(
    'are judged, with their golden: %s',
    async (name, verdict, failing) => {
      const report = await judge(name, onWasm(policyText(name, folder)), folder);
      const failed = report.checks.filter(({ outcome }) => outcome === 'fail');
      expect(report.verdict).toBe(verdict);
      expect(failed.map(({ level, limit }) => `${level ?? ''}: ${limit.name}`)).toEqual(failing);
      expectGolden(folder, name, renderComment(steady(report), noLinks(`${name}.yml`)));
      const clean = report.tasks.find((row) => row.task === 'shapes' && row.level === 'clean');
      // What make/measure.py finds with pycocotools; the engines differ in the last bits.
      expect(clean?.metrics['ap']?.baseline).toBeCloseTo(0.7161873570227318, 4);
      expect(clean?.metrics['ar-10']?.baseline).toBeCloseTo(0.763691777645266, 4);
    },
    300_000,
  );
});
