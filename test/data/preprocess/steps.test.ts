import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.js';
import { parseSteps, steps } from '../../../src/data/preprocess/steps.js';
import { findingOf } from '../kit.js';

const validate = new Ajv({ strictTypes: false }).compile({
  type: 'object',
  properties: steps,
  additionalProperties: false,
});

function parse(written: { readonly [step: string]: Json }) {
  const place = { file: 'policy.yml', line: 3, column: 5 };
  return parseSteps({ input: 'x', from: { fields: ['f'] }, steps: written, place });
}

it('parses what the schema lets through', () => {
  const written = {
    grayscale: true,
    resize: { 'shortest-edge': 256, filter: 'bicubic' },
    'center-crop': { width: 224, height: 200 },
    rescale: '1/255',
    normalize: { mean: [0.5, 0.4, 0.3], std: [1, 2, 3] },
    layout: 'nhwc',
    cast: 'float16',
    range: [-1, 1],
    reference: 'std.npy',
    shape: [1, 2],
  };
  expect(validate(written)).toBe(true);
  expect(parse(written)).toEqual({
    grayscale: true,
    resize: { to: { shortestEdge: 256 }, filter: 'bicubic' },
    crop: { width: 224, height: 200 },
    rescale: 1 / 255,
    normalize: { mean: [0.5, 0.4, 0.3], std: [1, 2, 3] },
    layout: 'hwc',
    cast: 'float16',
    range: [-1, 1],
    reference: 'std.npy',
    shape: [1, 2],
  });
});

it('fills in the filter, and takes single means', () => {
  expect(parse({ resize: { width: 4, height: 3 } }).resize).toEqual({
    to: { width: 4, height: 3 },
    filter: 'bilinear',
  });
  expect(parse({ normalize: { mean: 0.5, std: 0.25 } }).normalize).toEqual({ mean: [0.5], std: [0.25] });
  expect(parse({})).toEqual({ grayscale: false });
});

it.each([
  [{ resize: { width: 4 } }],
  [{ resize: { width: 4, height: 3, 'shortest-edge': 2 } }],
  [{ resize: { width: 4, height: 3, filter: 'box' } }],
  [{ rescale: 0 }],
  [{ normalize: { mean: 1 } }],
  [{ layout: 'nwhc' }],
  [{ cast: 'bfloat16' }],
  [{ range: [1] }],
  [{ shape: [0] }],
])('has a schema that refuses %j', (written) => {
  expect(validate(written)).toBe(false);
});

it.each([
  [{ rescale: '1/0' }, 'rescale'],
  [{ rescale: Number.NaN }, 'rescale'],
  [{ normalize: { mean: [1, 2], std: [1] } }, 'normalize'],
  [{ normalize: { mean: 1, std: 0 } }, 'normalize'],
  [{ range: [1, 1] }, 'range'],
  [{ resise: 1 }, 'resise'],
])('refuses %j where the policy says it', async (written, step) => {
  const found = await findingOf(() => parse(written));
  expect(found).toMatchObject({
    code: 'INPUT_STEP_INVALID',
    data: { input: 'x', step },
    place: { file: 'policy.yml', line: 3 },
  });
});
