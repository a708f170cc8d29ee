import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.js';
import { decodePicture } from '../../../src/data/formats/picture.js';
import { sizeByEdges } from '../../../src/data/preprocess/picture.js';
import { apart, floats } from '../audio/kit.js';
import { findingOf, fixture, folderOf } from '../kit.js';
import { maker, sample } from './kit.js';

function pictureOf(name: string) {
  return sample({ x: decodePicture(new Uint8Array(readFileSync(fixture(name)))) });
}

it.each([
  ['vit', 'rgb.png', [3, 16, 12]],
  ['vit-grey', 'grey.png', [3, 9, 11]],
  ['clip', 'rgb.png', [3, 12, 11]],
  ['detr', 'rgb.png', [3, 16, 25]],
  ['detr-padded', 'rgb.png', [3, 18, 28]],
  ['raw', 'rgb.png', [3, 23, 37]],
])('makes of a picture what transformers makes of it: %s', (name, file, dims) => {
  const made = maker({
    steps: { preprocessor: `preprocessor-${name}.json` },
    dims: ['N', 3, 'h', 'w'],
    directory: fixture(''),
  });
  const tensor = made.make(pictureOf(file));
  expect(tensor.dims).toEqual(dims);
  expect(apart(tensor.data as Float32Array, floats(`preprocessor-${name}.npy`))).toBeLessThan(1e-6); // float32 there; a grey level is 3e-2
  expect(made.files).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

const vit = JSON.parse(readFileSync(fixture('preprocessor-vit.json'), 'utf8')) as {
  readonly [key: string]: Json;
};

function opened(
  change: { readonly [key: string]: Json | undefined },
  steps: { readonly [step: string]: Json } = {},
) {
  const directory = folderOf({ 'p.json': JSON.stringify({ ...vit, ...change }) });
  return () => maker({ steps: { preprocessor: 'p.json', ...steps }, directory });
}

it.each([
  [{ do_pad: true }, 'p.json says `do_pad`, and how ViTImageProcessor pads is not known here'],
  [{ do_pad: true, pad_size: 9, image_processor_type: 'DetrImageProcessor' }, 'p.json says `pad_size: 9`; expected height and width'],
  [{ pad_size: { height: 9, width: 9 } }, 'p.json says `pad_size` and not whether it is used; write `do_pad`'],
  [{ do_thumbnail: true }, 'p.json says `do_thumbnail`, which is not done here'],
  [{ crop_pct: 0.875 }, 'p.json says `crop_pct`, which is not done here'],
  [{ resample: 5 }, 'p.json says `resample: 5`; expected 0 nearest, 1 lanczos, 2 bilinear or 3 bicubic'],
  [{ resample: undefined }, 'p.json says `resample: null`; expected 0 nearest, 1 lanczos, 2 bilinear or 3 bicubic'],
  [{ size: { longest_edge: 9 } }, 'p.json says `size: {"longest_edge":9}`; expected height and width, shortest_edge, or shortest_edge and longest_edge'],
  [{ size: 224, image_processor_type: 'OtherImageProcessor' }, 'p.json says `size: 224`; expected height and width, shortest_edge, or shortest_edge and longest_edge'],
  [{ crop_size: 224 }, 'p.json says `crop_size` and not whether it is used; write `do_center_crop`'],
  [{ do_center_crop: true }, 'p.json says `crop_size: null`; expected height and width, or one number'],
  [{ do_resize: undefined, size: undefined }, 'p.json says neither `do_resize` nor `size`; what then happens depends on the class that reads it'],
  [{ do_normalize: 1 }, 'p.json says `do_normalize: 1`, which is neither true nor false'],
  [{ image_mean: null }, 'p.json says `do_normalize` and not `image_mean` and `image_std` as numbers'],
  [{ rescale_factor: 'a' }, 'p.json says `do_rescale: true` and `rescale_factor: a`'],
  [{ data_format: 'channels_last' }, 'p.json says `data_format: channels_last`; write `layout: nhwc` instead of it'],
])('refuses %j by name', async (change, reason) => {
  expect(await findingOf(opened(change))).toMatchObject({
    code: 'INPUT_STEP_INVALID',
    data: { step: 'preprocessor', reason },
  });
}); // prettier-ignore

it('pads alone what has a size to be padded to: a picture is a batch of its own', async () => {
  const detr = { image_processor_type: 'DetrImageProcessor', do_pad: true };
  expect(opened(detr)().make(pictureOf('rgb.png')).dims).toEqual([3, 16, 12]);
  expect(opened({ ...detr, pad_size: { height: 17, width: 12 } })().make(pictureOf('rgb.png')).dims).toEqual([3, 17, 12]); // prettier-ignore
  const small = opened({ ...detr, pad_size: { height: 17, width: 11 } });
  expect(await findingOf(() => small().make(pictureOf('rgb.png')))).toMatchObject({ code: 'INPUT_VALUE' });
});

it('takes one number for a size from classes it knows, and ignores what is off', () => {
  const off = { do_pad: false, do_thumbnail: null, do_flip_channel_order: false };
  expect(opened({ size: 8, ...off })().make(pictureOf('rgb.png')).dims).toEqual([3, 8, 8]);
  const clip = opened({
    size: 8,
    image_processor_type: undefined,
    feature_extractor_type: 'CLIPFeatureExtractor',
  });
  expect(clip().make(pictureOf('rgb.png')).dims).toEqual([3, 8, 12]);
});

it('refuses steps beside it, a file that is missing, outside or no JSON', async () => {
  const code = 'INPUT_STEP_INVALID';
  const doubled = opened({}, { rescale: 1 });
  expect(await findingOf(doubled)).toMatchObject({ code, data: { step: 'rescale', reason: '`preprocessor` decides on it' } }); // prettier-ignore
  const directory = folderOf({ 'p.json': '[1]', 'q.json': '{' });
  const of = (preprocessor: string) => () => maker({ steps: { preprocessor }, directory });
  expect(await findingOf(of('p.json'))).toMatchObject({ code, data: { reason: 'p.json is no JSON object' } });
  expect(await findingOf(of('q.json'))).toMatchObject({ code, data: { reason: 'q.json is no JSON object' } });
  expect(await findingOf(of('r.json'))).toMatchObject({ code: 'FILE_MISSING' });
  expect(await findingOf(of(join('..', '..', 'etc', 'hostname')))).toMatchObject({ code: expect.stringMatching(/FILE_MISSING|PATH_OUTSIDE/) as string }); // prettier-ignore
});

it.each([
  [
    { width: 640, height: 480 },
    { width: 1066, height: 800 },
  ],
  [
    { width: 480, height: 640 },
    { width: 800, height: 1066 },
  ],
  [
    { width: 1000, height: 300 },
    { width: 1333, height: 400 },
  ],
  [
    { width: 900, height: 800 },
    { width: 900, height: 800 },
  ],
])('shortens both edges where the longer one is too long: %j', (size, expected) => {
  expect(sizeByEdges(size, 800, 1333)).toEqual(expected);
});
