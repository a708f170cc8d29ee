import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault, type Finding } from '../../src/core/fault.js';
import { readGraph, type GraphFacts } from '../../src/onnx/graph.js';
import { locateModel, type LocatedModel } from '../../src/sources/model.js';
import { places, serve } from './arrange.js';
import { bareEnv, repository } from './repository.js';

const models = join(import.meta.dirname, '../fixtures/models');
const place = { file: 'gate.yml', line: 3, column: 13 };

/** A folder with these files of the fixtures, or with new ones. */
function folderWith(...names: readonly string[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'model-')));
  for (const name of names) copyFileSync(join(models, name), join(folder, name));
  return folder;
}

function locate(folder: string, path: string, sha256?: string): Promise<LocatedModel<GraphFacts> | Finding> {
  const source = { path, place, ignoreOutputs: [], ...(sha256 !== undefined && { sha256 }) };
  return locateModel(folder, source, readGraph);
}

function sha256(...bytes: readonly (Buffer | string)[]): string {
  const hash = createHash('sha256');
  for (const each of bytes) hash.update(each);
  return hash.digest('hex');
}

describe('a model', () => {
  it('is found with its digest, its bytes and its facts', async () => {
    const folder = folderWith('linear.onnx');
    const bytes = readFileSync(join(folder, 'linear.onnx'));
    expect(await locate(folder, 'linear.onnx')).toMatchObject({
      file: { path: join(folder, 'linear.onnx'), external: [] },
      source: 'linear.onnx',
      sha256: sha256(bytes),
      bytes: bytes.length,
      facts: { outputs: ['logits'] },
    });
  });

  it('counts and digests its external data', async () => {
    const folder = folderWith('external.onnx', 'external.bin');
    const [own, data] = ['external.onnx', 'external.bin'].map((name) => readFileSync(join(folder, name)));
    if (own === undefined || data === undefined) throw new Error('two files');
    expect(await locate(folder, 'external.onnx')).toMatchObject({
      file: { external: [{ location: 'external.bin', path: join(folder, 'external.bin') }] },
      sha256: sha256(`${sha256(own)}  model\n${sha256(data)}  external.bin\n`),
      bytes: own.length + data.length,
    });
  });

  it('has another digest when one bit of its external data differs', async () => {
    const folder = folderWith('external.onnx', 'external.bin');
    const before = await locate(folder, 'external.onnx');
    const data = readFileSync(join(folder, 'external.bin'));
    data[0] = (data[0] ?? 0) ^ 1;
    writeFileSync(join(folder, 'external.bin'), data);
    const after = await locate(folder, 'external.onnx');
    expect('sha256' in before && 'sha256' in after && before.sha256 !== after.sha256).toBe(true);
  });

  it('that the policy pins has that digest', async () => {
    const folder = folderWith('linear.onnx');
    const pin = sha256(readFileSync(join(folder, 'linear.onnx')));
    expect(await locate(folder, 'linear.onnx', pin)).toMatchObject({ sha256: pin });
  });
});

describe('a file that is there but cannot be judged is a finding, with its place', () => {
  it.each([
    ['a Git LFS pointer', 'pointer.onnx', 'LFS_POINTER'],
    ['a truncated file', 'truncated.onnx', 'MODEL_UNREADABLE'],
    ['external data that is missing', 'external.onnx', 'FILE_MISSING'],
    ['external data that leads out', 'escaping.onnx', 'PATH_OUTSIDE'],
  ])('%s', async (_, name, code) => {
    expect(await locate(folderWith(name), name)).toMatchObject({ code, place });
  });

  it('another digest than pinned', async () => {
    const folder = folderWith('linear.onnx');
    const expected = '0'.repeat(64);
    const actual = sha256(readFileSync(join(folder, 'linear.onnx')));
    expect(await locate(folder, 'linear.onnx', expected)).toEqual({
      code: 'DIGEST_MISMATCH',
      data: { path: 'linear.onnx', expected, actual },
      place,
    });
  });

  it('a folder', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'model.onnx'));
    expect(await locate(folder, 'model.onnx')).toMatchObject({ code: 'MODEL_FOLDER' });
  });

  it('an empty file', async () => {
    const folder = folderWith();
    writeFileSync(join(folder, 'model.onnx'), '');
    expect(await locate(folder, 'model.onnx')).toMatchObject({ code: 'MODEL_UNREADABLE' });
  });

  it('external data that is a link out of the folder', async () => {
    const folder = folderWith('external.onnx');
    symlinkSync(join(models, 'external.bin'), join(folder, 'external.bin'));
    expect(await locate(folder, 'external.onnx')).toMatchObject({ code: 'PATH_OUTSIDE' });
  });
});

