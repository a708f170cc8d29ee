import { expect, test } from 'vitest';
import { codeOfLanguage } from '../../src/tasks/languages.js';

test.each([
  ['english', 'en'],
  ['afrikaans', 'af'],
  ['chinese', 'zh'],
  ['haitian creole', 'ht'],
  ['castilian', 'es'],
  ['klingon', undefined],
  ['en', undefined],
  ['', undefined],
])('%s is %s', (name, code) => {
  expect(codeOfLanguage(name)).toBe(code);
});
