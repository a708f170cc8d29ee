import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import { sentences } from '../../src/core/sentences.js';
import { explainKey } from '../../src/policy/explain-key.js';
import { kinds } from './kinds.js';

describe('explainKey', () => {
  it.each([
    [
      'confident-at',
      'tasks.*.confident-at: Confidence from which an answer counts as confident. Default 90%.',
    ],
    ['decision.scope', 'decision.scope: dataset: a statement about these samples.'],
    ['disagreement', 'tasks.*.levels.*.disagreement: Share of samples whose answer changed.'],
    ['method', 'models.compressed.method: A method, a list of them'],
    ['UNIT_MISSING', '‹value› has no unit'],
  ])('tells what %s is', (word, told) => {
    expect(explainKey(word, kinds)).toContain(told);
  });

  it.each(Object.keys(sentences))('has words for %s without data', (code) => {
    const [name, what = '', todo = ''] = explainKey(code, kinds).split('\n');
    expect([name, what.length > 0, todo.length > 0]).toEqual([code, true, true]);
    expect(`${what}${todo}`).not.toContain('[object');
  });

  it('suggests what an unknown word may mean', () => {
    expect(() => explainKey('confidnt-at', kinds)).toThrow(Fault);
  });
});
