import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { word } from '../../src/core/fault.js';
import type { UrlSource } from '../../src/core/source.js';
import { fetchSource } from '../../src/sources/fetch.js';
import { filesIn, findingOf, places, sendHalf, sendPart, serve, sha256, type Origin } from './arrange.js';

const bytes = Buffer.from('0123456789'.repeat(100));
const digest = sha256(bytes);
const open: Origin[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((origin) => origin.close()));
});

type Answer = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

async function origin(answer: Answer): Promise<Origin> {
  const started = await serve(answer);
  open.push(started);
  return started;
}

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

describe('addresses', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['http to another machine', 'http://192.0.2.1/m.onnx', 'is not https'],
    ['a machine that only looks like the loopback', 'http://127.0.0.1.example.org/m.onnx', 'is not https'],
    ['a file', 'file:///etc/passwd', 'is not https'],
    ['credentials', 'https://me:secret@example.org/m.onnx', 'holds a user name or a password'],
    ['no address', 'example.org/m.onnx', 'is not an address'],
  ];
  it.each(rows)('refuses %s', async (_, url, reason) => {
    const { code, data } = await findingOf(fetchSource(source(url), places()));
    expect([code, data['reason']]).toEqual(['SOURCE_ADDRESS', reason]);
    expect(JSON.stringify(data['address'])).not.toContain('secret');
  });

  it('says what to do when the server refuses', async () => {
    const { url } = await origin((_, response) => void response.writeHead(403).end());
    const found = await findingOf(fetchSource(source(`${url}/m.onnx?sig=secret`), places()));
    expect(found.code).toBe('SOURCE_REFUSED');
    expect(found.data).toMatchObject({ status: 403, address: `${url}/m.onnx` });
    expect(word(found).todo).toContain('No credentials are sent');
  });
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('follows %i with a relative address', async (status) => {
    const { url, asked } = await origin((request, response) => {
      if (request.url === '/a/m.onnx') response.writeHead(status, { location: '../b/real' }).end();
      else response.end(bytes);
    });
    const found = await fetchSource(source(`${url}/a/m.onnx`), places());
    expect(asked).toEqual(['GET /a/m.onnx', 'GET /b/real']);
    expect(found.path).toMatch(/m\.onnx$/);
  });

  it('follows an absolute address to another origin', async () => {
    const target = await origin(whole);
    const { url } = await origin(
      (_, response) => void response.writeHead(302, { location: `${target.url}/x` }).end(),
    );
    await fetchSource(source(`${url}/m.onnx`), places());
    expect(target.asked).toEqual(['GET /x']);
  });

  it('gives up a circle', async () => {
    const { url, asked } = await origin(
      (_, response) => void response.writeHead(302, { location: '/again' }).end(),
    );
    expect((await findingOf(fetchSource(source(url), places()))).code).toBe('SOURCE_REDIRECTS');
    expect(asked).toHaveLength(11);
  });

  it.each(['http://192.0.2.1/x', 'ftp://127.0.0.1/x', 'http://u:p@127.0.0.1/x'])(
    'refuses to go to %s',
    async (location) => {
      const { url } = await origin((_, response) => void response.writeHead(302, { location }).end());
      const { code, data } = await findingOf(fetchSource(source(url), places()));
      expect([code, data['isRedirect']]).toEqual(['SOURCE_ADDRESS', true]);
    },
  );

  it('takes a redirect without an address for a refusal', async () => {
    const { url } = await origin((_, response) => void response.writeHead(302).end());
    expect((await findingOf(fetchSource(source(url), places()))).data).toMatchObject({ status: 302 });
  });
});

