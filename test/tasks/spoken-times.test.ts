import { describe, expect, test } from 'vitest';
import { keepTimes, settled, timesOf } from '../../src/tasks/spoken-times.js';

// 0…3 are text, 4 ends it, 5 is no times, 6…9 are times; one token stands before the first
const times = { first: 6, end: 4, latest: undefined };

function left(said: readonly number[], row = [1, 1, 1, 1, 1, 9, 1, 1, 1, 1], latest?: number): readonly number[] {
  const scores = Float64Array.from(row);
  keepTimes({ ...times, latest }, 1)(scores, [0, ...said]);
  return [...scores.keys()].filter((id) => (scores[id] ?? NaN) > -Infinity);
} // prettier-ignore

const sure = [9, 1, 1, 1, 1, 9, 1, 1, 1, 1]; // of a text, so that times are not due

describe('with times', () => {
  test('a window begins with one, near its start where that is said', () => {
    expect(left([])).toEqual([6, 7, 8, 9]);
    expect(left([], sure, 1)).toEqual([6, 7]);
  });

  test('text follows the first one, never a time', () => {
    expect(left([6], sure)).toEqual([0, 1, 2, 3, 4]);
  });

  test('behind text a later one may stand', () => {
    expect(left([6, 0], sure)).toEqual([0, 1, 2, 3, 4, 7, 8, 9]);
  });

  test('behind text and a time another one stands, or the end', () => {
    expect(left([6, 0, 7], [9, 1, 1, 1, 9, 9, 1, 1, 1, 1])).toEqual([4, 7, 8, 9]);
    expect(left([6, 0, 7, 7], sure)).toEqual([0, 1, 2, 3, 4]);
  });

  test('one is due where all together are likelier than any other token', () => {
    expect(left([6, 0], [2, 1, 1, 1, 1, 9, 1, 1, 1, 1])).toEqual([7, 8, 9]);
    expect(left([6, 0], [2.2, 1, 1, 1, 1, 9, 1, 1, 1, 1])).toEqual([0, 1, 2, 3, 4, 7, 8, 9]);
  });

  test('are those that generation_config.json tells', () => {
    expect(timesOf({ no_timestamps_token_id: 5, max_initial_timestamp_index: 50 }, 4)).toEqual({ first: 6, end: 4, latest: 50 });
    expect(timesOf({}, 4)).toBeUndefined();
  }); // prettier-ignore
});

describe('a window', () => {
  test.each([
    ['without times is kept whole', [1, 2], [1, 2], 300],
    ['that says nothing is over', [], [], 300],
    ['with one time at its end is over', [6, 1, 7, 7, 2, 8], [6, 1, 7, 7, 2, 8], 300],
    ['with text behind the last pair is heard again from there', [6, 1, 7, 7, 2], [6, 1, 7, 7], 2],
    ['that ends with a pair goes on at it', [6, 1, 8, 8], [6, 1, 8, 8], 4],
    ['whose times stand alone is over', [6, 1, 2], [6, 1, 2], 300],
  ])('%s', (_, tokens, kept, frames) => {
    expect(settled(tokens, 300, times)).toEqual({ tokens: kept, frames });
  });
});
