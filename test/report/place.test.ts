import { expect, test } from 'vitest';
import { printPlace } from '../../src/core/place.js';
import { readPlace } from '../../src/report/place.js';

test('reads back what core prints, colons in the file name included', () => {
  const place = { file: 'C:/a b:1.yml', line: 47, column: 36 };
  expect(readPlace(printPlace(place))).toEqual(place);
});

test.each(['', 'gate.yml', 'gate.yml:47', 'gate.yml:x:1'])('is null for %j', (text) => {
  expect(readPlace(text)).toBeNull();
});
