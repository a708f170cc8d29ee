import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import { Fault } from '../../src/core/fault.js';
import type { Config } from '../../src/core/folder.js';
import { choose, type Chosen } from '../../src/tasks/beams.js';
import { choosingOf } from '../../src/tasks/choosing.js';
import { decoderOf, type Decoder } from '../../src/tasks/decoder.js';
import { noAnswer } from '../../src/tasks/said.js';
import { encoded, translated } from '../../src/tasks/translated.js';
import { opened } from './decoders.js';

interface Decoded {
  readonly words: readonly string[];
  readonly ways: readonly { readonly settings: Config; readonly tokens: readonly (readonly number[])[] }[];
  readonly greedy: readonly string[];
}

const decoded = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/decoded.json'), 'utf8'),
) as Decoded; // written by export.py of the example
const models = join(import.meta.dirname, '../../examples/pronunciation/models');
const nothing = { beams: undefined, most: undefined };
const still = (): void => undefined;

let session: Session;
beforeAll(async () => {
  session = await opened('fp32', models);
});

/** Tokens without what fills rows of a batch up. */
function whole(tokens: readonly number[]): readonly number[] {
  return tokens.filter((token) => token !== 0);
}

describe('an encoder and a decoder', () => {
  test.each(decoded.ways)('choose what torch chooses, with $settings', async ({ settings, tokens }) => {
    const { folder } = session;
    const encoder = folder?.parts.get('encoder');
    if (!folder?.tokenizer || encoder === undefined) throw new Error('an example of both');
    const choosing = choosingOf({ config: {}, generation: settings }, nothing);
    const wrong: unknown[] = [];
    for (const [at, word] of decoded.words.entries()) {
      const around = await encoded(encoder, folder.tokenizer.encode(word, true), still);
      const chosen = await choose(decoderOf(session, still, around), choosing);
      const wanted = whole(tokens[at] ?? []);
      if (chosen?.join() !== wanted.join()) wrong.push({ word, chosen, wanted });
    }
    expect(wrong).toEqual([]);
    expect(decoded.words.length).toBe(60);
  }); // prettier-ignore

  test('are a session that takes texts and gives texts', async () => {
    const both = translated(nothing)(session, still);
    expect(both.inputs.map(({ name, type }) => [name, type])).toEqual([['text', 'string']]);
    const few = decoded.words.slice(0, 5);
    const outputs = await both.run(new Map([['text', { type: 'string', dims: [5], data: few }]]));
    expect(outputs.get('text')).toEqual({ type: 'string', dims: [5], data: decoded.greedy.slice(0, 5) });
  });

  test('are refused in part', () => {
    const code = (act: () => unknown): unknown => {
      try {
        return act();
      } catch (error) {
        return error instanceof Fault ? error.findings[0]?.code : error;
      }
    };
    const { folder } = session;
    if (folder === undefined) throw new Error('a folder');
    const parts = new Map([...folder.parts].filter(([name]) => name !== 'encoder'));
    expect(code(() => translated(nothing)({ ...session, folder: { ...folder, parts } }, still))).toBe('DECODER_INVALID'); // prettier-ignore
    const untold = { ...session, folder: { ...folder, tokenizer: null } };
    expect(code(() => translated(nothing)(untold, still))).toBe('DECODER_INVALID');
    const { folder: _, ...file } = session;
    expect(translated(nothing)(file, still)).toBe(file);
  });
});

describe('settings', () => {
  const of = (generation: Config, config: Config = {}): ReturnType<typeof choosingOf> =>
    choosingOf({ config, generation }, nothing);
  const start = { decoder_start_token_id: 2 };

  test('are those of generation_config.json, or of config.json where there is none', () => {
    expect(of({ ...start, num_beams: 5, eos_token_id: [3, 4], max_new_tokens: 9 }, { num_beams: 2 })).toMatchObject({
      start: [2], beams: 5, ends: [3, 4], most: 10, lengthPenalty: 1, stop: false,
    });
    expect(of({}, { ...start, num_beams: 2, max_length: 30 })).toMatchObject({ beams: 2, most: 30, ends: [] });
    expect(of({ bos_token_id: 7 }, { eos_token_id: 1 })).toMatchObject({ start: [7], most: 20, ends: [1] });
  }); // prettier-ignore

  test('give way to the policy', () => {
    const written = choosingOf(
      { config: {}, generation: { ...start, num_beams: 5, max_length: 9 } },
      { beams: 1, most: 3 },
    );
    expect(written).toMatchObject({ beams: 1, most: 4 });
  });

  test.each([
    { repetition_penalty: 1.2 },
    { encoder_no_repeat_ngram_size: 2 },
    { num_beam_groups: 2 },
    { forced_decoder_ids: [[1, 5]] },
    { bad_words_ids: [[1, 2]] },
    { decoder_start_token_id: null },
  ])('that are not built are refused: %j', (settings) => {
    expect(() => of({ ...start, ...settings })).toThrow(Fault);
  });

  test('that change nothing are not', () => {
    const idle = { repetition_penalty: 1, num_beam_groups: 1, forced_decoder_ids: null, do_sample: true };
    expect(() => of({ ...start, ...idle })).not.toThrow();
  });
});

describe('scores that are none', () => {
  /** Answers 1 once, then with NaN. */
  const broken: Decoder = {
    isCached: false,
    run: (from, ids) => {
      const row = Float64Array.of(0, from.ids.length > 0 ? NaN : 1, 0);
      const scores = { count: ids.length, vocabulary: 3, at: () => row };
      return Promise.resolve({ scores, to: { ids: [...from.ids, ...ids], cache: new Map() } });
    },
  };
  const settings = { decoder_start_token_id: 0, eos_token_id: 2 };

  test.each([1, 3])('are no text, with %s beams', async (beams) => {
    const chosen: Chosen = await choose(broken, choosingOf({ config: {}, generation: settings }, { beams, most: 5 }));
    expect(chosen).toBeNull();
    expect(noAnswer).toHaveLength(1);
  }); // prettier-ignore
});
