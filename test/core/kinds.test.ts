import { describe, expect, test } from 'vitest';
import { waysOf } from '../../src/core/kinds.js';
import type { PlannedModel } from '../../src/core/plan.js';
import type { Json } from '../../src/core/json.js';
import { levelKey } from '../../src/evaluate/digests.js';
import { kinds } from '../../src/kinds.js';
import { model, task } from '../plan/kit.js';

const file = model('ctc.onnx');
const part = (name: 'merged' | 'encoder') => ({ name, file: { path: '', external: [] } });
const folder: PlannedModel = model('whisper', {
  file: {
    path: '/whisper/decoder_model_merged.onnx',
    external: [],
    folder: { parts: [part('merged'), part('encoder')], config: {}, generation: {}, preprocessor: {}, tokenizer: null },
  },
}); // prettier-ignore

type Options = { readonly [key: string]: Json };

function ways(options: Options, baseline: PlannedModel, compressed = baseline, kind = 'speech-recognition') {
  return waysOf(kinds, { task: task('a', { kind, options }), names: ['a'], models: { baseline, compressed } });
} // prettier-ignore

const key = (options: Options, of: PlannedModel): string => {
  const own = ways(options, of);
  const pass = { inputs: { baseline: [], compressed: [] }, ...(own && { ways: own }) };
  return levelKey('d', pass, 'baseline', { name: 'clean', noise: null });
};

describe('a way of its own', () => {
  test('is that of kinds that have one, with all of their keys', () => {
    const by = { kind: 'text-to-text', settings: { options: { score: 'chrf' }, confidentAt: 0.9, names: ['a'], label: 'kind' } };
    expect(ways({ score: 'chrf' }, file, file, 'text-to-text')).toEqual({ baseline: { by }, compressed: { by } });
    expect(ways({}, file, file, 'classification')).toBeUndefined();
  }); // prettier-ignore

  test('is that of folders only where the kind decodes them, with the keys of decoding', () => {
    expect(ways({ score: 'exact-match' }, file)).toBeUndefined();
    const settings = { options: { language: 'en' }, confidentAt: 0, names: [], label: undefined };
    const both = ways({ score: 'exact-match', language: 'en' }, folder);
    expect(both?.baseline).toEqual({ by: { kind: 'speech-recognition', settings } });
    const mixed = ways({}, folder, file);
    expect(mixed?.baseline.by?.unsaid).toBe(true);
    expect(mixed?.compressed).toEqual({});
  });

  test('is what is recorded by what is said of it: a recording tells no folder from a file', () => {
    expect(key({}, folder)).toBe(key({}, file));
    expect(key({ language: 'en' }, folder)).toBe(key({ language: 'en' }, file));
    expect(key({ language: 'en' }, folder)).not.toBe(key({ language: 'de' }, folder));
    expect(key({ language: 'en' }, folder)).not.toBe(key({}, folder));
  });
});
