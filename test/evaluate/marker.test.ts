import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { markWriter, readMark } from '../../src/evaluate/marker.js';

function path(): string {
  return join(mkdtempSync(join(tmpdir(), 'mark-')), 'one.mark');
}

it('a new marker is of no arm', () => {
  const file = path();
  markWriter(file);
  expect(readMark(file)).toEqual({ arm: -1, from: 0, to: 0, count: 1 });
});

it('each mark takes the place of the last and grows the count', () => {
  const file = path();
  const { mark } = markWriter(file);
  mark({ arm: 10, from: 123456, to: 123472 });
  mark({ arm: 1, from: 4, to: 8 });
  expect(readMark(file)).toEqual({ arm: 1, from: 4, to: 8, count: 3 });
  expect(statSync(file).size).toBe(64);
});

it('a beat grows the count and keeps what is under way', () => {
  const file = path();
  const { mark, beat } = markWriter(file);
  mark({ arm: 1, from: 4, to: 8 });
  beat();
  expect(readMark(file)).toEqual({ arm: 1, from: 4, to: 8, count: 3 });
});

it.each(['', '1 2', 'one 2 3 4', '1 2 3 NaN', '1.5 2 3 4'])('what is no mark is none: %j', (text) => {
  const file = path();
  writeFileSync(file, text);
  expect(readMark(file)).toBeUndefined();
});

it('a marker that was never opened is none', () => {
  expect(readMark(path())).toBeUndefined();
});
