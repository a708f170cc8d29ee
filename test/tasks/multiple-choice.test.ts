import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/core/sample.js';
import type { Task, TaskSettings } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { multipleChoice } from '../../src/tasks/multiple-choice.js';
import { expected, opened } from './decoders.js';

const settingsOf = (options: TaskSettings['options']): TaskSettings => ({
  options, confidentAt: 0.9, names: [], label: 'answer',
}); // prettier-ignore
const taskOf = (options: TaskSettings['options'] = {}): Task => multipleChoice.create(settingsOf(options));
const reading = { output: 'likelihoods', meaning: 'labels' } as const;
const texts = (list: readonly string[], dims: readonly number[]): Tensor => ({
  type: 'string', dims, data: list,
}); // prettier-ignore

const example = join(import.meta.dirname, '../../examples/language-model');

type Oracle = { readonly acc: number; readonly accNorm: number; readonly likelihoods: readonly number[][] };

/** See make_choices.py beside it. */
const numpys = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/choices.json'), 'utf8')) as {
  readonly [model in 'fp32' | 'int4']: Oracle;
}; // written by make_choices.py

describe('likelihoods of choices', () => {
  it('are torch’s', async () => {
    const session = await opened('cached');
    const running = multipleChoice.running?.(settingsOf({}));
    const asked = running?.(session, () => undefined);
    for (const { prompt, choices, likelihoods } of expected.questions) {
      const feeds = new Map([['prompt', texts([prompt], [1])], ['choices', texts(choices, [1, choices.length])]]); // prettier-ignore
      const found = (await asked?.run(feeds))?.get('likelihoods');
      expect(found?.dims).toEqual([1, choices.length]);
      likelihoods.forEach((wanted, at) => {
        expect(found?.data[at]).toBeCloseTo(wanted, 4);
      });
    }
    await session.close();
  });

  it.each(['fp32', 'int4'] as const)('of a real model, %s, are numpy’s', async (model) => {
    const session = await opened(`models/${model}`, example);
    const asked = multipleChoice.running?.(settingsOf({}))(session, () => undefined);
    const lines = readFileSync(join(example, 'data/endings.jsonl'), 'utf8').split('\n');
    for (const [at, likelihoods] of numpys[model].likelihoods.entries()) {
      const { prompt, choices } = JSON.parse(lines[at] ?? '') as { prompt: string; choices: string[] }; // the example's own file
      const feeds = new Map([['prompt', texts([prompt], [1])], ['choices', texts(choices, [1, choices.length])]]); // prettier-ignore
      const found = (await asked?.run(feeds))?.get('likelihoods')?.data ?? [];
      likelihoods.forEach((wanted, choice) => {
        expect(Math.abs(Number(found[choice]) / wanted - 1)).toBeLessThan(1e-6);
      });
    }
    await session.close();
  });
});

const choices = ['yes', 'no, not at all', 'no'];

/** An arm that finds these likelihoods for the choices. */
function chose(logs: readonly number[], of: readonly string[] = choices): unknown {
  const outputs = new Map<string, Tensor>([
    ['likelihoods', { type: 'float64', dims: [1, logs.length], data: Float64Array.from(logs) }],
  ]);
  const fed = [{ inputs: new Map([['choices', texts(of, [of.length])]]), tokens: null }];
  return taskOf().predict(outputs, reading, 1, fed)[0];
}

const truth = (answer: Value): unknown => taskOf().truth({ id: 's', fields: new Map([['answer', answer]]) });

describe('multiple choice', () => {
  it('answers by the likeliest choice, or the likeliest per character', () => {
    const answer = chose([-6, -7, -5]); // per character −2, −0.5, −2.5
    expect(taskOf().keep(answer, truth(2))).toEqual({ acc: true, accNorm: false });
    expect(taskOf().keep(answer, truth('no, not at all'))).toEqual({ acc: false, accNorm: true });
    expect(taskOf().keep(answer, truth(null))).toEqual({ acc: null, accNorm: null });
    expect(taskOf().keep(chose([-5, -9, -5]), truth(0))).toMatchObject({ acc: true });
  });

  it('flips by its score', () => {
    const [left, right] = [chose([-6, -7, -5]), chose([-4, -7, -5])];
    expect(taskOf().compare(left, right, truth(2))).toMatchObject({ changed: true, negative: true, accChanged: true, accNormChanged: false });
    const normed = taskOf({ score: 'acc-norm' });
    expect(normed.compare(left, right, truth(1))).toMatchObject({ changed: false, negative: false });
    expect([taskOf().score, normed.score]).toEqual(['acc', 'acc-norm']);
    expect(normed.evidence(left, right, truth(1)).left.confidence).toBeCloseTo(0.736, 3); // e^−0.5 ÷ (e^−2 + e^−0.5 + e^−2.5)
    expect(taskOf().evidence(left, right, truth('no'))).toMatchObject({ left: { text: 'no' }, right: { text: 'yes' }, label: 'no' });
  }); // prettier-ignore

  it('of no likelihoods is no answer, changed and wrong', () => {
    const [good, none] = [chose([-6, -7, -5]), chose([NaN, -7, -5])];
    expect([taskOf().isDegenerate(good), taskOf().isDegenerate(none)]).toEqual([false, true]);
    expect(taskOf().isDegenerate(chose([-1, -Infinity, -2]))).toBe(false);
    expect(taskOf().compare(good, none, truth(2))).toMatchObject({ changed: true, negative: true });
    expect(taskOf().evidence(good, none, truth(2))).toMatchObject({
      right: { text: 'no answer' },
      severity: 4,
    });
  });

  it('refuses what no choice is: labels, single choices, outputs of another number', () => {
    const answer = chose([-6, -7, -5]);
    expect(() => taskOf().keep(answer, truth(3))).toThrow();
    expect(() => taskOf().keep(answer, truth('perhaps'))).toThrow();
    expect(() => truth(['yes'])).toThrow('from 0');
    expect(() => chose([-1], ['yes'])).toThrow('1 choice');
    expect(() => chose([-1, -2])).toThrow();
  });
});
