import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../src/report/junit.js';
import { fixture, names } from './fixtures.js';
import { check, passing, report } from './make.js';

const open = check({
  outcome: 'inconclusive',
  finding: { code: 'TOO_FEW_SAMPLES', data: { n: 1, wouldDo: 2 } },
});
const dead = check({
  outcome: 'invalid',
  measured: null,
  finding: { code: 'NOT_MEASURED', data: { reason: 'x' } },
});

describe('results', () => {
  test.each([
    ['over its limit', check(), 'failures="1" errors="0" skipped="0"'],
    ['without a result', dead, 'failures="0" errors="1" skipped="0"'],
    ['undecided', open, 'failures="0" errors="1" skipped="0"'],
    ['not judged', passing({ judged: false }), 'failures="0" errors="0" skipped="1"'],
    ['within its limit', passing(), 'failures="0" errors="0" skipped="0"'],
  ])('a check %s', (_, one, counts) => {
    expect(renderJunit(report({ verdict: 'pass', checks: [one] }))).toContain(
      `<testsuite name="garment" tests="1" ${counts}>`,
    );
  });

  test('an undecided check that the policy lets through is skipped', () => {
    const base = report({ verdict: 'pass', checks: [open, passing()] });
    expect(renderJunit({ ...base, policy: { ...base.policy, onInconclusive: 'allow' } })).toContain(
      'errors="0" skipped="1"',
    );
  });

  test.each(names)('%s is red in JUnit exactly when its verdict is not a pass', (name) => {
    const red = /<testsuites [^>]*(failures|errors)="[1-9]/.test(renderJunit(fixture(name)));
    expect(red).toBe(fixture(name).verdict !== 'pass');
  });

  test('a verdict that no check accounts for is an error of its own', () => {
    expect(renderJunit(report({ verdict: 'invalid', checks: [passing()], findings: [] }))).toContain(
      '<error type="invalid"',
    );
  });
});

describe('text', () => {
  test('cannot end an attribute or an element', () => {
    const xml = renderJunit(report({ checks: [check({ task: '"><x a="&\'' })] }));
    expect(xml).toContain('name="&#34;&#62;&#60;x a=&#34;&#38;&#39;"');
  });

  test('holds no character that XML forbids', () => {
    const xml = renderJunit(report({ checks: [check({ task: 'a\u0000b\u001bc\uFFFEd\uD800e' })] }));
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\uFFFE\uFFFF]|\p{Cs}/u);
  });

  test('of size, which belongs to no task, is a suite called models', () => {
    expect(renderJunit(report({ checks: [passing({ task: null, level: null })] }))).toContain(
      '<testsuite name="models"',
    );
  });
});
