import { expect, it } from 'vitest';
import { base, changed, read, told } from './arrange.js';

it('a model may be a recording', () => {
  const { models } = read(changed('{ path: base.onnx }', '{ recording: recordings/base }'));
  expect(models.baseline).toMatchObject({ path: 'recordings/base', recorded: true });
  expect(models.compressed).not.toHaveProperty('recorded');
});

it('a target may be a recording', () => {
  const { targets } = read(`${base}targets: { native: { runtime: native }, phone: { runtime: recording, path: rec/phone } }\n`);
  expect(targets[1]).toMatchObject({ name: 'phone', runtime: 'recording', path: 'rec/phone' });
}); // prettier-ignore

it('data are no recording', () => {
  expect(told(changed('{ path: shoes.npz, label: kind }', '{ recording: rec, label: kind }'))).toEqual(['UNKNOWN_KEY 10:13']);
}); // prettier-ignore
