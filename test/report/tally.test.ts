import { describe, expect, test } from 'vitest';
import { coverageGap, tally, verdictLine } from '../../src/report/tally.js';
import { check, passing, report } from './make.js';

const invalid = check({ outcome: 'invalid', measured: null });
const few = check({
  outcome: 'inconclusive',
  finding: { code: 'TOO_FEW_SAMPLES', data: { n: 10, wouldDo: 20 } },
});
const noisy = check({ outcome: 'inconclusive', finding: { code: 'BELOW_NOISE_FLOOR', data: {} } });

describe('verdictLine', () => {
  test.each([
    ['pass', [passing()], 'Compression gate passed: 1 of 1 check within its limit'],
    ['pass', [passing(), passing()], 'Compression gate passed: 2 of 2 checks within their limits'],
    ['pass', [passing(), few], 'Compression gate passed: 1 of 2 checks within their limits, 1 not decided'],
    ['fail', [check(), passing()], 'Compression gate failed: 1 of 2 checks over its limit'],
    ['fail', [check(), check()], 'Compression gate failed: 2 of 2 checks over their limit'],
    ['fail', [check(), invalid], 'Compression gate failed: 1 over its limit, 1 not measured'],
    [
      'fail',
      [check(), few, invalid],
      'Compression gate failed: 1 over its limit, 1 not measured, 1 not decided',
    ],
    ['invalid', [invalid, passing()], 'Compression gate could not decide: 1 of 2 checks was not measured'],
    ['invalid', [invalid, invalid], 'Compression gate could not decide: 2 of 2 checks were not measured'],
    ['invalid', [invalid, few], 'Compression gate could not decide: 1 not measured, 1 not decided'],
    ['invalid', [passing()], 'Compression gate could not decide: the evidence is not complete'],
    ['invalid', [], 'Compression gate could not decide: no check was made'],
    ['inconclusive', [few, passing()], 'Compression gate: too few samples to decide 1 of 2 checks'],
    ['inconclusive', [few, noisy], 'Compression gate: could not decide 2 of 2 checks'],
  ] as const)('%s', (verdict, checks, line) => {
    expect(verdictLine(report({ verdict, checks }))).toBe(line);
  });

  test('says when only a part was run', () => {
    expect(verdictLine(report({ verdict: 'pass', partial: true, checks: [passing()] }))).toBe(
      'Compression gate passed (partial): 1 of 1 check within its limit',
    );
  });
});

test('what is not judged counts neither as passed nor in the total', () => {
  expect(tally(report({ checks: [passing(), passing({ judged: false })] }))).toMatchObject({
    total: 1,
    pass: 1,
    unjudged: 1,
  });
});

describe('coverageGap', () => {
  test('is null when everything planned was measured', () => {
    expect(coverageGap(report({ coverage: { planned: 10, measured: 10, spared: 0, faulty: 0 } }))).toBeNull();
  });

  test('never rounds a missing sample up to all of them', () => {
    const coverage = { planned: 1_000_000, measured: 999_999, spared: 0, faulty: 1 };
    expect(coverageGap(report({ coverage }))).toBe(
      '999,999 of 1,000,000 planned answers were measured (99.9999%), 1 faulty',
    );
  });
});
