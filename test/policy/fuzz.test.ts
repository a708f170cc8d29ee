import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { Fault, word } from '../../src/core/fault.js';
import { base, read } from './arrange.js';

function throwsOnlyFaults(text: string): boolean {
  try {
    read(text);
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return (
      error.findings.length > 0 &&
      error.findings.every((found) => word(found).todo !== '' && found.place !== undefined)
    );
  }
}

const words = base.split(/[^A-Za-z0-9.%-]+/).filter((part) => part !== '');
const key = fc.oneof(
  fc.constantFrom(
    ...words,
    'defaults',
    'targets',
    'decision',
    'slices',
    'inputs',
    'output',
    'baseline',
    'limits',
    'negative-flips',
    '__proto__',
    '<<',
  ),
  fc.string(),
);
const scalar = fc.oneof(
  fc.constantFrom(...words),
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
  ),
}));

it('refuses any text with Faults that have places and words', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), throwsOnlyFaults), { numRuns: 300 });
});

it('refuses any YAML with Faults', () => {
  fc.assert(
    fc.property(tree, (value) => throwsOnlyFaults(stringify(value))),
    { numRuns: 300 },
  );
});

it('refuses the base policy with any part replaced with Faults, or reads it', () => {
  const lines = base.split('\n').filter((line) => line.includes(':'));
  fc.assert(
    fc.property(fc.constantFrom(...lines), tree, (line, value) => {
      const [start = ''] = line.split(':');
      return throwsOnlyFaults(base.replace(line, () => `${start}: ${JSON.stringify(value)}`));
    }),
    { numRuns: 500 },
  );
});

it('reads a policy cut off at any point with Faults', () => {
  for (let end = 0; end < base.length; end += 1) expect(throwsOnlyFaults(base.slice(0, end))).toBe(true);
});
