import { describe, expect, it } from 'vitest';
import { exampleOf, expectExample, judge, onWasm, policyText } from './examples.js';

const folder = exampleOf('language-model');

describe('language models', () => {
  it.each([
    ['compression-gate', []],
    [
      'int4',
      ['token-disagreement', 'token-divergence', 'perplexity-ratio', 'early-divergence', 'exact-match-loss'],
    ],
    ['student', ['perplexity-ratio']],
    ['choices', []],
    ['choices-int4', ['disagreement']],
    ['guardrail', []],
    ['guardrail-int4', ['negative-flips']],
  ])(
    '%s: fails where it is there to fail, with its golden',
    async (policy, expected) => {
      await expectExample(folder, policy, expected);
    },
    120_000,
  );

  it('two vocabularies: limits on what is about tokens are invalid, and never met', async () => {
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
