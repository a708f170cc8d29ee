import { describe, expect, it } from 'vitest';
import type { Outcome } from '../src/core/report.js';
import { exitCode } from '../src/exit-code.js';

describe('exit code', () => {
  it.each([
    ['pass', 0, 0],
    ['fail', 1, 0],
    ['inconclusive', 3, 0],
    ['invalid', 3, 0],
    ['refused', 2, 2],
  ] as const)('of %s is %i, and with warn-only %i', (ending, strict, lenient) => {
    expect(exitCode(ending, { warnOnly: false })).toBe(strict);
    expect(exitCode(ending, { warnOnly: true })).toBe(lenient);
  });

  it('of a verdict that is none is 3', () => {
    expect(exitCode('passed' as Outcome, { warnOnly: false })).toBe(3); // as read from a file that lies
    expect(exitCode('' as Outcome, { warnOnly: true })).toBe(3);
  });
});
