import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault, word } from '../../src/core/fault.js';
import { npmPack } from '../../src/sources/npm.js';
import { tarball } from './archive.js';

const bytes = tarball([{ name: 'package/package.json', text: '{"name":"tiny","version":"1.2.3"}' }]);
let registry: Server;

/** A registry that knows one package, on the loopback: the npm client itself is the real one. */
beforeAll(async () => {
  registry = createServer((request, response) => {
    const { host } = request.headers;
    const dist = {
      tarball: `http://${host ?? ''}/tiny.tgz`,
      integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
    };
    if (request.url === '/tiny.tgz') response.end(bytes);
    else if (request.url === '/tiny')
      response.end(
        JSON.stringify({ name: 'tiny', versions: { '1.2.3': { name: 'tiny', version: '1.2.3', dist } } }),
      );
    else response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
});

afterAll(() => registry.close());

beforeEach(() => {
  const { port } = registry.address() as AddressInfo; // listening on TCP
  vi.stubEnv('npm_config_registry', `http://127.0.0.1:${port}/`);
  vi.stubEnv('npm_config_cache', mkdtempSync(join(tmpdir(), 'gate-npm-cache-')));
  vi.stubEnv('npm_config_fetch_retries', '0');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'gate-npm-'));
}

async function faultOf(promise: Promise<string>): Promise<Fault> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof Fault) return error;
  throw new Error(`expected a Fault, got ${String(error)}`);
}

describe('npmPack', () => {
  it("brings a package's archive from the registry that npm is set up for, byte for byte", async () => {
    const archive = await npmPack('tiny', '1.2.3', scratch());
    expect(readFileSync(archive).equals(bytes)).toBe(true);
  });

  it("says npm's own reason when the registry does not have it", async () => {
    const { findings } = await faultOf(npmPack('tiny', '9.9.9', scratch()));
    expect(findings[0]?.code).toBe('NATIVE_NOT_FETCHED');
    expect(findings[0]?.data.reason).toContain('ETARGET');
  });

  it('says so when there is no npm, and offers native-dir and wasm', async () => {
    vi.stubEnv('PATH', scratch());
    const { findings } = await faultOf(npmPack('tiny', '1.2.3', scratch()));
    expect(findings[0]?.data.reason).toContain('npm could not be started');
    expect(findings[0] && word(findings[0]).todo).toMatch(/native-dir.*runtime: wasm/);
  });

  it('reads no .npmrc of the folder that the gate runs in', async () => {
    const folder = scratch();
    const here = scratch();
    writeFileSync(join(here, '.npmrc'), 'registry=http://127.0.0.1:9/');
    const before = process.cwd();
    process.chdir(here);
    await npmPack('tiny', '1.2.3', folder).finally(() => process.chdir(before));
    expect(existsSync(join(folder, 'tiny-1.2.3.tgz'))).toBe(true);
  });
});
