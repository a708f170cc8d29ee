import { expect, test } from 'vitest';
import { Scene } from '../../src/decide/scene.js';
import { Site } from '../../src/decide/site.js';
import { taskOf } from './kit.js';

const fresh = (): Scene => new Scene(taskOf({}), 1);
const row = (...slices: readonly [string, string][]) => ({ slices: new Map(slices) });

test('a sample belongs to all and to its value of each field', () => {
  const site = new Site(fresh(), fresh);
  const [all, dark, ...rest] = site.of(row(['light', 'dark'], ['other', 'x']), ['light', 'absent']);
  expect([all, dark, rest]).toEqual([site.all, site.at({ field: 'light', value: 'dark' }), []]);
  expect(site.of(row(['light', 'dark']), ['light'])[1]).toBe(dark);
  expect(site.at(null)).toBe(site.all);
  expect(site.at({ field: 'light', value: 'bright' })).toBeUndefined();
});

test('values are in the order of their code units, whatever their names', () => {
  const site = new Site(fresh(), fresh);
  for (const value of ['b', '__proto__', 'B', 'ä', 'a'])
    site.of(row(['constructor', value]), ['constructor']);
  expect(site.values('constructor')).toEqual(['B', '__proto__', 'a', 'b', 'ä']);
  expect(site.values('__proto__')).toEqual([]);
});
