import { expect, it } from 'vitest';
import { exampleOf, expectExample } from './examples.js';

const folder = exampleOf('pronunciation');

it.each([
  ['compression-gate', []],
  ['int4', ['disagreement', 'text-change', 'disagreement']],
])(
  'pronunciation, %s: fails where it is there to fail, with its golden',
  async (policy, expected) => {
    const [row] = (await expectExample(folder, policy, expected)).tasks;
    expect(row?.metrics['bleu']?.about).toBe('case:mixed|eff:no|tok:none|smooth:exp|version:2.6.0');
    expect(row?.metrics['exact-match']?.baseline).toBeGreaterThan(0.45);
  },
  120_000,
);
