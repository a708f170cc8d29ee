import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import { locate, plannedModel } from '../../src/gate/locate.js';
import { kinds } from '../../src/kinds.js';
import { readPolicy } from '../../src/policy/read.js';
import { kindTask, project } from './kit.js';
import { request } from '../evaluate/kit.js';
import type { SourcePlaces } from '../../src/sources/places.js';

function placesIn(directory: string): SourcePlaces {
  return { directory, cacheDir: join(directory, '.cache'), env: {}, progress: () => undefined };
}

function located(folder: string): ReturnType<typeof locate> {
  return locate(readPolicy(request(folder).policy, kinds), placesIn(folder), kinds);
}

describe('the files of a task', () => {
  it('are its data, its class names and its models', async () => {
    const folder = project({ tasks: kindTask.replace('id: id', 'id: id, names: kinds.txt') });
    writeFileSync(join(folder, 'kinds.txt'), 'cat\r\n dog \r\nbird\r\n');
    const [files] = await located(folder);
    expect(files).toMatchObject({ path: join(folder, 'data.jsonl'), names: ['cat', 'dog', 'bird'] });
    if (files === undefined || !('models' in files)) throw new Error('files');
    expect(plannedModel(files.models.compressed)).toEqual({
      source: 'compressed.onnx',
      file: { path: join(folder, 'compressed.onnx'), external: [] },
      sha256: files.models.compressed.sha256,
      fixedBatch: null,
      quantizesDynamically: false,
    });
  });

  it('that are broken are the reason that it has none', async () => {
    const [files] = await located(project({ baseline: 'pointer' }));
    expect(files).toMatchObject({ reason: { code: 'LFS_POINTER', data: { path: 'baseline.onnx' } } });
  });

  it('that are missing are thrown together, each once', async () => {
    const folder = project({
      tasks: `${kindTask}${kindTask.replace('kind:', 'other:').replace('data.jsonl', 'more.jsonl')}`,
    });
    rmSync(join(folder, 'compressed.onnx'));
    const thrown = await located(folder).catch((error: unknown) => error);
    if (!(thrown instanceof Fault)) throw new Error('a fault');
    expect(thrown.findings.map(({ data }) => data['path'])).toEqual(['compressed.onnx', 'more.jsonl']);
  });

  it('are pinned by each task for itself', async () => {
    const pinned = `${kindTask}  other:
    kind: classification
    models: { baseline: { path: baseline.onnx, sha256: "${'0'.repeat(64)}" }, compressed: { path: compressed.onnx, method: other } }
    data: { path: data.jsonl, label: label }
    output: logits
    levels: { clean: { disagreement: 50% } }
`;
    const [first, second] = await located(project({ tasks: pinned }));
    expect(first !== undefined && 'models' in first).toBe(true);
    expect(second).toMatchObject({ reason: { code: 'DIGEST_MISMATCH' } });
  });

  it('keep empty lines among class names: they count', async () => {
    const folder = project({ tasks: kindTask.replace('id: id', 'id: id, names: kinds.txt') });
    writeFileSync(join(folder, 'kinds.txt'), 'cat\n\nbird');
    const [files] = await located(folder);
    expect(files).toMatchObject({ names: ['cat', '', 'bird'] });
    expect(readFileSync(join(folder, 'kinds.txt'), 'utf8')).toContain('\n\n');
  });
});
