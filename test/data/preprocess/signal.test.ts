import { expect, it } from 'vitest';
import { signalOf } from '../../../src/data/preprocess/signal.js';
import { expected, findingOf, folderOf } from '../kit.js';
import { bytes, recipe, sample } from './kit.js';

it('rescales every byte as a correctly rounded division by 255', () => {
  const { values } = signalOf(recipe({ steps: { rescale: 1 / 255 } }), sample({ x: bytes(256) }));
  expect([...values]).toEqual(Array.from({ length: 256 }, (_, byte) => Math.fround(byte / 255)));
});

it('takes a uint8 table with nothing but rescale as a tensor, without a range', () => {
  const signal = signalOf(recipe({ steps: { rescale: 0.5 } }), sample({ x: bytes(2, 2) }));
  expect(signal).toEqual({ values: Float32Array.from([0, 0.5, 1, 1.5]), dims: [2, 2], is: 'tensor' });
});

it('takes a uint8 table with picture steps as a picture from 0 to 1', () => {
  const steps = { rescale: 1 / 255, layout: 'nchw' };
  expect(signalOf(recipe({ steps }), sample({ x: bytes(2, 2) }))).toMatchObject({
    dims: [2, 2, 1],
    range: [0, 1],
    is: 'picture',
  });
});

it('gives pictures that are not rescaled the range of their bits', () => {
  const deep = { height: 1, width: 1, channels: 1, pixels: Uint16Array.from([65535]) };
  expect(signalOf(recipe(), sample({ x: deep }))).toMatchObject({ range: [0, 65535], is: 'picture' });
  expect(
    signalOf(recipe({ steps: { 'center-crop': { width: 1, height: 1 } } }), sample({ x: bytes(1, 1) })).range,
  ).toEqual([0, 255]);
});

it('resizes by the shortest edge, then crops', () => {
  const { dims, values } = expected('rgb');
  const steps = {
    resize: { 'shortest-edge': 11, filter: 'lanczos' },
    'center-crop': { width: 9, height: 11 },
  };
  const picture = { type: 'uint8', dims, data: Uint8Array.from(values) } as const;
  const signal = signalOf(recipe({ steps }), sample({ x: picture }));
  expect(signal.dims).toEqual([11, 9, 3]);
});

it('gives grey and transparent pictures the three channels the model wants', () => {
  const of = (channels: number) => ({
    height: 1,
    width: 1,
    channels,
    pixels: Uint8Array.from([7, 8, 9, 10].slice(0, channels)),
  });
  const wanted = recipe({ dims: ['N', 3, 'h', 'w'] });
  expect([...signalOf(wanted, sample({ x: of(1) })).values]).toEqual([7, 7, 7]);
  expect([...signalOf(wanted, sample({ x: of(4) })).values]).toEqual([7, 8, 9]);
  expect([
    ...signalOf(recipe({ dims: ['N', 'h', 'w', 3], steps: { layout: 'nhwc' } }), sample({ x: of(1) })).values,
  ]).toEqual([7, 7, 7]);
  expect(signalOf(recipe({ dims: ['N', 'c', 'h', 'w'] }), sample({ x: of(4) })).values).toHaveLength(4);
});

it('adds deviations per feature or per value', () => {
  const directory = folderOf({ 'std.csv': '1,2' });
  const wish = recipe({ steps: { reference: 'std.csv' }, directory });
  expect(signalOf(wish, sample({ x: bytes(3, 2) })).deviations).toEqual(Float32Array.from([1, 2]));
});

it.each([
  [
    { resize: { width: 2, height: 2 } },
    { type: 'float32', dims: [2, 2], data: new Float32Array(4) } as const,
    /^a picture/,
  ],
  [{ grayscale: true }, bytes(2, 2, 2), /^a picture/],
  [{ 'center-crop': { width: 3, height: 2 } }, bytes(2, 2), /^at least 3 × 2 pixels/],
  [
    { resize: { width: 2, height: 2 } },
    { type: 'uint16', dims: [1, 1], data: new Uint16Array(1) } as const,
    /^8 bits/,
  ],
  [{ range: [0, 1] }, bytes(3), /^values in the range 0 … 1/],
  [{ range: [0, 1] }, Number.NaN, /^values in the range/],
])('refuses %j for what it cannot be done to', async (steps, x, reason) => {
  const found = await findingOf(() => signalOf(recipe({ steps }), sample({ x })));
  expect(found.code).toBe('INPUT_VALUE');
  expect(found.data['expected']).toMatch(reason);
});

it('refuses a reference of another length', async () => {
  const directory = folderOf({ 'std.csv': '1,2,3' });
  const wish = recipe({ steps: { reference: 'std.csv' }, directory });
  expect(await findingOf(() => signalOf(wish, sample({ x: bytes(3, 2) })))).toMatchObject({
    code: 'INPUT_VALUE',
  });
});
