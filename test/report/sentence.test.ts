import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownSentence, sentence } from '../../src/report/sentence.js';
import { check, limit, passing } from './make.js';

describe('sentence', () => {
  test.each([
    ['disagreement', '212 of 4000 answers changed (5.30%), limit 5.00%'],
    ['negative-flips', '212 of 4000 answers were right and are wrong now (5.30%), limit 5.00%'],
    [
      'confident-flips',
      '212 of 4000 answers were confident and right and are wrong now (5.30%), limit 5.00%',
    ],
    ['confident-disagreement', '212 of 4000 answers were confident and changed (5.30%), limit 5.00%'],
    ['error', '212 of 4000 answers are wrong (5.30%), limit 5.00%'],
    ['token-disagreement', '212 of 4000 answers count for token-disagreement (5.30%), limit 5.00%'],
  ])('counts %s', (name, expected) => {
    expect(sentence(check({ limit: limit({ name }) }))).toBe(expected);
  });

  test.each([
    ['score-drop', 0.012, 0.01, 'score fell by 1.20 points, limit 1.00'],
    ['score-drop', -0.002, 0.01, 'score rose by 0.20 points, limit 1.00'],
    ['calibration-shift', 0.012, 0.01, 'calibration error grew by 1.20 points, limit 1.00'],
    ['robustness-gap', 0.0405, 0.05, 'noise costs compressed more than baseline by 4.05 points, limit 5.00'],
  ])('says %s of %d in points', (name, measured, value, expected) => {
    expect(sentence(check({ limit: limit({ name, unit: 'points', value }), measured }))).toBe(expected);
  });

  test('says what noise costs less in compressed', () => {
    const gap = check({
      limit: limit({ name: 'robustness-gap', unit: 'points' }),
      measured: -0.0005,
      count: -2,
    });
    expect(sentence(gap)).toBe('noise costs compressed less than baseline by 0.05 points, limit 5.00');
  });

  test('does not take bytes for answers', () => {
    const size = check({
      task: null,
      level: null,
      limit: limit({ name: 'size', value: 0.3 }),
      measured: 0.3018,
      count: 68430,
      n: 226703,
    });
    expect(sentence(size)).toBe("size, as a share of the baseline's, is 30.18%, limit 30.00%");
  });

  test('says one in the singular', () => {
    const one = check({
      limit: limit({ name: 'negative-flips', value: 0 }),
      measured: 1 / 120,
      count: 1,
      n: 120,
    });
    expect(sentence(one)).toBe('1 of 120 answers was right and is wrong now (0.83%), limit 0.00%');
  });

  test('says that an infinite value is over any limit', () => {
    const infinite = check({
      limit: limit({ name: 'divergence', unit: 'nats', value: 0.5 }),
      measured: null,
      count: null,
    });
    expect(sentence(infinite)).toBe('mean divergence is ∞ nats, limit 0.500');
  });

  test('counts samples beyond a percentile limit', () => {
    const p99 = check({
      limit: limit({ name: 'divergence-p99', unit: 'nats', value: 0.5 }),
      measured: 0.01425,
      count: 57,
      allowed: 40,
    });
    expect(sentence(p99)).toBe('divergence is over 0.500 nats on 57 of 4000 samples, limit 40 samples');
  });

  test('says what stood in the way of a result', () => {
    const dead = check({
      measured: null, count: null, outcome: 'invalid',
      finding: { code: 'WORKER_CRASHED', data: { arm: 'compressed', sample: 'val/00812', signal: 'SIGSEGV' } },
    }); // prettier-ignore
    expect(sentence(dead)).toBe(
      'could not be measured: the process that ran the compressed model was killed (SIGSEGV) at sample val/00812',
    );
  });

  test('never shows a number for an invalid check, even where a part was measured', () => {
    const part = check({
      outcome: 'invalid',
      measured: 0.001,
      finding: { code: 'MISSING_SAMPLES', data: { missing: 3, of: 4000 } },
    });
    expect(sentence(part)).toBe('could not be measured: 3 of 4000 samples have no result');
  });

  test('says that unusable answers fail at any limit', () => {
    const nan = check({
      measured: 0.001,
      finding: { code: 'DEGENERATE_ANSWERS', data: { arm: 'compressed', count: 1 } },
    });
    expect(sentence(nan)).toBe(
      '1 answer of the compressed model is not usable (NaN or infinite), which fails at any limit',
    );
  });

  test('shows the interval of an undecided check and what would settle it', () => {
    const open = check({
      outcome: 'inconclusive', measured: 0.0475, count: 190, scope: 'population',
      interval: { lower: 0.0421, upper: 0.0534, method: 'clopper-pearson' },
      finding: { code: 'TOO_FEW_SAMPLES', data: { n: 4000, wouldDo: 22400 } },
    }); // prettier-ignore
    expect(sentence(open)).toBe(
      '190 of 4000 answers changed (4.75%), limit 5.00%, between 4.21% and 5.34% at 95% confidence: 4000 samples do not settle it; about 22400 would if the share stays as it is',
    );
  });

  test('says what drifts apart from the reference target', () => {
    expect(sentence(check({ contrast: 'drift' }))).toBe(
      '212 of 4000 answers differ from the reference target (5.30%), limit 5.00%',
    );
  });

  test('prints measured over limit exactly when it is, for every count', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.nat(),
        (n, basisPoints, any) => {
          const count = any % (n + 1);
          const value = basisPoints / 10_000;
          const said = sentence(check({ n, count, measured: count / n, limit: limit({ value }) }));
          const [, measured, bound] = /\(([\d.]+)%\), limit ([\d.]+)%$/.exec(said) ?? [];
          expect(Number(measured) > Number(bound)).toBe(count / n > value);
          expect(measured === bound).toBe(count / n === value);
        },
      ),
    );
  });

  test('shows what is hidden in names', () => {
    expect(sentence(check({ limit: limit({ name: 'a\u202Eb\n' }) }))).toContain(
      'count for a⟨U+202E⟩b⟨U+000A⟩ (',
    );
  });
});

describe('markdownSentence', () => {
  test('sets the amount in bold and groups digits', () => {
    expect(markdownSentence(check())).toBe('212 of 4,000 answers changed, **5.30%**, limit 5.00%');
    expect(
      markdownSentence(passing({ limit: limit({ name: 'score-drop', unit: 'points' }), count: null })),
    ).toBe('score fell by **1.00 points**, limit 5.00');
  });

  test('escapes names that are not ours', () => {
    expect(markdownSentence(check({ limit: limit({ name: '|x|' }) }))).toContain(
      '<code>&#124;x&#124;</code>',
    );
  });
});
