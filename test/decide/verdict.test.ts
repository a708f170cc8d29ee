import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Check, Outcome } from '../../src/core/report.js';
import { sizeCheck } from '../../src/decide/size.js';
import { verdictOf } from '../../src/decide/verdict.js';
import { check, decideOne, limitOf, many, a } from './kit.js';

const passing = decideOne({ rows: many(1, a, a), checks: [check('disagreement', 0, 1)] });
const of = (outcome: Outcome, more: Partial<Check> = {}): Check => ({ ...passing, outcome, ...more });
const size = sizeCheck(limitOf('size', { numerator: 1, denominator: 2 }), { baseline: 10, compressed: 5 }, 'native'); // prettier-ignore

describe('the worst of the checks', () => {
  test.each<[Outcome[], Outcome]>([
    [['pass', 'pass'], 'pass'],
    [['pass', 'inconclusive'], 'inconclusive'],
    [['inconclusive', 'invalid', 'pass'], 'invalid'],
    [['invalid', 'fail', 'inconclusive'], 'fail'],
  ])('%j is %s', (outcomes, verdict) => {
    expect(verdictOf(outcomes.map((outcome) => of(outcome)), 'block')).toBe(verdict); // prettier-ignore
  });

  test('does not depend on their order', () => {
    const outcome = fc.constantFrom<Outcome>('pass', 'fail', 'inconclusive', 'invalid');
    const list = fc.array(outcome, { minLength: 1 });
    const either = fc.constantFrom('block', 'allow');
    fc.assert(
      fc.property(list.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), either, ([all, mixed], mode) => {
        const verdict = (outcomes: Outcome[]): Outcome => verdictOf(outcomes.map((each) => of(each)), mode);
        expect(verdict(mixed)).toBe(verdict(all));
      }),
    ); // prettier-ignore
  });
});

describe('nothing that says something about answers is invalid', () => {
  test.each<[string, Check[]]>([
    ['no checks', []],
    ['bytes alone', [size]],
    ['bytes of a task’s own pair', [{ ...size, task: 'kind' }]],
    ['only checks that are listed', [of('pass', { judged: false })]],
  ])('%s', (_, checks) => {
    expect(verdictOf(checks, 'block')).toBe('invalid');
    expect(verdictOf(checks, 'allow')).toBe('invalid');
  });

  test('a failed size is a failure all the same', () => {
    expect(verdictOf([{ ...size, outcome: 'fail' }], 'block')).toBe('fail');
  });
});

describe('checks that are listed only', () => {
  test('do not judge', () => {
    expect(verdictOf([of('pass'), of('invalid', { judged: false })], 'block')).toBe('pass');
  });
});

describe('on-inconclusive: allow', () => {
  test('leaves undecided checks out', () => {
    expect(verdictOf([of('pass'), of('inconclusive')], 'allow')).toBe('pass');
    expect(verdictOf([of('fail'), of('inconclusive')], 'allow')).toBe('fail');
  });

  test('does not pass where nothing about answers was decided', () => {
    expect(verdictOf([of('inconclusive')], 'allow')).toBe('inconclusive');
    expect(verdictOf([of('inconclusive'), size], 'allow')).toBe('inconclusive');
  });
});
