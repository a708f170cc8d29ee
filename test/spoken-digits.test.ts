import { expect, it } from 'vitest';
import { renderComment } from '../src/report/comment.js';
import { exampleOf, expectGolden, judge, noLinks, onWasm, policyText, steady } from './examples.js';

const folder = exampleOf('spoken-digits');

it.each([
  ['compression-gate', []],
  ['int3', ['word-error-gap']],
  ['whisper', []],
  ['whisper-int3', ['word-error-gap', 'exact-match-loss']],
])(
  'spoken digits, %s: fails where it is there to fail, with its golden',
  async (policy, expected) => {
    const report = await judge(policy, onWasm(policyText(policy, folder)), folder);
    const failed = report.checks.filter(({ outcome, slice }) => outcome === 'fail' && slice === null);
    expect([...new Set(failed.map(({ limit }) => limit.name))]).toEqual(expected);
    expect(report.coverage).toMatchObject({ faulty: 0 });
    const clean = report.tasks.find(({ level, slice }) => level === 'clean' && slice === null);
    expect(clean?.metrics['word-error']?.baseline).toBeLessThan(0.06);
    expectGolden(folder, policy, renderComment(steady(report), noLinks(`${policy}.yml`)));
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
