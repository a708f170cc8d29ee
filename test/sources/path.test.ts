import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import { findPath } from '../../src/sources/path.js';

function arrange(): { outer: string; directory: string } {
  const outer = realpathSync(mkdtempSync(join(tmpdir(), 'path-')));
  const directory = join(outer, 'work');
  mkdirSync(join(directory, 'models'), { recursive: true });
  mkdirSync(join(outer, 'work-beside'));
  writeFileSync(join(directory, 'models/a.onnx'), 'a');
  writeFileSync(join(directory, '..b.onnx'), 'b');
  writeFileSync(join(outer, 'secret'), 's');
  writeFileSync(join(outer, 'work-beside/secret'), 's');
  return { outer, directory };
}

function codeOf(directory: string, path: string): string {
  try {
    findPath({ directory, path, what: 'model' });
    return 'found';
  } catch (error) {
    if (error instanceof Fault) return error.findings[0]?.code ?? '';
    throw error;
  }
}

describe('a path of the policy', () => {
  it('is found inside the working directory', () => {
    const { directory } = arrange();
    expect(findPath({ directory, path: 'models/a.onnx', what: 'model' })).toBe(
      join(directory, 'models/a.onnx'),
    );
    expect(findPath({ directory, path: './models/../models/a.onnx', what: 'model' })).toBe(
      join(directory, 'models/a.onnx'),
    );
  });

  it('may begin with two dots and still be inside', () => {
    const { directory } = arrange();
    expect(codeOf(directory, '..b.onnx')).toBe('found');
  });

  it('that does not exist is missing, with its place', () => {
    const { directory } = arrange();
    const place = { file: 'gate.yml', line: 3, column: 9 };
    expect(() => findPath({ directory, path: 'models/b.onnx', what: 'model', place })).toThrow(Fault);
    try {
      findPath({ directory, path: 'models/b.onnx', what: 'model', place });
    } catch (error) {
      const [found] = error instanceof Fault ? error.findings : [];
      expect(found).toEqual({ code: 'FILE_MISSING', data: { path: 'models/b.onnx', what: 'model' }, place });
    }
  });

  it.each(['../secret', '..', 'models/../../secret', '../work-beside/secret', '/etc/hostname'])(
    'that leads out is refused, whether or not it exists: %s',
    (path) => {
      expect(codeOf(arrange().directory, path)).toBe('PATH_OUTSIDE');
    },
  );

  it('that leads out through a link is refused: of a file, of a folder on the way', () => {
    const { outer, directory } = arrange();
    symlinkSync(join(outer, 'secret'), join(directory, 'link'));
    symlinkSync(outer, join(directory, 'folder'));
    expect(codeOf(directory, 'link')).toBe('PATH_OUTSIDE');
    expect(codeOf(directory, 'folder/secret')).toBe('PATH_OUTSIDE');
  });

  it('through a link that stays inside is found where it leads', () => {
    const { directory } = arrange();
    symlinkSync('models/a.onnx', join(directory, 'current.onnx'));
    expect(findPath({ directory, path: 'current.onnx', what: 'model' })).toBe(
      join(directory, 'models/a.onnx'),
    );
  });

  it('in a working directory that is a link itself is found', () => {
    const { outer, directory } = arrange();
    symlinkSync(directory, join(outer, 'alias'));
    expect(codeOf(join(outer, 'alias'), 'models/a.onnx')).toBe('found');
  });
});
