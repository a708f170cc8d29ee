import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/core/source.js';
import { changed, read } from './arrange.js';

const digest = 'a'.repeat(64);

/** What is written, what is shown, and what it means. */
type Row = readonly [string, string, Source];

const rows: readonly Row[] = [
  ['git: main:m/a.onnx', 'main:m/a.onnx', { is: 'git', ref: 'main', path: 'm/a.onnx' }],
  [
    'git: "release/1~2:./odd: name.onnx"',
    'release/1~2:./odd: name.onnx',
    { is: 'git', ref: 'release/1~2', path: './odd: name.onnx' },
  ],
  [
    `url: https://a.org:8443/m.onnx?x=1, sha256: ${digest}`,
    'https://a.org:8443/m.onnx?x=1',
    { is: 'url', url: 'https://a.org:8443/m.onnx?x=1', sha256: digest },
  ],
  [
    `url: "http://[::1]:80/m", sha256: ${digest}`,
    'http://[::1]:80/m',
    { is: 'url', url: 'http://[::1]:80/m', sha256: digest },
  ],
  [
    'hub: acme/shoes/onnx/a.onnx@refs/pr/1',
    'acme/shoes/onnx/a.onnx@refs/pr/1',
    { is: 'hub', repo: 'acme/shoes', file: 'onnx/a.onnx', revision: 'refs/pr/1' },
  ],
  [
    `hub: datasets/acme/shoes/val.npz@v1.0, sha256: ${digest}`,
    'datasets/acme/shoes/val.npz@v1.0',
    { is: 'hub', repo: 'datasets/acme/shoes', file: 'val.npz', revision: 'v1.0', sha256: digest },
  ],
];

describe('sources', () => {
  it.each(rows)('of models: %s', (written, path, source) => {
    const { baseline } = read(changed('path: base.onnx', written)).models;
    expect(baseline).toMatchObject({ path, source, place: { line: 3 } });
  });

  it.each(rows)('of data: %s', (written, path, source) => {
    const { data } = read(changed('path: shoes.npz', written)).tasks[0] ?? {};
    expect(data).toMatchObject({ path, source, options: {}, label: 'kind' });
  });

  it('are left out for paths', () => {
    expect(read(changed('path: base.onnx', `path: base.onnx, sha256: ${digest}`)).models.baseline).toEqual({
      path: 'base.onnx',
      sha256: digest,
      place: expect.objectContaining({ line: 3 }) as object, // a matcher
      ignoreOutputs: [],
    });
  });

  it('may replace one that defaults set', () => {
    const text = changed('tasks:', 'defaults: { data: { path: other.npz } }\ntasks:').replace(
      'path: shoes.npz',
      'path: null, git: main:shoes.npz',
    );
    expect(read(text).tasks[0]?.data.path).toBe('main:shoes.npz');
  });
});
