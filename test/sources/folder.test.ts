import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGraph } from '../../src/onnx/graph.js';
import { locateModel } from '../../src/sources/model.js';
import { digestOf, digestOver } from '../../src/sources/model-file.js';

const models = join(import.meta.dirname, '../fixtures/models');
const place = { file: 'gate.yml', line: 3, column: 13 };

/** A folder `model` with these files: fixtures under names of a layout, and texts. */
function folder(files: { readonly [name: string]: string }): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'folder-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'model', name)), { recursive: true });
    if (content.endsWith('.onnx') || content.endsWith('.bin'))
      copyFileSync(join(models, content), join(root, 'model', name));
    else writeFileSync(join(root, 'model', name), content);
  }
  return root;
}

function locate(root: string, sha256?: string) {
  const source = { path: 'model', place, ignoreOutputs: [], ...(sha256 !== undefined && { sha256 }) };
  return locateModel(root, source, readGraph);
}

const config = { 'config.json': '{"model_type": "gpt"}' };

describe('a model that is a folder', () => {
  it('is all of its files: settings, sizes, and a digest that any of them changes', async () => {
    const files = {
      ...config,
      'model.onnx': 'external.onnx',
      'external.bin': 'external.bin',
      'generation_config.json': '{"eos_token_id": 3}',
      'tokenizer.json': '{}',
    };
    const root = folder(files);
    const read = (name: string): Buffer => readFileSync(join(root, 'model', name));
    const names = ['model.onnx', 'external.bin', 'config.json', 'generation_config.json', 'tokenizer.json'];
    expect(await locate(root)).toMatchObject({
      source: 'model',
      sha256: digestOver(names.map((location) => ({ sha256: digestOf(read(location)), location }))),
      bytes: read('model.onnx').length + read('external.bin').length,
      file: {
        path: join(root, 'model/model.onnx'),
        external: [{ location: 'external.bin', path: join(root, 'model/external.bin') }],
        folder: {
          parts: [{ name: 'model' }],
          config: { model_type: 'gpt' },
          generation: { eos_token_id: 3 },
          preprocessor: {},
          tokenizer: join(root, 'model/tokenizer.json'),
        },
      },
    });
    const digests = await Promise.all(
      Object.keys(files)
        .filter((name) => name.endsWith('.json'))
        .map(async (name) => {
          const other = folder({ ...files, [name]: '{"other": 1}' });
          const found = await locate(other);
          return 'sha256' in found ? found.sha256 : found;
        }),
    );
    expect(new Set(digests).size).toBe(3);
  });

  it.each([
    [['model.onnx'], ['model']],
    [['decoder_model_merged.onnx'], ['merged']],
    [
      ['decoder_model.onnx', 'decoder_with_past_model.onnx'],
      ['decoder', 'decoder-with-past'],
    ],
    [['decoder_model.onnx', 'decoder_with_past_model.onnx', 'decoder_model_merged.onnx'], ['merged']],
    [
      ['encoder_model.onnx', 'decoder_model_merged.onnx'],
      ['merged', 'encoder'],
    ],
    [
      ['encoder_model.onnx', 'decoder_model.onnx', 'decoder_with_past_model.onnx'],
      ['decoder', 'decoder-with-past', 'encoder'],
    ],
  ])('%j is read as %j, and counted so', async (names, parts) => {
    const root = folder({ ...config, ...Object.fromEntries(names.map((name) => [name, 'linear.onnx'])) });
    const found = await locate(root);
    if ('code' in found) throw new Error(found.code);
    expect(found.file.folder?.parts.map(({ name }) => name)).toEqual(parts);
    expect(found.bytes).toBe(parts.length * statSync(join(models, 'linear.onnx')).size);
    expect(found.others).toHaveLength(parts.length - 1);
  });

  it.each([
    [{ 'model.onnx': 'linear.onnx' }, /no config\.json/],
    [{ ...config }, /no ONNX file/],
    [{ ...config, 'onnx/model.onnx': 'linear.onnx' }, /onnx\//],
    [{ ...config, 'model_quantized.onnx': 'linear.onnx' }, /model_quantized\.onnx/],
    [{ ...config, 'decoder_with_past_model.onnx': 'linear.onnx' }, /decoder_with_past_model\.onnx/],
    [{ ...config, 'encoder_model.onnx': 'linear.onnx' }, /encoder_model\.onnx/],
    [{ ...config, 'model.onnx': 'linear.onnx', 'decoder_model.onnx': 'linear.onnx' }, /which of them/],
    [{ ...config, 'model.onnx': 'linear.onnx', 'genai_config.json': '{}' }, /onnxruntime-genai/],
    [{ 'config.json': '[]', 'model.onnx': 'linear.onnx' }, /config\.json is no JSON object/],
    [{ 'config.json': '{', 'model.onnx': 'linear.onnx' }, /config\.json is no JSON object/],
  ])('%j is refused by name', async (files, reason) => {
    expect(await locate(folder(files))).toMatchObject({
      code: 'MODEL_FOLDER',
      data: { path: 'model', reason: expect.stringMatching(reason) as string },
      place,
    });
  });

  it('says which of its files is no model, or another than pinned', async () => {
    const broken = folder({ ...config, 'model.onnx': 'not a model' });
    expect(await locate(broken)).toMatchObject({
      code: 'MODEL_UNREADABLE',
      data: { path: 'model/model.onnx' },
    });
    const other = folder({ ...config, 'model.onnx': 'linear.onnx' });
    expect(await locate(other, 'f'.repeat(64))).toMatchObject({ code: 'DIGEST_MISMATCH' });
  });
});
