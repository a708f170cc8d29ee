import { describe, expect, it } from 'vitest';
import { word } from '../../src/core/fault.js';
import type { UrlSource } from '../../src/core/source.js';
import { fetchSource } from '../../src/sources/fetch.js';
import { findingOf, origins, places, sha256, type Answer } from './arrange.js';

const bytes = Buffer.from('0123456789'.repeat(100));
const digest = sha256(bytes);
const origin = origins();

function source(url: string, pinned = digest): UrlSource {
  return { is: 'url', url, sha256: pinned };
}

const whole: Answer = (_, response) => void response.end(bytes);

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
