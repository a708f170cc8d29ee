import { expect, it } from 'vitest';
import { exampleOf, expectExample } from './examples.js';

const folder = exampleOf('house-prices');

it.each([
  ['compression-gate', []],
  ['int4', ['negative-flips', 'score-drop']],
] as const)(
  'prices from a table: %s fails where it is there to fail, with its golden',
  async (name, expected) => {
    const { coverage } = await expectExample(folder, name, expected);
    expect(coverage).toMatchObject({ planned: 800 });
  },
  120_000,
);
