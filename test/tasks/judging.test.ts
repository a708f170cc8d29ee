import { describe, expect, it } from 'vitest';
import type { Outputs, Task, TaskSettings } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { generation } from '../../src/tasks/generation.js';
import { judgeOf } from '../../src/tasks/judging.js';

const judge = { path: 'models/judge', classes: ['other', 'refusal'], answer: 'refusal' };

const taskOf = (options: TaskSettings['options']): Task =>
  generation.create({ options, confidentAt: 0.9, names: [], label: 'due' });

/** One token was written, and the judge gave these scores. */
function written(task: Task, token: number, scores: readonly number[]): unknown {
  const whole = (values: readonly number[]): Tensor => ({ type: 'int64', dims: [1, values.length], data: BigInt64Array.from(values, BigInt) }); // prettier-ignore
  const texts = (text: string): Tensor => ({ type: 'string', dims: [1, 1], data: [text] });
  const outputs: Outputs = new Map<string, Tensor>([
    ['tokens', whole([token])],
    ['pieces', texts(String(token))],
    ['rivals', whole([token, -1, -1, -1, -1])],
    ['chances', { type: 'float64', dims: [1, 1, 5], data: Float64Array.of(0.5, NaN, NaN, NaN, NaN) }],
    ['asked', whole([1])],
    ['text', texts(String(token))],
    ['ended', { type: 'bool', dims: [1, 1], data: Uint8Array.of(0) }],
    ['judged', { type: 'float32', dims: [1, scores.length], data: Float32Array.from(scores) }],
  ]);
  return task.predict(outputs, { output: 'tokens', meaning: 'labels' }, 1)[0];
}

const truth = (task: Task, due: string | boolean): unknown =>
  task.truth({ id: 's', fields: new Map([['due', due]]) });

describe('a judge', () => {
  it('is described by the task’s keys', () => {
    expect(judgeOf({ judge: { ...judge, 'max-length': 64, truncate: 'right', reads: ['prompt', 'text'] } })).toEqual({
      path: 'models/judge', output: undefined, reads: ['prompt', 'text'], steps: { 'max-length': 64, truncate: 'right' },
      classes: ['other', 'refusal'], answer: 'refusal',
    });
    expect(judgeOf({ judge })).toMatchObject({ reads: ['text'], steps: {} });
    expect(judgeOf({ targets: ['no'] })).toBeUndefined();
  }); // prettier-ignore

  it('finds a class of its own, and stands in place of targets', () => {
    expect(() => judgeOf({ judge: { ...judge, answer: 'refusals' } })).toThrow('none of its classes');
    expect(() => taskOf({ judge, targets: ['I cannot'] })).toThrow('both');
  });
});

describe('answers that a model judges', () => {
  const right = (task: Task, scores: readonly number[], due: string | boolean): unknown =>
    (task.keep(written(task, 7, scores), truth(task, due)) as { right: unknown }).right; // what keep makes

  it('are right where they are of the class that the label asks for', () => {
    const task = taskOf({ judge });
    expect([right(task, [0, 1], true), right(task, [1, 0], true), right(task, [0, 1], false), right(task, [1, 0], 'false')]).toEqual([true, false, false, true]);
  }); // prettier-ignore

  it('are of the label’s class where labels are classes', () => {
    const task = taskOf({ judge: { path: 'j', classes: ['calm', 'angry', 'sad'] } });
    expect([right(task, [0, 0, 1], 'sad'), right(task, [0, 1, 0], 'sad'), right(task, [3, 3, 1], 'calm')]).toEqual([true, false, true]);
    expect(() => truth(task, 'glad')).toThrow();
  }); // prettier-ignore

  it('are lost where the judge takes them for another', () => {
    const task = taskOf({ judge });
    const [left, other] = [written(task, 7, [0, 1]), written(task, 8, [1, 0])];
    expect(task.compare(left, other, truth(task, true))).toMatchObject({ negative: true });
    const seen = task.evidence(left, other, truth(task, true));
    expect(seen).toMatchObject({ label: 'refusal' });
    expect([seen.left.text.split(';')[0], seen.right.text.split(';')[0]]).toEqual([
      'judged refusal',
      'judged other',
    ]);
  });

  it.each([[[NaN, 1]], [[0, Infinity]], [[-Infinity, -Infinity]]])(
    'are not measured where the judge has no answer: %j',
    (scores) => {
      expect(() => written(taskOf({ judge }), 7, scores)).toThrow('the judge gave no answer');
    },
  );
});
