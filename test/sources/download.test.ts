import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { UrlSource } from '../../src/core/source.js';
import { fetchSource } from '../../src/sources/fetch.js';
import {
  filesIn,
  findingOf,
  origins,
  places,
  sendHalf,
  sendPart,
  serve,
  sha256,
  type Answer,
} from './arrange.js';

const bytes = Buffer.from('0123456789'.repeat(100));
const digest = sha256(bytes);
const origin = origins();

function source(url: string, pinned = digest): UrlSource {
  return { is: 'url', url, sha256: pinned };
}

const whole: Answer = (_, response) => void response.end(bytes);

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
