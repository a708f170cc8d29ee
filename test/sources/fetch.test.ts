import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchSource } from '../../src/sources/fetch.js';
import { filesIn, findingOf, origins, places, sha256 } from './arrange.js';

const origin = origins();

describe('a source', () => {
  it('that is a path is taken where it lies, file or folder', async () => {
    const own = places();
    mkdirSync(join(own.directory, 'pictures'));
    writeFileSync(join(own.directory, 'a.npz'), 'x');
    for (const path of ['a.npz', 'pictures']) {
      const source = { is: 'path', path } as const;
      expect(await fetchSource(source, own)).toMatchObject({ shown: path, source });
    }
    expect(filesIn(own.cacheDir)).toEqual([]);
  });

  it.each([
    ['none.npz', 'FILE_MISSING'],
    ['../secret.npz', 'PATH_OUTSIDE'],
  ])('that is the path %s is refused', async (path, code) => {
    const place = { file: 'p.yml', line: 2, column: 3 };
    expect(await findingOf(fetchSource({ is: 'path', path }, places({ place })))).toMatchObject({
      code,
      place,
    });
  });

  it.each([
    ['/', '_'],
    ['/..%2F..%2Fx', '.._2F.._2Fx'],
    ['/a/%00:b*.npz', '_00_b_.npz'],
    [`/${'x'.repeat(300)}.onnx`, `${'x'.repeat(115)}.onnx`],
  ])('behind the address %s has a name that every file system takes', async (path, name) => {
    const { url } = await origin((_, response) => response.end('x'));
    const found = await fetchSource({ is: 'url', url: `${url}${path}`, sha256: sha256('x') }, places());
    expect(found.path.split(/[/\\]/).at(-1)).toBe(name);
    expect(readFileSync(found.path, 'utf8')).toBe('x');
  });
});
