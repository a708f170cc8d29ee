import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { Config, OpenFolder, PartName } from '../../src/core/folder.js';
import type { Tensor } from '../../src/core/tensor.js';
import { logMel } from '../../src/data/audio/log-mel.js';
import { resample } from '../../src/data/audio/resample.js';
import { decodeSound } from '../../src/data/formats/sound.js';
import { noAnswer } from '../../src/tasks/said.js';
import { type Dictation, listenerOf, transcribed } from '../../src/tasks/transcribed.js';
import { codeOf } from './codes.js';
import { opened } from './decoders.js';

interface Case {
  readonly model: 'net' | 'small';
  /** On top of what the folder's generation_config.json says; null: without. */
  readonly settings: Config;
  readonly asked: {
    readonly language?: string;
    readonly task?: string;
    readonly return_timestamps?: boolean;
    readonly num_beams?: number;
    readonly max_new_tokens?: number;
  };
  /** Files that are heard one after the other, as one sound. */
  readonly sounds: readonly (readonly string[])[];
  readonly tokens: readonly (readonly number[])[];
}

const { cases, texts } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/whisper.json'), 'utf8'),
) as { readonly texts: readonly string[]; readonly cases: readonly Case[] }; // written by export.py of the example
const example = join(import.meta.dirname, '../../examples/spoken-digits');
const fixtures = join(import.meta.dirname, '../fixtures/whisper');
const still = (): void => undefined;
const nothing: Dictation = {
  language: undefined,
  task: undefined,
  timed: false,
  beams: undefined,
  most: undefined,
};
const mels = 40;

async function heard(file: string): Promise<Float32Array> {
  const { rate, channels } = await decodeSound(Uint8Array.from(readFileSync(join(example, 'data', file))));
  return resample(channels[0] ?? new Float32Array(), rate, 16000);
}

/** Features of files one after the other, filled up to three seconds. */
async function featuresOf(files: readonly string[], least = 48000): Promise<Tensor> {
  const parts = await Promise.all(files.map(heard));
  const sound = new Float32Array(
    Math.max(
      least,
      parts.reduce((sum, { length }) => sum + length, 0),
    ),
  );
  let at = 0;
  for (const part of parts) {
    sound.set(part, at);
    at += part.length;
  }
  const data = logMel(sound, mels);
  return { type: 'float32', dims: [1, mels, data.length / mels], data };
}

const folders = new Map<string, Session>();
beforeAll(async () => {
  folders.set('net', await opened('whisper-fp32', join(example, 'models')));
  for (const name of ['merged', 'pair']) folders.set(name, await opened(name, fixtures));
});

function folderOf(name: string, settings: Config = {}): [Session, OpenFolder] {
  const session = folders.get(name);
  if (session?.folder === undefined) throw new Error(name);
  return [session, { ...session.folder, generation: { ...session.folder.generation, ...settings } }];
}

const told = cases.map((each) => ({
  ...each,
  name: `${each.model}, ${JSON.stringify(each.settings)}, ${JSON.stringify(each.asked)}`,
}));
const among = told.flatMap((each) =>
  each.model === 'net' ? [{ ...each, of: 'net' }] : ['merged', 'pair'].map((of) => ({ ...each, of })),
);

describe('a Whisper', () => {
  test.each(among)('hears what transformers hears: $of, $name', async ({ of, settings, asked, sounds, tokens }) => {
    const [session, folder] = folderOf(of, settings);
    const dictation: Dictation = {
      language: asked.language,
      task: asked.task,
      timed: asked.return_timestamps === true,
      beams: asked.num_beams,
      most: asked.max_new_tokens,
    };
    const { hear } = listenerOf(session, folder, { dictation, alive: still });
    const wrong: unknown[] = [];
    for (const [at, files] of sounds.entries()) {
      const found = await hear(await featuresOf(files));
      if (found?.join() !== tokens[at]?.join()) wrong.push({ files, found, wanted: tokens[at] });
    }
    expect(wrong).toEqual([]);
  }, 60_000); // prettier-ignore

  test('is proved on enough', () => {
    expect(cases[0]?.sounds).toHaveLength(64);
    expect(cases.reduce((sum, { sounds }) => sum + sounds.length, 0)).toBeGreaterThan(800);
  });

  test('is a session that takes features and gives texts, without times', async () => {
    const [session, folder] = folderOf('net');
    const both = transcribed({ ...nothing, language: 'en' })({ ...session, folder }, still);
    expect(both.inputs).toEqual([{ name: 'input_features', type: 'float32', dims: ['batch', mels, 'frames'] }]);
    const few = await Promise.all(cases[0]?.sounds.slice(0, 3).map((files) => featuresOf(files)) ?? []);
    const data = Float32Array.from(few.flatMap((each) => [...each.data].map(Number)));
    const features = { type: 'float32', dims: [3, mels, 300], data } as const;
    const answers = async (dictation: Dictation): Promise<Tensor | undefined> =>
      (await transcribed(dictation)({ ...session, folder }, still).run(new Map([['input_features', features]]))).get('text');
    expect(await answers({ ...nothing, language: 'en' })).toEqual({ type: 'string', dims: [3], data: texts.slice(0, 3) });
    const timed = await answers({ ...nothing, language: 'en', timed: true });
    for (const text of timed?.data ?? []) expect(text).not.toContain('<|');
  });

  test('says nothing where a score is none', async () => {
    const [session, folder] = folderOf('net');
    const merged = folder.parts.get('merged');
    if (merged === undefined) throw new Error('merged');
    for (const from of [1, 2, 4]) {
      let runs = 0;
      const broken: Session = {
        ...merged,
        run: async (feeds) => {
          const outputs = new Map(await merged.run(feeds));
          runs += 1;
          const logits = outputs.get('logits');
          if (logits && runs >= from) outputs.set('logits', { ...logits, data: new Float32Array(logits.data.length).fill(NaN) });
          return outputs;
        },
      };
      const parts = new Map<PartName, Session>([...folder.parts, ['merged', broken]]);
      const both = transcribed(nothing)({ ...session, folder: { ...folder, parts } }, still);
      const outputs = await both.run(new Map([['input_features', await featuresOf(['sound/slt-00.wav'])]]));
      expect(outputs.get('text')?.data).toEqual([noAnswer]);
    }
  });

  test('hears no less than a window', async () => {
    const [session, folder] = folderOf('net');
    const { hear } = listenerOf(session, folder, { dictation: nothing, alive: still });
    await expect(hear(await featuresOf(['german/00.wav'], 0))).rejects.toThrow('the model hears 300 at once');
  });
}); // prettier-ignore

