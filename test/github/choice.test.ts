import { describe, expect, it } from 'vitest';
import type { Marker } from '../../src/core/marker.js';
import { choose, isOlder } from '../../src/github/choice.js';

const marker = (changes: Partial<Marker> = {}): Marker => ({
  key: 'gate', run: '100.1', sha: 'aaa', verdict: 'pass', failing: 'f0', ...changes,
}); // prettier-ignore

const before = marker({ run: '99.1', sha: '999' });

describe('choice', () => {
  it.each([
    // mode, verdict, before, choice
    ['always', 'pass', null, 'create'],
    ['always', 'fail', null, 'create'],
    ['always', 'pass', 'pass', 'update'],
    ['always', 'fail', 'fail', 'update'],
    ['always', 'fail', 'pass', 'repost'],
    ['always', 'pass', 'fail', 'repost'],
    ['always', 'invalid', 'pass', 'repost'],
    ['always', 'pass', 'inconclusive', 'repost'],
    ['always', 'fail', 'invalid', 'update'],
    ['on-failure', 'pass', null, 'skip'],
    ['on-failure', 'fail', null, 'create'],
    ['on-failure', 'invalid', null, 'create'],
    ['on-failure', 'pass', 'pass', 'update'],
    ['on-failure', 'pass', 'fail', 'repost'],
    ['changes', 'pass', null, 'create'],
    ['changes', 'pass', 'pass', 'keep'],
    ['changes', 'fail', 'fail', 'keep'],
    ['changes', 'invalid', 'fail', 'update'],
    ['changes', 'fail', 'pass', 'repost'],
    ['never', 'fail', null, 'skip'],
    ['never', 'fail', 'pass', 'skip'],
  ] as const)('%s: %s after %s is %s', (mode, verdict, earlier, choice) => {
    const current = earlier === null ? null : { ...before, verdict: earlier };
    expect(choose(mode, marker({ verdict }), current)).toBe(choice);
  });

  it('changes: other failing checks under the same verdict are a change', () => {
    const current = { ...before, verdict: 'fail' };
    expect(choose('changes', marker({ verdict: 'fail', failing: 'f1' }), current)).toBe('update');
  });

  it('a comment that does not tell its verdict does not flip', () => {
    expect(choose('always', marker({ verdict: 'fail' }), { ...before, verdict: null })).toBe('update');
  });

  it('a comment of a newer run is kept, whatever the verdict', () => {
    const current = marker({ run: '101.1', sha: 'bbb', verdict: 'fail' });
    expect(choose('always', marker(), current)).toBe('keep');
  });
});

describe('an older run', () => {
  it.each([
    ['an earlier run of another commit', '99.1', 'aaa', '100.1', 'bbb', true],
    ['a later run of another commit', '101.1', 'aaa', '100.1', 'bbb', false],
    ['an earlier run with more attempts, of another commit', '99.7', 'aaa', '100.1', 'bbb', true],
    ['run 9 beside run 10', '9.1', 'aaa', '10.1', 'bbb', true],
    ['an earlier attempt of the same run', '100.1', 'aaa', '100.2', 'aaa', true],
    ['a repeated earlier run of the same commit', '99.2', 'aaa', '100.1', 'aaa', false],
    ['an unknown run', null, 'aaa', '100.1', 'bbb', false],
    ['a run beside an unknown one', '99.1', 'aaa', null, 'bbb', false],
    ['a run beside a forged one', '99.1', 'aaa', '1e9.1', 'bbb', false],
  ])('%s', (_, run, sha, otherRun, otherSha, older) => {
    expect(isOlder(marker({ run, sha }), marker({ run: otherRun, sha: otherSha }))).toBe(older);
  });
});
