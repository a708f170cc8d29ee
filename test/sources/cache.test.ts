import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/core/source.js';
import { addToCache, isHeld, showAs } from '../../src/sources/cache.js';
import { filesIn, findingOf, places, sha256 } from './arrange.js';

const source: Source = { is: 'git', ref: 'a', path: 'm.onnx' };

describe('the cache', () => {
  it('keeps bytes under their digest', async () => {
    const own = places();
    const digest = await addToCache('x', own, (sink) => sink.write(Buffer.from('abc')));
    expect(digest).toBe(sha256('abc'));
    expect(filesIn(own.cacheDir)).toEqual([`sha256/${digest}`]);
    expect(await isHeld(digest, own)).toBe(true);
  });

  it('holds nothing that it was not given', async () => {
    expect(await isHeld(sha256('abc'), places())).toBe(false);
  });

  it('keeps nothing of a filling that fails half way', async () => {
    const own = places();
    const half = addToCache('x', own, async (sink) => {
      await sink.write(Buffer.from('abc'));
      throw new Error('half way');
    });
    await expect(half).rejects.toThrow('half way');
    expect(filesIn(own.cacheDir)).toEqual([]);
  });

  it('takes a damaged file for none, and is mended by the next one', async () => {
    const own = places();
    const add = (): Promise<string> => addToCache('x', own, (sink) => sink.write(Buffer.from('abc')));
    const digest = await add();
    writeFileSync(join(own.cacheDir, 'sha256', digest), 'abd');
    expect(await isHeld(digest, own)).toBe(false);
    expect(own.lines).toHaveLength(1);
    await add();
    expect(await isHeld(digest, own)).toBe(true);
  });

  it('shows the same bytes under a name, without a second copy, as often as asked', async () => {
    const own = places();
    const digest = await addToCache('x', own, (sink) => sink.write(Buffer.from('abc')));
    const shown = { source, name: 'data/m.onnx', cacheDir: own.cacheDir };
    const path = await showAs(digest, shown);
    expect(await showAs(digest, shown)).toBe(path);
    expect(readFileSync(path, 'utf8')).toBe('abc');
    expect(statSync(path).ino).toBe(statSync(join(own.cacheDir, 'sha256', digest)).ino);
    expect(filesIn(own.cacheDir)).toHaveLength(2);
  });

  it('shows what a source holds now in place of what it held before', async () => {
    const own = places();
    const [old, now] = await Promise.all(
      ['old', 'now'].map((text) => addToCache('x', own, (sink) => sink.write(Buffer.from(text)))),
    );
    const shown = { source, name: 'm.onnx', cacheDir: own.cacheDir };
    await showAs(old ?? '', shown);
    expect(readFileSync(await showAs(now ?? '', shown), 'utf8')).toBe('now');
  });

  it('says when it can not be written to', async () => {
    const own = places();
    const inTheWay = join(own.cacheDir, 'file');
    writeFileSync(inTheWay, '');
    const adding = addToCache('x', { ...own, cacheDir: inTheWay }, (sink) => sink.write(Buffer.from('abc')));
    expect((await findingOf(adding)).code).toBe('SOURCE_CACHE_UNUSABLE');
  });
});