describe('a folder', () => {
  const refusal = (change: Partial<OpenFolder>, dictation = nothing): [unknown, string] => {
    const [session, folder] = folderOf('net');
    const act = (): unknown => transcribed(dictation)({ ...session, folder: { ...folder, ...change } }, still);
    let words = '';
    try {
      act();
    } catch (error) {
      words = String(error);
    }
    return [codeOf(act), words];
  };
  const own = (key: 'config' | 'generation' | 'preprocessor', change: Config): Partial<OpenFolder> => ({
    [key]: { ...folderOf('net')[1][key], ...change },
  });
  const without = (name: PartName): Partial<OpenFolder> => ({
    parts: new Map([...folderOf('net')[1].parts].filter(([part]) => part !== name)),
  });

  test.each<[string, () => Partial<OpenFolder>, RegExp]>([
    ['an encoder', () => without('encoder'), /encoder_model/],
    ['a decoder', () => without('merged'), /no decoder/],
    ['a tokenizer', () => ({ tokenizer: null }), /tokenizer\.json/],
    ['generation_config.json', () => ({ generation: {} }), /generation_config\.json/],
    ['preprocessor_config.json', () => ({ preprocessor: {} }), /preprocessor_config\.json/],
    ['config.json that says so', () => own('config', { model_type: 'moonshine' }), /"moonshine", where whisper/],
    ['an encoder of its mels', () => own('preprocessor', { feature_size: 80 }), /feature_size 80.*40 mels/],
    ['an encoder of its seconds', () => own('preprocessor', { chunk_length: 30 }), /chunk_length 30.*hears 3 seconds/],
    ['features as they are built', () => own('preprocessor', { n_fft: 512 }), /n_fft 512/],
    ['sound as it is built', () => own('preprocessor', { do_normalize: true }), /do_normalize/],
    ['places for so many tokens', () => own('generation', { max_new_tokens: 100 }), /places for 64/],
    ['settings that are built: earlier text', () => own('generation', { condition_on_prev_tokens: true }), /condition_on_prev_tokens/],
    ['settings that are built: silence', () => own('generation', { no_speech_threshold: 0.6 }), /no_speech_threshold/],
    ['settings that are built: another try', () => own('generation', { compression_ratio_threshold: 1.35 }), /compression_ratio_threshold/],
    ['settings that are built: repetition', () => own('generation', { repetition_penalty: 1.1 }), /repetition_penalty/],
  ])('without %s is refused', (_, change, words) => {
    const [code, said] = refusal(change());
    expect(code).toBe('DECODER_INVALID');
    expect(said).toMatch(words);
  });

  test('is refused a language it does not know', () => {
    expect(refusal({}, { ...nothing, language: 'fr' })[0]).toBe('SPEECH_PROMPT');
  });

  test('of a model without times hears no more than a window', async () => {
    const [session, folder] = folderOf('net', { no_timestamps_token_id: null });
    const { hear } = listenerOf(session, folder, { dictation: { ...nothing, language: 'en' }, alive: still });
    await expect(hear(await featuresOf(cases.at(-1)?.sounds[0] ?? []))).rejects.toThrow('no_timestamps_token_id');
  });

  test('is what asks, and no single file', () => {
    const [{ folder: _, ...file }] = folderOf('net');
    expect(transcribed(nothing)(file, still)).toBe(file);
    for (const wish of [{ language: 'en' }, { task: 'translate' }, { timed: true }, { beams: 2 }, { most: 5 }])
      expect(codeOf(() => transcribed({ ...nothing, ...wish })(file, still))).toBe('SPEECH_PROMPT');
  });
}); // prettier-ignore