describe('servers and connections that fail', () => {
  it.each([408, 429, 500, 503])('asks again after %i', async (status) => {
    const { url, asked } = await origin((_, response, nth) => {
      if (nth === 1) response.writeHead(status, { 'retry-after': '0' }).end();
      else response.end(bytes);
    });
    const own = places();
    await fetchSource(source(`${url}/m.onnx`), own);
    expect(asked).toHaveLength(2);
    expect(own.lines.join()).toContain(`answered ${status}; trying again`);
  });

  it.each([400, 404, 410])('does not ask again after %i', async (status) => {
    const { url, asked } = await origin((_, response) => void response.writeHead(status).end());
    expect((await findingOf(fetchSource(source(url), places()))).code).toBe('SOURCE_REFUSED');
    expect(asked).toHaveLength(1);
  });

  it('gives up after the last attempt, with the last reason, and leaves nothing behind', async () => {
    const { url, asked } = await origin((_, response) => void response.writeHead(503).end());
    const own = places();
    const { code, data } = await findingOf(fetchSource(source(url), own));
    expect([code, data['attempts']]).toEqual(['SOURCE_NOT_FETCHED', 3]);
    expect(data['reason']).toContain('answered 503');
    expect(asked).toHaveLength(3);
    expect(filesIn(own.cacheDir)).toEqual([]);
  });

  it('says that nobody listens', async () => {
    const { url, close } = await serve(whole);
    await close();
    const { code, data } = await findingOf(fetchSource(source(url), places()));
    expect(code).toBe('SOURCE_NOT_FETCHED');
    expect(data['reason']).toContain('ECONNREFUSED');
  });

  it('takes up a short body where it broke off', async () => {
    const { url, asked } = await origin((request, response, nth) => {
      if (nth === 1) sendHalf(response, bytes);
      else sendPart(request, response, bytes);
    });
    const found = await fetchSource(source(`${url}/m.onnx`), places());
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
    expect(asked).toEqual(['GET /m.onnx', 'GET /m.onnx bytes=500-']);
  });

  it('starts anew where the server knows no ranges', async () => {
    const { url, asked } = await origin((_, response, nth) => {
      if (nth === 1) sendHalf(response, bytes);
      else response.end(bytes);
    });
    const found = await fetchSource(source(`${url}/m.onnx`), places());
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['a part that was not asked for', 206],
    ['that there is no such part', 416],
  ])('starts anew where the server answers %s', async (_, status) => {
    const { url, asked } = await origin((request, response, nth) => {
      if (nth === 1) sendHalf(response, bytes);
      else if (request.headers.range === undefined) response.end(bytes);
      else response.writeHead(status, { 'content-range': 'bytes 0-999/1000' }).end(bytes);
    });
    const found = await fetchSource(source(`${url}/m.onnx`), places());
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
    expect(asked).toEqual(['GET /m.onnx', 'GET /m.onnx bytes=500-', 'GET /m.onnx']);
  });

  it('goes on only with the same file: the tag of the first answer comes with the range', async () => {
    const tags: (string | undefined)[] = [];
    const { url } = await origin((request, response, nth) => {
      tags.push(request.headers['if-range'] as string | undefined); // one header, one text
      if (nth === 1) sendHalf(response, bytes, { etag: '"one"' });
      else sendPart(request, response, bytes);
    });
    await fetchSource(source(`${url}/m.onnx`), places());
    expect(tags).toEqual([undefined, '"one"']);
  });

  it('refuses bytes that stay short', async () => {
    const { url } = await origin((_, response) => sendHalf(response, bytes));
    expect((await findingOf(fetchSource(source(url), places()))).code).toBe('SOURCE_NOT_FETCHED');
  });

  it('counts a silent connection as dropped', async () => {
    const { url, asked } = await origin((_, response, nth) => {
      if (nth === 1) response.writeHead(200, { 'content-length': bytes.length }).write('0123456789');
      else response.end(bytes);
    });
    const own = places({ limits: { waitMs: 1, attempts: 2, stallMs: 100 } });
    await fetchSource(source(`${url}/m.onnx`), own);
    expect(asked).toHaveLength(2);
    expect(own.lines.join()).toContain('nothing arrived for 0.1 s');
  });

  it('ends at once when the run is ended', async () => {
    const { url } = await origin(() => undefined);
    const end = new AbortController();
    const own = places({ signal: end.signal });
    const fetching = fetchSource(source(url), own).catch((error: unknown) => error);
    setTimeout(() => end.abort(new Error('stopped')), 50);
    expect(await fetching).toEqual(new Error('stopped'));
    expect(filesIn(own.cacheDir)).toEqual([]);
  });
});

describe('files that are too large', () => {
  it('refuses an announced length before a byte of it is read', async () => {
    const { url } = await origin((_, response) => {
      response.writeHead(200, { 'content-length': 1001 }).flushHeaders();
    });
    const own = places({ limits: { maxBytes: 1000 } });
    expect((await findingOf(fetchSource(source(url), own))).code).toBe('SOURCE_TOO_LARGE');
  });

  it('stops an endless body', async () => {
    const { url } = await origin((_, response) => {
      const timer = setInterval(() => response.write(bytes), 1);
      response.on('close', () => clearInterval(timer));
    });
    const own = places({ limits: { maxBytes: 5000 } });
    expect((await findingOf(fetchSource(source(url), own))).code).toBe('SOURCE_TOO_LARGE');
    expect(filesIn(own.cacheDir)).toEqual([]);
  });

  it('takes a file of exactly the most', async () => {
    const { url } = await origin(whole);
    await fetchSource(source(url), places({ limits: { maxBytes: 1000 } }));
  });
});
