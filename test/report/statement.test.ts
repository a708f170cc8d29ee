import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { renderStatement } from '../../src/report/statement.js';
import { fixture, names } from './fixtures.js';

interface Statement {
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicate: {
    readonly result: string;
    readonly configuration: readonly unknown[];
    readonly url?: string;
    readonly passedTests: readonly string[];
    readonly warnedTests: readonly string[];
    readonly failedTests: readonly string[];
  };
}

function statementOf(report: Report, runUrl: string | null = null): Statement {
  return JSON.parse(renderStatement(report, { runUrl }) ?? 'null') as Statement; // the schema below says so
}

/**
 * in-toto Statement v1, ResourceDescriptor and predicate test-result v0.1, as their specifications have them:
 * a subject must have a digest, a configuration one of uri, digest and content.
 */
const digests = { type: 'object', minProperties: 1, properties: { sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } } }; // prettier-ignore
const resource = {
  type: 'object',
  properties: { name: { type: 'string' }, uri: { type: 'string' }, digest: digests },
};
const list = { type: 'array', items: { type: 'string' } };
const schema = {
  type: 'object',
  required: ['_type', 'subject', 'predicateType', 'predicate'],
  properties: {
    _type: { const: 'https://in-toto.io/Statement/v1' },
    subject: { type: 'array', minItems: 1, items: { ...resource, required: ['digest'] } },
    predicateType: { const: 'https://in-toto.io/attestation/test-result/v0.1' },
    predicate: {
      type: 'object',
      required: ['result', 'configuration'],
      properties: {
        result: { enum: ['PASSED', 'WARNED', 'FAILED'] },
        configuration: {
          type: 'array',
          items: { ...resource, anyOf: ['uri', 'digest', 'content'].map((key) => ({ required: [key] })) },
        },
        url: { type: 'string', pattern: '^https://' },
        passedTests: list,
        warnedTests: list,
        failedTests: list,
      },
    },
  },
};

describe('in-toto statement', () => {
  it.each(names)('of %s is one as specified, with names that occur once', (name) => {
    const statement = statementOf(fixture(name), 'https://github.com/acme/vision/actions/runs/1');
    const ajv = new Ajv({ strict: false });
    expect(ajv.validate(schema, statement), ajv.errorsText()).toBe(true);
    const subjects = statement.subject.map((each) => each.name);
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it('has the model as subject and the policy and baseline as configuration', () => {
    const report = fixture('pass');
    const { subject, predicate } = statementOf(report);
    const { compressed, baseline } = report.models;
    expect(subject).toEqual([{ name: compressed.source, digest: { sha256: compressed.sha256 } }]);
    expect(predicate.configuration).toEqual([
      { name: report.policy.path, digest: { sha256: report.policy.sha256 } },
      { name: baseline.source, digest: { sha256: baseline.sha256 } },
    ]);
  });

  it('has the models of single tasks as further subjects, each once', () => {
    const report = fixture('pass');
    const other = { ...report.models.compressed, source: 'other.onnx', sha256: 'b'.repeat(64) };
    const pair = { baseline: report.models.baseline, compressed: other };
    const tasks = [
      { task: 'one', ...pair },
      { task: 'two', ...pair },
    ];
    const { subject, predicate } = statementOf({ ...report, taskModels: tasks }); // prettier-ignore
    expect(subject.map(({ name }) => name)).toEqual([report.models.compressed.source, 'other.onnx']);
    expect(predicate.configuration).toHaveLength(2);
  });

  it('without a model that could be read there is none', () => {
    const report = fixture('invalid');
    const compressed = { ...report.models.compressed, sha256: '' };
    const unread = { ...report, models: { ...report.models, compressed } };
    expect(renderStatement(unread, { runUrl: null })).toBeNull();
  });

  it('links to its run, if there is one', () => {
    expect(statementOf(fixture('pass'), 'https://example.org/1').predicate.url).toBe('https://example.org/1');
    expect(statementOf(fixture('pass')).predicate).not.toHaveProperty('url');
  });

  it.each([
    ['pass', 'PASSED'],
    ['allowed', 'WARNED'],
    ['fail', 'FAILED'],
    ['invalid', 'FAILED'],
    ['inconclusive', 'FAILED'],
    ['partial', 'FAILED'],
  ] as const)('%s is %s', (name, result) => {
    const { predicate } = statementOf(fixture(name));
    expect(predicate.result).toBe(result);
    if (result !== 'FAILED') expect(predicate.failedTests).toEqual([]);
  });

  it('what may stay undecided is a warning', () => {
    const report = fixture('allowed');
    const undecided = report.checks.filter(({ outcome }) => outcome === 'inconclusive');
    expect(undecided.length).toBeGreaterThan(0);
    expect(statementOf(report).predicate.warnedTests).toHaveLength(undecided.length);
  });

  it.each(names)('of %s names every check, in one list', (name) => {
    const report = fixture(name);
    const { passedTests, warnedTests, failedTests } = statementOf(report).predicate;
    expect([...passedTests, ...warnedTests, ...failedTests]).toHaveLength(report.checks.length);
    expect(failedTests.length > 0).toBe(report.verdict !== 'pass' && report.checks.length > 0);
  });
});
