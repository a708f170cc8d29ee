import { describe, expect, it } from 'vitest';
import { renderStatement } from '../../src/report/statement.js';
import { fixture } from './fixtures.js';

const predicateOf = (text: string): { [key: string]: unknown } =>
  (JSON.parse(text) as { predicate: { [key: string]: unknown } }).predicate;

describe('in-toto statement', () => {
  it('has the model as subject and the policy and baseline as configuration', () => {
    const report = fixture('pass');
    const statement = JSON.parse(renderStatement(report)) as { [key: string]: unknown };
    expect(statement).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
      subject: [
        { name: report.models.compressed.source, digest: { sha256: report.models.compressed.sha256 } },
      ],
    });
    expect(Object.keys(statement).sort()).toEqual(['_type', 'predicate', 'predicateType', 'subject']);
    expect(predicateOf(renderStatement(report))['configuration']).toEqual([
      { name: report.policy.path, digest: { sha256: report.policy.sha256 } },
      { name: report.models.baseline.source, digest: { sha256: report.models.baseline.sha256 } },
    ]);
  });

  it.each([
    ['pass', 'PASSED'],
    ['fail', 'FAILED'],
    ['invalid', 'FAILED'],
    ['inconclusive', 'FAILED'],
    ['partial', 'FAILED'],
  ] as const)('%s is %s', (name, result) => {
    expect(predicateOf(renderStatement(fixture(name)))['result']).toBe(result);
  });

  it('names every check once', () => {
    const report = fixture('mixed');
    const { passedTests, warnedTests, failedTests } = predicateOf(renderStatement(report));
    const named = [passedTests, warnedTests, failedTests] as string[][];
    expect(named.flat()).toHaveLength(report.checks.length);
    expect(named[2]).not.toHaveLength(0);
  });
});
