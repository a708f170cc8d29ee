import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UrlSource } from '../../src/core/source.js';
import { fetchSource } from '../../src/sources/fetch.js';
import { filesIn, findingOf, origins, places, sha256, type Answer } from './arrange.js';

const bytes = Buffer.from('0123456789'.repeat(100));
const digest = sha256(bytes);
const origin = origins();

function source(url: string, pinned = digest): UrlSource {
  return { is: 'url', url, sha256: pinned };
}

const whole: Answer = (_, response) => void response.end(bytes);

describe('a source behind an address', () => {
  it('brings the bytes, under a name with the ending of the address', async () => {
    const { url } = await origin(whole);
    const found = await fetchSource(source(`${url}/files/val%20set.npz?sig=1`), places());
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
    expect(found.path).toMatch(/\/val_20set\.npz$/);
    expect(found.shown).toBe(`${url}/files/val%20set.npz?sig=1`);
  });

  it('keeps them under their digest, and asks nobody the second time', async () => {
    const { url, asked } = await origin(whole);
    const own = places();
    const first = await fetchSource(source(`${url}/m.onnx`), own);
    expect(await fetchSource(source(`${url}/m.onnx`), own)).toEqual(first);
    expect(asked).toEqual(['GET /m.onnx']);
    expect(filesIn(own.cacheDir)).toContain(`sha256/${digest}`);
    expect(filesIn(own.cacheDir)).toHaveLength(2);
  });

  it.each(['truncated', 'changed'])('fetches again what was %s in the cache, and says so', async (how) => {
    const { url, asked } = await origin(whole);
    const own = places();
    await fetchSource(source(`${url}/m.onnx`), own);
    const damaged = how === 'truncated' ? bytes.subarray(1) : Buffer.from('x'.repeat(bytes.length));
    writeFileSync(join(own.cacheDir, 'sha256', digest), damaged);
    const found = await fetchSource(source(`${url}/m.onnx`), own);
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
    expect(asked).toHaveLength(2);
    expect(own.lines.filter((line) => line.includes('is damaged'))).toHaveLength(1);
  });

  it('is safe among several that fetch the same at once', async () => {
    const { url } = await origin(whole);
    const own = places();
    const all = Array.from({ length: 8 }, () => fetchSource(source(`${url}/m.onnx`), own));
    for (const { path } of await Promise.all(all)) expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(filesIn(own.cacheDir)).toHaveLength(2);
  });

  it('leaves nothing behind when the digest is another one', async () => {
    const { url } = await origin(whole);
    const own = places();
    const found = await findingOf(fetchSource(source(`${url}/m.onnx`, 'a'.repeat(64)), own));
    expect(found.code).toBe('SOURCE_DIGEST');
    expect(found.data).toMatchObject({ by: 'the policy', expected: 'a'.repeat(64), actual: digest });
    expect(filesIn(own.cacheDir)).toEqual([]);
  });

  it('names the place in the policy', async () => {
    const { url } = await origin((_, response) => void response.writeHead(404).end());
    const place = { file: 'p.yml', line: 3, column: 9 };
    expect((await findingOf(fetchSource(source(url), places({ place })))).place).toEqual(place);
  });
});
