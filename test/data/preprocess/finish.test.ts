import { expect, it } from 'vitest';
import type { ValueSignal } from '../../../src/core/noise.js';
import { finishSignal, requireFinishable } from '../../../src/data/preprocess/finish.js';
import { findingOf } from '../kit.js';
import { recipe, sample, type Wish } from './kit.js';

function signal(is: ValueSignal['is'], ...dims: readonly number[]): ValueSignal {
  const length = dims.reduce((product, dim) => product * dim, 1);
  return { values: Float32Array.from({ length }, (_, at) => at), dims, is };
}

function finish(given: ValueSignal, wish: Wish) {
  const { dims, data } = finishSignal(given, recipe(wish));
  return [dims, [...(data as Float32Array)]]; // the wishes here are float32
}

it('lays pictures out as channels × rows × columns, or leaves them', () => {
  expect(finish(signal('picture', 2, 2, 3), {})).toEqual([[3, 2, 2], [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]]); // prettier-ignore
  expect(finish(signal('picture', 1, 2, 3), { steps: { layout: 'nhwc' } })).toEqual([[1, 2, 3], [0, 1, 2, 3, 4, 5]]); // prettier-ignore
});

it('normalizes per channel in either layout', () => {
  const normalize = { mean: [0, 1, 2], std: [1, 2, 4] };
  expect(finish(signal('picture', 1, 2, 3), { steps: { normalize } })).toEqual([[3, 1, 2], [0, 3, 0, 1.5, 0, 0.75]]); // prettier-ignore
  expect(finish(signal('picture', 1, 2, 3), { steps: { normalize, layout: 'hwc' } })).toEqual([[1, 2, 3], [0, 0, 0, 3, 1.5, 0.75]]); // prettier-ignore
});

it('normalizes by one number, along features, or along the first axis of a tensor laid out already', () => {
  expect(finish(signal('tensor', 4), { steps: { normalize: { mean: 1, std: 2 } } })[1]).toEqual([
    -0.5, 0, 0.5, 1,
  ]);
  expect(finish(signal('tensor', 2, 2), { steps: { normalize: { mean: [0, 1], std: [1, 2] } } })[1]).toEqual([
    0, 0, 2, 1,
  ]);
  const leading = { steps: { normalize: { mean: [0, 3], std: [1, 1] } } };
  expect(finish(signal('tensor', 2, 3), leading)[1]).toEqual([0, 1, 2, 0, 1, 2]);
});

it('leaves tensors without steps untouched, and fits their shape', () => {
  const given = signal('tensor', 2, 2);
  const made = finishSignal(given, recipe({ dims: ['N', 1, 2, 2] }));
  expect(made.dims).toEqual([1, 2, 2]);
  expect(made.data).toBe(given.values);
});

it('takes the declared shape', () => {
  expect(finish(signal('tensor', 4), { steps: { shape: [1, 2, 2] }, dims: ['N', 1, 2, 2] })[0]).toEqual([
    1, 2, 2,
  ]);
});

it.each([
  [
    signal('picture', 2, 2, 3),
    { dims: ['N', 2, 2, 3] },
    { code: 'INPUT_SHAPE', data: { expected: '2 × 2 × 3', got: '3 × 2 × 2' } },
  ],
  [signal('tensor', 4), { steps: { shape: [3] } }, { code: 'INPUT_SHAPE', data: { got: '4, with shape 3' } }],
  [
    signal('tensor', 4),
    { steps: { normalize: { mean: [1, 2], std: [1, 1] } } },
    { code: 'INPUT_STEP_INVALID', data: { step: 'normalize' } },
  ],
  [
    signal('tensor', 4),
    { steps: { layout: 'nchw' } },
    { code: 'INPUT_STEP_INVALID', data: { step: 'layout' } },
  ],
] as const)('refuses what does not fit (%#)', async (given, wish, finding) => {
  const found = await findingOf(() => requireFinishable(given, recipe(wish), sample({})));
  expect(found).toMatchObject(finding);
});

it('does not change the values', () => {
  const given = signal('picture', 2, 2, 3);
  finish(given, { steps: { normalize: { mean: 1, std: 2 } } });
  expect(given.values[5]).toBe(5);
});
