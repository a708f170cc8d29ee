import { expect, it } from 'vitest';
import { suggest } from '../../src/policy/suggest.js';

const known = ['disagreement', 'negative-flips', 'score-drop', 'error', 'min-samples', 'id'];

it.each([
  ['disagrement', 'disagreement'],
  ['negative_flips', 'negative-flips'],
  ['scoreDrop', 'score-drop'],
  ['errors', 'error'],
  ['erorr', 'error'],
  ['di', 'id'],
  ['MINSAMPLES', 'min-samples'],
  ['weight', undefined],
  ['', undefined],
  ['xy', undefined],
])('%s suggests %s', (word, suggestion) => {
  expect(suggest(word, known)).toBe(suggestion);
});
