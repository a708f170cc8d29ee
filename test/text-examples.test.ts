import { describe, expect, it } from 'vitest';
import { renderComment } from '../src/report/comment.js';
import { exampleOf, expectGolden, judge, noLinks, onWasm, policyText, steady } from './examples.js';

describe('models that read text', () => {
  it.each([
    ['spam-mails', 'compression-gate', []],
    ['spam-mails', 'int2', ['disagreement', 'negative-flips', 'score-drop', 'divergence']],
    ['part-of-speech', 'compression-gate', []],
    ['part-of-speech', 'int3', ['disagreement', 'negative-flips', 'tag-disagreement', 'score-drop']],
  ])(
    '%s, %s: fails where it is there to fail, with its golden',
    async (name, policy, expected) => {
      const folder = exampleOf(name);
      const report = await judge(policy, onWasm(policyText(policy, folder)), folder);
      const failed = report.checks.filter(({ outcome, slice }) => outcome === 'fail' && slice === null);
      expect(failed.map(({ limit }) => limit.name)).toEqual(expected);
      expect(report.coverage).toMatchObject({ faulty: 0 });
      expectGolden(folder, policy, renderComment(steady(report), noLinks(`${policy}.yml`)));
    },
    120_000,
  );
});
