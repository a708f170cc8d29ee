import { describe, expect, test } from 'vitest';
import type { Census, TaskCensus } from '../../src/core/plan.js';
import type { Policy } from '../../src/core/policy.js';
import { unjudgedOutputs } from '../../src/plan/heads.js';
import { census, place, policy, task } from './kit.js';

const heads = { outputs: { baseline: ['kind', 'age'], compressed: ['kind', 'age'] } };
const reads = (name: string, output: string): TaskCensus => {
  const reading = { output, meaning: 'logits' } as const;
  return census(name, { ...heads, readings: { baseline: reading, compressed: reading } });
};
const left = (of: Policy, ...tasks: Census['tasks']): unknown[] =>
  unjudgedOutputs(of, { tasks, engines: [] }).map(({ data }) => [data.model, data.output]);

const ignoring = (...globs: string[]) => {
  const [base] = policy([task('a')]).tasks;
  if (base === undefined) throw new Error('no task');
  const ignoreOutputs = globs.map((value) => ({ value, place }));
  const { baseline, compressed } = base.models;
  return { baseline: { ...baseline, ignoreOutputs }, compressed: { ...compressed, ignoreOutputs } };
};

test('an output that no task evaluates is told for either model', () => {
  expect(left(policy([task('a')]), reads('a', 'kind'))).toEqual([['baseline', 'age'], ['compressed', 'age']]); // prettier-ignore
});

test('all parts of a head are evaluated', () => {
  const reading = { output: 'kind', meaning: 'logits', parts: { boxes: 'kind', scores: 'age' } } as const;
  const both = census('a', { ...heads, readings: { baseline: reading, compressed: reading } });
  expect(left(policy([task('a')]), both)).toEqual([]);
});

test('several tasks may share the outputs of a model', () => {
  expect(left(policy([task('a'), task('b')]), reads('a', 'kind'), reads('b', 'age'))).toEqual([]);
});

test('a task on another model does not judge this one', () => {
  const own = ignoring();
  const other = { baseline: { ...own.baseline, path: 'other.onnx' }, compressed: own.compressed };
  const of = policy([task('a'), task('b', { models: other })]);
  expect(left(of, reads('a', 'kind'), reads('b', 'age'))).toEqual([['baseline', 'age'], ['baseline', 'kind']]); // prettier-ignore
});

describe('ignore-outputs', () => {
  test.each([
    ['age', true],
    ['a*', true],
    ['*', true],
    ['a?e', true],
    ['a?', false],
    ['ag', false],
    ['a.e', false], // a dot is a dot
    ['AGE', false],
    ['(age|x)', false],
  ])('%s: %s', (glob, ignored) => {
    const found = left(policy([task('a', { models: ignoring(glob) })]), reads('a', 'kind'));
    expect(found).toEqual(ignored ? [] : [['baseline', 'age'], ['compressed', 'age']]); // prettier-ignore
  });

  test('of any task of the model counts', () => {
    const of = policy([task('a'), task('b', { models: ignoring('age') })]);
    expect(left(of, reads('a', 'kind'), reads('b', 'kind'))).toEqual([]);
  });
});

test('while a task could not be looked at, nothing is said of the heads it may read', () => {
  const problem = { code: 'DATA_EMPTY', data: { path: 'b.npz' } } as const;
  const of = policy([task('a'), task('b')]);
  expect(left(of, reads('a', 'kind'), { task: 'b', problem })).toEqual([]);
});
