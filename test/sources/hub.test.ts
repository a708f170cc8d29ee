import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { word } from '../../src/core/fault.js';
import type { HubSource } from '../../src/core/source.js';
import { fetchBeside, fetchSource } from '../../src/sources/fetch.js';
import { filesIn, findingOf, origins, places, sendHalf, sendPart, sha256, type Origin } from './arrange.js';

const bytes = Buffer.from('weights'.repeat(50));
const digest = sha256(bytes);
const commit = 'c0ffee'.padEnd(40, '0');
const source: HubSource = { is: 'hub', repo: 'acme/vision', file: 'onnx/model.onnx', revision: 'main' };
const origin = origins();

interface HubSketch {
  readonly content?: Buffer;
  readonly announced?: string | null;
  readonly commit?: string | null;
}

/** A hub that keeps its bytes on another origin and names digest and commit in the redirect, as the real one does. */
async function hub(sketch: HubSketch = {}): Promise<{ hub: Origin; storage: Origin }> {
  const { content = bytes, announced = digest } = sketch;
  const at = sketch.commit === undefined ? commit : sketch.commit;
  const storage = await origin((request, response) => sendPart(request, response, content));
  const front = await origin((_, response) => {
    if (announced !== null) response.setHeader('x-linked-etag', `"${announced}"`);
    if (at !== null) response.setHeader('x-repo-commit', at);
    response.writeHead(302, { location: `${storage.url}/blob?sig=1` }).end();
  });
  return { hub: front, storage };
}

function at(origin: Origin, env: Record<string, string> = {}): ReturnType<typeof places> {
  return places({ env: { HF_ENDPOINT: `${origin.url}/`, ...env } });
}

describe('a file of a hub', () => {
  it('is asked for under repository, revision and file, and taken at the commit that was found', async () => {
    const { hub: front, storage } = await hub();
    const found = await fetchSource(source, at(front));
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
    expect(found.shown).toBe('acme/vision/onnx/model.onnx@main');
    expect(found.source).toMatchObject({ revision: commit });
    expect(front.asked).toEqual([
      'HEAD /acme/vision/resolve/main/onnx/model.onnx',
      `GET /acme/vision/resolve/${commit}/onnx/model.onnx`,
    ]);
    expect(storage.asked).toEqual(['GET /blob?sig=1']);
  });

  it('may be of a data set, and of a revision with a slash', async () => {
    const { hub: front } = await hub({ commit: null });
    const data: HubSource = {
      is: 'hub',
      repo: 'datasets/acme/shoes',
      file: 'val set.npz',
      revision: 'refs/pr/1',
    };
    await fetchSource(data, at(front));
    expect(front.asked[1]).toBe('GET /datasets/acme/shoes/resolve/refs%2Fpr%2F1/val%20set.npz');
  });

  it('is not sent again while the hub announces the digest that the cache has', async () => {
    const { hub: front, storage } = await hub();
    const own = at(front);
    await fetchSource(source, own);
    await fetchSource(source, own);
    expect(storage.asked).toHaveLength(1);
    expect(front.asked).toHaveLength(3);
  });

  it('needs no network once the cache has the digest of the policy', async () => {
    const { hub: front } = await hub();
    const own = at(front);
    await fetchSource({ ...source, sha256: digest }, own);
    await fetchSource({ ...source, sha256: digest }, own);
    expect(front.asked).toHaveLength(2);
  });

  it('is asked for again after a 503, for its head and for its bytes', async () => {
    const { hub: front } = await hub();
    const busy = await origin((request, response, nth) => {
      if (nth % 2 === 1) response.writeHead(503).end();
      else response.writeHead(307, { location: `${front.url}${request.url ?? ''}` }).end();
    });
    const found = await fetchSource({ ...source, sha256: digest }, at(busy));
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
    expect(busy.asked.map((line) => line.slice(0, 4))).toEqual(['HEAD', 'HEAD', 'GET ', 'GET ']);
  });

  it('follows a repository that was renamed, with the token, and reads the head there', async () => {
    const front = await origin((request, response) => {
      if (request.url?.startsWith('/acme/') === true) {
        response.writeHead(307, { location: request.url.replace('acme', 'new-acme') }).end();
      } else response.writeHead(200, { 'x-linked-etag': `"${digest}"` }).end(bytes);
    });
    await fetchSource(source, at(front, { HF_TOKEN: 'hf_secret' }));
    expect(front.asked.map((line) => line.replace(/ \/\S*/, ''))).toEqual(
      ['HEAD', 'HEAD', 'GET', 'GET'].map((method) => `${method} Bearer hf_secret`),
    );
  });
});

