import { describe, expect, it } from 'vitest';
import { newest, type Comment } from '../../src/github/thread.js';

const comment = (id: number, run: string | null, sha = String(id)): Comment => ({
  id, node: `node-${id}`, url: '', marker: { key: 'k', run, sha, verdict: 'pass', failing: null },
}); // prettier-ignore

describe('the newest comment', () => {
  it.each([
    ['of none', [], null],
    ['of one', [comment(1, '100.1')], 1],
    ['is the last', [comment(1, '100.1'), comment(2, '101.1')], 2],
    ['is not one that an older run wrote later', [comment(1, '101.1'), comment(2, '100.1')], 1],
    ['is that of a repeated run of the same commit', [comment(1, '101.1', 'a'), comment(2, '100.2', 'a')], 2],
    ['is the last where runs are unknown', [comment(1, null), comment(2, null)], 2],
  ])('%s', (_, comments, id) => {
    expect(newest(comments)?.id ?? null).toBe(id);
  });
});
