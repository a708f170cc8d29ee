import { expect, test } from 'vitest';
import { markdownSubject, subject } from '../../src/report/subject.js';
import { check } from './make.js';

test('names task and level, and the slice between them', () => {
  expect(subject(check())).toBe('garment at high');
  expect(subject(check({ slice: { field: 'kind', value: 'Coat' } }))).toBe('garment, Coat, at high');
});

test('names a target that is not the usual one, and drift', () => {
  expect(subject(check({ target: 'wasm' }))).toBe('garment at high on wasm');
  expect(subject(check({ target: 'wasm', contrast: 'drift' }))).toBe('garment at high on wasm (drift)');
});

test('says what a limit without a task is about', () => {
  expect(subject(check({ task: null, level: null }))).toBe('the compressed model');
  expect(subject(check({ level: null }))).toBe('the model of garment');
});

test('escapes every name', () => {
  expect(markdownSubject(check({ task: '@a', level: '|' }))).toBe(
    '<code>&#64;a</code> at <code>&#124;</code>',
  );
  expect(subject(check({ task: 'a\nb' }))).toBe('a⟨U+000A⟩b at high');
});