describe('the token', () => {
  it('goes to the hub and never to where it redirects', async () => {
    const { hub: front, storage } = await hub();
    await fetchSource(source, at(front, { HF_TOKEN: ' hf_secret\n' }));
    expect(front.asked.every((line) => line.endsWith(' Bearer hf_secret'))).toBe(true);
    expect(storage.asked).toEqual(['GET /blob?sig=1']);
  });

  it('is not sent where there is none', async () => {
    const { hub: front } = await hub();
    await fetchSource(source, at(front, { HF_TOKEN: '' }));
    expect(front.asked.join()).not.toContain('Bearer');
  });

  it.each([401, 403, 404])('is what the message speaks of at %i', async (status) => {
    const front = await origin((_, response) => void response.writeHead(status).end());
    const found = await findingOf(fetchSource(source, at(front)));
    expect([found.code, found.data['status']]).toEqual(['SOURCE_REFUSED', status]);
    expect(word(found).todo).toContain('HF_TOKEN');
  });
});

describe('digests', () => {
  it('refuses other bytes than the hub announced', async () => {
    const { hub: front } = await hub({ content: Buffer.from('other') });
    const own = at(front);
    const { code, data } = await findingOf(fetchSource(source, own));
    expect([code, data['by'], data['expected']]).toEqual(['SOURCE_DIGEST', 'the hub', digest]);
    expect(filesIn(own.cacheDir)).toEqual([]);
  });

  it('refuses another file than the policy pins before its bytes are sent', async () => {
    const { hub: front, storage } = await hub();
    const { code, data } = await findingOf(fetchSource({ ...source, sha256: 'b'.repeat(64) }, at(front)));
    expect([code, data['by'], data['actual']]).toEqual(['SOURCE_DIGEST', 'the policy', digest]);
    expect(storage.asked).toEqual([]);
  });

  it('checks the digest of the policy where the hub announces none', async () => {
    const { hub: front } = await hub({ announced: null });
    expect((await findingOf(fetchSource({ ...source, sha256: 'b'.repeat(64) }, at(front)))).code).toBe(
      'SOURCE_DIGEST',
    );
  });

  it.each([null, 'd'.repeat(40)])('takes a file without LFS digest as it comes (%s)', async (announced) => {
    const { hub: front } = await hub({ announced });
    const found = await fetchSource(source, at(front));
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
  });

  it('starts anew after a drop when nothing says that it is still the same file', async () => {
    const front = await origin((request, response, nth) => {
      if (request.method === 'HEAD') response.end();
      else if (nth === 2) sendHalf(response, bytes);
      else sendPart(request, response, bytes);
    });
    const found = await fetchSource(source, at(front));
    expect(readFileSync(found.path).equals(bytes)).toBe(true);
    expect(front.asked[2]).not.toContain('bytes=');
  });
});

describe('the endpoint', () => {
  it('may lie below a path', async () => {
    const { hub: front } = await hub();
    await fetchSource(source, places({ env: { HF_ENDPOINT: `${front.url}/mirror` } }));
    expect(front.asked[0]).toBe('HEAD /mirror/acme/vision/resolve/main/onnx/model.onnx');
  });

  it.each(['http://192.0.2.1', 'hub.example.org', 'https://me:hf_secret@192.0.2.1'])(
    'may not be %s',
    async (named) => {
      const own = places({ env: { HF_ENDPOINT: named, HF_TOKEN: 'hf_secret' } });
      expect((await findingOf(fetchSource(source, own))).code).toBe('SOURCE_ADDRESS');
    },
  );
});

describe('names that addresses would read otherwise', () => {
  it.each<Partial<HubSource>>([{ file: '../x' }, { file: 'a//x' }, { revision: '..' }, { repo: 'acme/.' }])(
    'are refused: %o',
    async (part) => {
      expect((await findingOf(fetchSource({ ...source, ...part }, places()))).code).toBe('SOURCE_ADDRESS');
    },
  );
});

describe('files beside one of a hub', () => {
  it('come from the same commit, and lie beside the model', async () => {
    const { hub: front } = await hub();
    const own = at(front);
    const model = await fetchSource(source, own);
    if (model.source.is !== 'hub') throw new Error('a hub source stays one');
    const beside = await fetchBeside(model.source, 'data/weights.bin', own);
    expect(front.asked.at(-1)).toBe(`HEAD /acme/vision/resolve/${commit}/onnx/data/weights.bin`);
    expect(beside).toBe(model.path.replace(basename(model.path), 'data/weights.bin'));
    expect(readFileSync(beside).equals(bytes)).toBe(true);
  });
});
