import { describe, expect, it } from 'vitest';
import { Fault, word, type Finding } from '../../src/core/fault.js';
import type { GitSource, HubSource, UrlSource } from '../../src/core/source.js';
import { besideOf } from '../../src/sources/beside.js';
import { places } from './arrange.js';

const commit = 'c0ffee'.padEnd(40, '0');
const digest = 'a'.repeat(64);
const git: GitSource = { is: 'git', ref: commit, path: 'models/a.onnx' };
const hub: HubSource = { is: 'hub', repo: 'acme/vision', file: 'a.onnx', revision: 'main' };
const url: UrlSource = { is: 'url', url: 'https://192.0.2.1/m.onnx', sha256: digest };

function findingOf(source: GitSource | HubSource | UrlSource, location: string): Finding {
  try {
    besideOf(source, location, places());
  } catch (error) {
    if (error instanceof Fault && error.findings[0] !== undefined) return error.findings[0];
    throw error;
  }
  throw new Error('expected a Fault');
}

describe('files beside a model', () => {
  it.each([
    ['a.bin', 'models/a.bin'],
    ['./data/a.bin', 'models/data/a.bin'],
    ['data/../a.bin', 'models/a.bin'],
    ['..a.bin', 'models/..a.bin'],
  ])('%s lies in its folder', (location, path) => {
    expect(besideOf(git, location, places())).toEqual({ ...git, path });
  });

  it('lie beside a model at the top of its repository', () => {
    expect(besideOf(hub, 'a.bin', places())).toEqual({ ...hub, file: 'a.bin' });
  });

  it.each([
    '../secret',
    'a/../../secret',
    '..',
    '/etc/passwd',
    'C:/secret',
    'a\\..\\secret',
    '',
    '.',
    'a/',
    'a\0b',
  ])('are refused outside of its folder: "%s"', (location) => {
    expect(findingOf(git, location).code).toBe('PATH_OUTSIDE');
  });

  it('are refused where the policy pins the model and only a branch names them', () => {
    const found = findingOf({ ...hub, sha256: digest }, 'a.bin');
    expect(found.code).toBe('SOURCE_BESIDE');
    expect(word(found).todo).toContain('full id of a commit');
  });

  it("are pinned by the id of a commit, and do not have the model's digest", () => {
    const pinned = { ...hub, revision: commit, sha256: digest };
    expect(besideOf(pinned, 'a.bin', places())).toEqual({ ...hub, revision: commit, file: 'a.bin' });
  });

  it('are refused beside an address', () => {
    expect(findingOf(url, 'a.bin').code).toBe('SOURCE_BESIDE');
  });
});
