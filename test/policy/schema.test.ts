import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { policySchema } from '../../src/policy/schema.js';
import { kinds } from './kinds.js';
import { base, changed } from './arrange.js';

/** As an editor reads it: draft-07, keywords it does not know are nothing. */
const validate = new Ajv({ strict: false }).compile(policySchema(kinds));
const accepts = (text: string): boolean => validate(parse(text));

describe('the schema for editors', () => {
  it('accepts the whole example', () => {
    expect(accepts(readFileSync(join(import.meta.dirname, 'fixtures/whole.yml'), 'utf8'))).toBe(true);
  });

  it.each([
    [
      'a null that removes what is inherited',
      changed('kind: classification', 'kind: classification\n    output: null'),
    ],
    ['a task that inherits its data', changed('    data: { path: shoes.npz, label: kind }\n', '')],
    ['a task that inherits its kind', changed('    kind: classification\n', '')],
    ['a model from git', changed('path: base.onnx', 'git: main:base.onnx')],
    ['data from a hub', changed('path: shoes.npz', 'hub: datasets/acme/shoes/val.npz@v1')],
    ['a bare 0', changed('disagreement: 1%', 'disagreement: 0')],
    ['free keys', `${base}x-anything: [1, { a: b }]\n`],
    [
      'a fraction',
      changed('kind: classification', 'kind: classification\n    inputs: { x: { rescale: 1/255 } }'),
    ],
  ])('accepts %s', (_, text) => {
    expect(accepts(text)).toBe(true);
  });

  it.each([
    ['a bare share', changed('disagreement: 1%', 'disagreement: 0.05')],
    ['another unit', changed('disagreement: 1%', 'disagreement: 1pp')],
    ['an unknown key', changed('kind: classification', 'kind: classification\n    rol: novel')],
    ['an unknown kind', changed('kind: classification', 'kind: detection')],
    ['a limit that the kind lacks', changed('kind: classification', 'kind: ranking')],
    ['another version', changed('version: 1', 'version: 2')],
    ['an address without digest', changed('path: base.onnx', 'url: https://example.org/base.onnx')],
    ['a ref without a path', changed('path: base.onnx', 'git: main')],
  ])('refuses %s', (_, text) => {
    expect(accepts(text)).toBe(false);
  });

  it('describes every key, so that editors can', () => {
    const missing: string[] = [];
    const visit = (json: unknown, path: string): void => {
      if (typeof json !== 'object' || json === null) return;
      for (const [key, inner] of Object.entries(json)) visit(inner, `${path}/${key}`);
      if (!('properties' in json)) return;
      for (const [name, property] of Object.entries(json.properties as object)) {
        const text = JSON.stringify(property);
        if (!/"(description|title|\$ref|const)":/.test(text)) missing.push(`${path}/${name}`);
      }
    };
    visit(policySchema({ ...kinds, steps: {}, noises: [], formats: [], tasks: [] }), '');
    expect(missing).toEqual([]);
  });
});
