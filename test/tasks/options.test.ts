import { describe, expect, test } from 'vitest';
import { choice, share, shareOr } from '../../src/tasks/options.js';

describe('a share', () => {
  test.each([
    ['5%', 0.05], ['0.5 %', 0.005], ['100%', 1], [0.3, 0.3], [0, 0],
  ] as const)('%s is %s', (written, value) => expect(share(written)).toBe(value)); // prettier-ignore
  test.each([['5'], ['%'], ['-5%'], ['5%%'], [NaN], [Infinity], [null], [true], [undefined]])(
    '%s is none',
    (written) => expect(share(written)).toBeUndefined(),
  );
});

test('what is not written takes the default, and a true zero is kept', () => {
  expect([shareOr(undefined, 0.5), shareOr(null, 0.5), shareOr(0, 0.5)]).toEqual([0.5, 0.5, 0]);
});

test('what the schema should have refused is a bug, never the default', () => {
  expect(() => shareOr('half', 0.5)).toThrow('half');
  expect(() => shareOr(1.5, 0.5)).toThrow('1.5');
  expect(() => choice('acuracy', ['accuracy', 'top-5'])).toThrow('acuracy');
});

test('a choice is the first name unless another is written', () => {
  expect([choice(undefined, ['a', 'b']), choice('b', ['a', 'b'])]).toEqual(['a', 'b']);
});
