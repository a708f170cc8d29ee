import { describe, expect, it } from 'vitest';
import { renderComment } from '../src/report/comment.js';
import { exampleOf, expectGolden, judge, noLinks, onWasm, policyText, steady } from './examples.js';

describe('models that read text', () => {
  it.each([
    ['spam-mails', 'compression-gate', []],
    ['spam-mails', 'int2', ['disagreement', 'negative-flips', 'score-drop', 'divergence']],
    ['part-of-speech', 'compression-gate', []],
    ['language-model', 'compression-gate', []],
    [
      'language-model',
      'int4',
      ['token-disagreement', 'token-divergence', 'perplexity-ratio', 'early-divergence', 'exact-match-loss'],
    ],
    ['language-model', 'student', ['perplexity-ratio']],
    ['language-model', 'choices', []],
    ['language-model', 'choices-int4', ['disagreement']],
    ['language-model', 'guardrail', []],
    ['language-model', 'guardrail-int4', ['negative-flips']],
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

  it('two vocabularies: limits on what is about tokens are invalid, and never met', async () => {
    const folder = exampleOf('language-model');
    const limits = 'token-disagreement: 100%, token-divergence: 1000, perplexity-ratio: 1000';
    const text = policyText('student', folder)
      .replace('perplexity-ratio: 1.5', limits)
      .replace('id: id', 'id: id, take: 3');
    const { checks, tasks, verdict } = await judge('student', onWasm(text), folder);
    const outcomes = checks.map(({ limit, outcome }) => [limit.name, outcome]);
    expect(Object.fromEntries(outcomes)).toEqual({
      'token-disagreement': 'invalid', 'token-divergence': 'invalid', 'perplexity-ratio': 'pass', size: 'pass',
    }); // prettier-ignore
    expect(verdict).toBe('invalid');
    expect(tasks[0]?.metrics['compared-by-text']).toMatchObject({ harm: 1 });
  }, 60_000);
});
