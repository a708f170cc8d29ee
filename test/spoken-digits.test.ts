import { expect, it } from 'vitest';
import { exampleOf, expectExample, judge, onWasm, policyText } from './examples.js';

const folder = exampleOf('spoken-digits');

it.each([
  ['compression-gate', []],
  ['int3', ['word-error-gap']],
  ['whisper', []],
  ['whisper-int3', ['word-error-gap', 'exact-match-loss']],
])(
  'spoken digits, %s: fails where it is there to fail, with its golden',
  async (policy, expected) => {
    const { tasks } = await expectExample(folder, policy, expected);
    const clean = tasks.find(({ level, slice }) => level === 'clean' && slice === null);
    expect(clean?.metrics['word-error']?.baseline).toBeLessThan(0.06);
  },
  120_000,
);

it.each([
  ['a language that the model does not know', 'language: en', 'language: fr', 'SPEECH_PROMPT'],
  ['mels that the encoder does not hear', 'mels: 40', 'mels: 80', 'INPUT_SHAPE'],
  ['sounds shorter than a window', 'at-least: 3, ', '', 'SOUND_SHORT'],
])(
  'spoken digits, whisper: no evidence is %s',
  async (_, from, to, code) => {
    const text = policyText('whisper', folder).replaceAll(from, to);
    const report = await judge('whisper', onWasm(text), folder);
    expect(report.verdict).toBe('invalid');
    expect(JSON.stringify(report)).toContain(code);
  },
  120_000,
);
