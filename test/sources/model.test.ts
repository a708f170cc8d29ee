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
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault, type Finding } from '../../src/core/fault.js';
import { readGraph, type GraphFacts } from '../../src/onnx/graph.js';
import { locateModel, type LocatedModel } from '../../src/sources/model.js';

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
    expect(await locate(folder, 'model.onnx')).toMatchObject({ code: 'MODEL_UNREADABLE' });
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
