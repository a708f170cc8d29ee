import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFault } from '../../../src/data/formats/json-fault.js';

it('finds no fault in JSON', () => {
  fc.assert(fc.property(fc.json(), (text) => jsonFault(text) === undefined));
});

it('agrees with JSON.parse on what is none', () => {
  const torn = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', 'x', '"', '}', '\\', '1'));
  fc.assert(
    fc.property(torn, ([text, cut, put]) => {
      const broken = text.slice(0, cut % (text.length + 1)) + put + text.slice((cut % (text.length + 1)) + 1);
      expect(jsonFault(broken) === undefined).toBe(parses(broken));
    }),
  );
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

it.each([
  ['{"a": 01}', 7],
  ['[1,]', 3],
  ['{"a" 1}', 5],
  ['tru', 0],
])('points at the first wrong character of %s', (text, at) => {
  expect(jsonFault(text)).toBe(at);
});
