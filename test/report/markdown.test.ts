import { expect, test } from 'vitest';
import { alert, details, fence, table } from '../../src/report/markdown.js';

test('a table aligns its first column left and the others as told', () => {
  expect(table(['a', 'b'], [['1', '2']], 'right')).toBe('| a | b |\n| :-- | --: |\n| 1 | 2 |');
  expect(table(['a', 'b'], [])).toBe('| a | b |\n| :-- | :-- |');
});

test('folded text stands between blank lines, without which GitHub shows it raw', () => {
  expect(details('more', 'text')).toBe('<details><summary>more</summary>\n\ntext\n\n</details>');
});

test('alerts quote every line', () => {
  expect(alert('CAUTION', ['- a', '- b'])).toBe('> [!CAUTION]\n> - a\n> - b');
});

test('fences name their language', () => {
  expect(fence('sh', 'ls')).toBe('```sh\nls\n```');
});
