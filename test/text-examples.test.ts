import { describe, it } from 'vitest';
import { exampleOf, expectExample } from './examples.js';

describe('models that read text', () => {
  it.each([
    ['spam-mails', 'compression-gate', []],
    ['spam-mails', 'int2', ['disagreement', 'negative-flips', 'score-drop', 'divergence']],
    ['part-of-speech', 'compression-gate', []],
    ['part-of-speech', 'int3', ['disagreement', 'negative-flips', 'tag-disagreement', 'score-drop']],
  ])(
    '%s, %s: fails where it is there to fail, with its golden',
    async (name, policy, expected) => {
      await expectExample(exampleOf(name), policy, expected);
    },
    120_000,
  );
});