describe('a path that the policy gets wrong is thrown', () => {
  it.each([
    ['missing', 'none.onnx', 'FILE_MISSING'],
    ['outside', '../none.onnx', 'PATH_OUTSIDE'],
  ])('%s', async (_, path, code) => {
    const thrown = await locate(folderWith(), path).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Fault);
    expect(thrown instanceof Fault && thrown.findings[0]?.code).toBe(code);
  });
});

describe('a model that is fetched', () => {
  const graph = readFileSync(join(models, 'external.onnx'));
  const weights = readFileSync(join(models, 'external.bin'));
  const combined = sha256(`${sha256(graph)}  model\n${sha256(weights)}  external.bin\n`);

  it('comes with its external data beside it, and is digested as a path is', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    commit({ 'm/external.onnx': graph, 'm/external.bin': weights });
    const source = { is: 'git', ref: 'main', path: 'm/external.onnx' } as const;
    const named = { path: 'main:m/external.onnx', source, place, ignoreOutputs: [], sha256: combined };
    const found = await locateModel(places({ directory, env }), named, readGraph);
    if ('code' in found) throw new Error(`expected a model, got ${found.code}`);
    expect(found).toMatchObject({
      source: 'main:m/external.onnx',
      sha256: combined,
      bytes: graph.length + weights.length,
    });
    expect(found.file.external[0]?.path).toBe(join(dirname(found.file.path), 'external.bin'));
  });

  it('is a finding when its external data is missing', async () => {
    const env = bareEnv();
    const { directory, commit } = repository(env);
    commit({ 'external.onnx': graph });
    const source = { is: 'git', ref: 'main', path: 'external.onnx' } as const;
    const named = { path: 'main:external.onnx', source, place, ignoreOutputs: [] };
    expect(await locateModel(places({ directory, env }), named, readGraph)).toMatchObject({
      code: 'SOURCE_GIT_PATH',
      place,
    });
  });

  it('has the digest of its own file where it comes from a hub', async () => {
    const commit = 'c'.repeat(40);
    const hub = await serve((request, response) =>
      response.end(request.url?.endsWith('.bin') === true ? weights : graph),
    );
    const source = {
      is: 'hub',
      repo: 'a/b',
      file: 'external.onnx',
      revision: commit,
      sha256: sha256(graph),
    } as const;
    const named = {
      path: `a/b/external.onnx@${commit}`,
      source,
      place,
      ignoreOutputs: [],
      sha256: sha256(graph),
    };
    const own = places({ env: { HF_ENDPOINT: hub.url } });
    const found = await locateModel(own, named, readGraph).finally(() => hub.close());
    expect(found).toMatchObject({ sha256: combined });
  });

  it('is a finding with its place when it can not be had', async () => {
    const source = { is: 'url', url: 'http://192.0.2.1/m.onnx', sha256: 'a'.repeat(64) } as const;
    const named = { path: source.url, source, place, ignoreOutputs: [], sha256: source.sha256 };
    expect(await locateModel(places(), named, readGraph)).toMatchObject({ code: 'SOURCE_ADDRESS', place });
  });

  it('needs a cache', async () => {
    const source = { is: 'git', ref: 'main', path: 'a.onnx' } as const;
    const located = locateModel('.', { path: 'main:a.onnx', source, place, ignoreOutputs: [] }, readGraph);
    await expect(located).rejects.toThrow('needs a cache');
  });
});
