import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/core/folder.js';
import { promptOf, type Wish } from '../../src/tasks/whisper-prompt.js';
import { codeOf } from './codes.js';

const nothing: Wish = { language: undefined, task: undefined };
const told = {
  decoder_start_token_id: 10,
  lang_to_id: { '<|en|>': 11, '<|de|>': 12 },
  task_to_id: { translate: 13, transcribe: 14 },
  no_timestamps_token_id: 18,
};

function prompt(generation: Config, wish: Partial<Wish> = {}, timed = false): readonly (number | null)[] {
  return promptOf({ config: {}, generation }, { ...nothing, ...wish }, timed).tokens;
}

describe('a prompt', () => {
  test.each<[string, Config, Partial<Wish>, readonly (number | null)[]]>([
    ['language and task, as the policy says', told, { language: 'de', task: 'translate' }, [10, 12, 13, 18]],
    ['a language, written down where nothing is said', told, { language: 'en' }, [10, 11, 14, 18]],
    ['a language by its token', told, { language: '<|de|>' }, [10, 12, 14, 18]],
    ['a language by its name, as fine-tuned models have it', { ...told, language: 'german', task: 'transcribe' }, {}, [10, 12, 14, 18]],
    ['a language in capitals', told, { language: 'DE' }, [10, 12, 14, 18]],
    ['what the settings say', { ...told, language: 'de', task: 'translate' }, {}, [10, 12, 13, 18]],
    ['what the policy says before them', { ...told, language: 'de', task: 'translate' }, { language: 'en' }, [10, 11, 13, 18]],
    ['a language that is heard', told, {}, [10, null, 18]],
    ['a task, and a language that is heard', told, { task: 'transcribe' }, [10, null, 14, 18]],
    ['the old way to say it', { ...told, forced_decoder_ids: [[1, 12], [2, 14], [3, 18]] }, {}, [10, 12, 14, 18]],
    ['the old way, with a language that is heard', { ...told, forced_decoder_ids: [[1, null], [2, 14]] }, {}, [10, null, 14, 18]],
    ['nothing of the old way where the new one is used', { ...told, forced_decoder_ids: [[1, 12], [2, 13]] }, { language: 'en' }, [10, 11, 14, 18]],
    ['no language of a model that knows one', { decoder_start_token_id: 10, no_timestamps_token_id: 12, is_multilingual: false }, {}, [10, 12]],
    ['what a model without times has', { decoder_start_token_id: 10 }, {}, [10]],
  ])('is %s', (_, generation, wish, expected) => {
    expect(prompt(generation, wish)).toEqual(expected);
  });

  test('that wants times has no token that says none', () => {
    expect(prompt(told, { language: 'en' }, true)).toEqual([10, 11, 14]);
    expect(prompt({ ...told, forced_decoder_ids: [[1, 12], [2, 14], [3, 18]] }, {}, true)).toEqual([10, 12, 14]);
  });

  test.each<[string, Config, Partial<Wish>, RegExp]>([
    ['a language it does not know', told, { language: 'fr' }, /"fr".*knows en, de/],
    ['a language where it tells none apart', { decoder_start_token_id: 10 }, { language: 'en' }, /tells none apart/],
    ['a language of no token that is one', { ...told, lang_to_id: { '<|?|>': 11 } }, { language: 'en' }, /knows \?/],
    ['a task it does not know', { ...told, task_to_id: { transcribe: 14 } }, { task: 'translate' }, /"translate".*knows transcribe/],
    ['a language where it knows English only', { ...told, is_multilingual: false }, { language: 'en' }, /English only/],
    ['a task where it knows English only', { ...told, is_multilingual: false }, { task: 'transcribe' }, /English only/],
    ['a beginning that is nowhere', { lang_to_id: { '<|en|>': 1 } }, {}, /decoder_start_token_id/],
    ['tokens that do not follow the start', { ...told, forced_decoder_ids: [[2, 14]] }, {}, /forced_decoder_ids/],
    ['tokens that are none', { ...told, forced_decoder_ids: 'en' }, {}, /forced_decoder_ids/],
  ])('of %s is refused', (_, generation, wish, reason) => {
    expect(codeOf(() => prompt(generation, wish))).toBe('SPEECH_PROMPT');
    expect(() => prompt(generation, wish)).toThrow(reason);
  });
}); // prettier-ignore
