import { expect, it } from 'vitest';
import type { Signal } from '../../../src/core/noise.js';
import { findingOf } from '../kit.js';
import { bytes, maker, sample } from './kit.js';

it('makes the input of the whole example: a grey table, rescaled, for a model that wants 1 × 2 × 2', () => {
  const made = maker({
    steps: { rescale: 1 / 255, normalize: { mean: 0.25, std: 0.5 } },
    dims: ['N', 1, 2, 2],
  });
  const { type, dims, data } = made.make(
    sample({ x: { type: 'uint8', dims: [2, 2], data: Uint8Array.from([0, 51, 102, 255]) } }),
  );
  expect([made.fields, type, dims]).toEqual([['x'], 'float32', [1, 2, 2]]);
  expect(data).toEqual(
    Float32Array.from([-0.5, (Math.fround(0.2) - 0.25) / 0.5, (Math.fround(0.4) - 0.25) / 0.5, 1.5]),
  );
});

it('makes without noise what finish makes of the signal', () => {
  const made = maker({ steps: { layout: 'nchw', rescale: '1/255' } });
  const one = sample({ x: bytes(2, 2, 3) });
  const signal = made.base(one);
  expect(made.make(one)).toEqual(made.finish(signal));
});

it('joins table columns to a vector', () => {
  const made = maker({ from: { allBut: ['y'] }, fields: ['a', 'y', 'label', 'b'], dims: ['N', 2] });
  expect(made.make(sample({ a: 1, b: 2.5 }))).toEqual({
    type: 'float32',
    dims: [2],
    data: Float32Array.from([1, 2.5]),
  });
});

it('passes token ids through and refuses noise for them; text takes noise', async () => {
  const tokens = maker({ type: 'int64', dims: ['N', 's'] });
  const words = maker({ type: 'string', dims: ['N', 1] });
  expect([tokens.takesNoise, words.takesNoise, maker().takesNoise]).toEqual([false, true, true]);
  expect(words.make(sample({ x: 'a' })).data).toEqual(['a']);
  expect(words.finish({ is: 'text', texts: ['b'], dims: [1] }).data).toEqual(['b']);
  expect(await findingOf(() => tokens.base(sample({ x: 1 })))).toMatchObject({ code: 'INPUT_REFUSES_NOISE' });
});

it('takes whole numbers with steps, and 8-bit inputs of quantized models, as signals', () => {
  const measured = maker({ type: 'int32', steps: { range: [0, 100] }, dims: ['N', 2] });
  expect(measured.takesNoise).toBe(true);
  const noisy = { ...measured.base(sample({ x: bytes(2) })), values: Float32Array.from([1.5, 2.4]) };
  expect(measured.finish(noisy as Signal).data).toEqual(
    // as noise makes them
    Int32Array.from([2, 2]),
  );
  expect(maker({ type: 'uint8', dims: ['N', 2] }).make(sample({ x: bytes(2) })).data).toEqual(
    Uint8Array.from([0, 1]),
  );
});

it('refuses steps on text, and samples that do not fit the model', async () => {
  expect(await findingOf(() => maker({ type: 'string', steps: { rescale: 2 } }))).toMatchObject({
    code: 'INPUT_STEP_INVALID',
  });
  const made = maker({ dims: ['N', 4] });
  expect(await findingOf(() => made.base(sample({ x: bytes(3) })))).toMatchObject({
    code: 'INPUT_SHAPE',
    data: { sample: 's1', field: 'x', expected: '4', got: '3' },
  });
});

it('does not change the sample', () => {
  const x = { type: 'float32', dims: [2], data: Float32Array.from([1, 2]) } as const;
  maker({ steps: { rescale: 3, normalize: { mean: 1, std: 2 } } }).make(sample({ x }));
  expect([...x.data]).toEqual([1, 2]);
});
