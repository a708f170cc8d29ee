import { describe, expect, it } from 'vitest';
import type { Arm, Work } from '../../src/core/plan.js';
import type { End } from '../../src/evaluate/child.js';
import { Crashes, deathWhileOpening } from '../../src/evaluate/crashes.js';

const target: Arm['target'] = {
  name: 'native',
  runtime: 'native',
  threads: 1,
  graphOptimization: 'all',
  session: {},
  required: true,
  limits: [],
  place: { file: 'gate.yml', line: 1, column: 1 },
};

/** Chunks 0 and 1 belong to the first pass, chunk 2 to the second. */
const work: Work = {
  seed: 0,
  arms: [
    { model: 'baseline', target },
    { model: 'compressed', target },
  ],
  contrasts: [],
  passes: [],
  chunks: [
    { pass: 0, from: 0, to: 256 },
    { pass: 0, from: 256, to: 512 },
    { pass: 1, from: 0, to: 256 },
  ],
};

function death(arm: number, from: number, to: number, more: Partial<End> = {}): End {
  return { how: 'SIGKILL', timedOut: false, words: '', mark: { arm, from, to, count: 1 }, ...more };
}

function crashes(): Crashes {
  return new Crashes(work, 5000);
}

describe('a death', () => {
  it('leaves out the stretch it happened on, of that chunk and arm only', () => {
    const noted = crashes();
    expect(noted.note(death(1, 16, 32), 0)).toBeUndefined();
    expect(noted.skipsOf(0)).toEqual([
      {
        from: 16,
        to: 32,
        arm: 1,
        reason: { code: 'WORKER_CRASHED', data: { arm: 'compressed', sample: '', signal: 'SIGKILL' } },
      },
    ]);
    expect(noted.skipsOf(1)).toEqual([]);
    expect(noted.lostArmsOf(0)).toEqual([]);
  });

  it.each([
    ['of a model that hangs', death(0, 0, 4, { timedOut: true }), 'WORKER_TIMEOUT'],
    ['while reading', death(-1, 0, 4), 'READER_CRASHED'],
    ['while reading that hangs', death(-1, 0, 4, { timedOut: true }), 'READER_TIMEOUT'],
  ])('%s says so', (_, end, code) => {
    const noted = crashes();
    noted.note(end, 0);
    expect(noted.skipsOf(0)[0]?.reason.code).toBe(code);
  });

  it('before the first mark leaves out nothing', () => {
    const noted = crashes();
    expect(
      noted.note({ how: 'exit code 1', timedOut: false, words: '', mark: undefined }, 0),
    ).toBeUndefined();
    expect(noted.skipsOf(0)).toEqual([]);
  });
});

describe('three deaths', () => {
  it('over one arm give it up, in that pass only', () => {
    const noted = crashes();
    for (const from of [0, 16, 32]) expect(noted.note(death(1, from, from + 16), 0)).toBeUndefined();
    const given = { arm: 1, reason: { code: 'ARM_GIVEN_UP', data: { arm: 'compressed', crashes: 3 } } };
    expect(noted.lostArmsOf(1)).toEqual([given]);
    expect(noted.lostArmsOf(2)).toEqual([]);
  });

  it('over two arms give up none', () => {
    const noted = crashes();
    for (const arm of [0, 1, 0]) noted.note(death(arm, 0, 16), 0);
    expect(noted.lostArmsOf(0)).toEqual([]);
  });

  it('while opening a model abandon the pass', () => {
    const noted = crashes();
    const reasons = [1, 2, 3].map(() => noted.note(death(1, 0, 0, { words: 'out of memory' }), 0)?.data);
    expect(reasons).toEqual([
      undefined,
      undefined,
      { arm: 'compressed', signal: 'SIGKILL', words: 'out of memory' },
    ]);
  });
});

it('twelve deaths abandon the pass, whatever they were over', () => {
  const noted = crashes();
  const reasons = Array.from({ length: 12 }, (_, each) => noted.note(death(-1, each, each + 1), 0));
  expect(reasons.map((reason) => reason !== undefined).indexOf(true)).toBe(11);
  expect(noted.note(death(-1, 0, 1), 2)).toBeUndefined();
});

it('a death over no sample says what was opened, and its last words', () => {
  const end = death(1, 0, 0, { how: 'exit code 1', words: 'no such file' });
  expect(deathWhileOpening(end, 'data', 1000)).toEqual({
    code: 'OPENING_CRASHED',
    data: { arm: 'data', signal: 'exit code 1', words: 'no such file' },
  });
  expect(deathWhileOpening({ ...end, timedOut: true }, 'compressed', 1500)).toEqual({
    code: 'OPENING_TIMEOUT',
    data: { arm: 'compressed', seconds: 1.5 },
  });
});
