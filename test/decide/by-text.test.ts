import { expect, it } from 'vitest';
import { word } from '../../src/core/fault.js';
import type { Work } from '../../src/core/plan.js';
import { byTextFindings } from '../../src/decide/by-text.js';
import type { Totals } from '../../src/decide/totals.js';

const contrasts = ['here', 'there'].map((target) => ({ is: 'compression', target, left: 0, right: 1 }));
const pass = { tasks: [{ name: 'novels', levels: [0] }], levels: [{ name: 'clean', noise: null }] };
const work = { passes: [pass], contrasts } as unknown as Work; // what is looked at

/** Totals with so many of five texts compared by text, per target. */
const totals = (counts: Readonly<Record<string, number>>): Totals =>
  ({
    scene: ({ contrast }: { contrast: { target: string } }) => ({
      rates: new Map([['compared-by-text', { get: () => ({ count: counts[contrast.target] ?? 0, n: 5 }) }]]),
    }),
  }) as unknown as Totals; // the same

it('texts that were not compared token by token are told, at their most', () => {
  const [found, ...others] = byTextFindings(work, totals({ here: 2, there: 3 }));
  expect(found).toMatchObject({ code: 'COMPARED_BY_TEXT', data: { task: 'novels', count: 3, n: 5 } });
  expect(found && word(found).what).toContain('3 of 5');
  expect(others).toEqual([]);
});

it('nothing is told where none was', () => {
  expect(byTextFindings(work, totals({}))).toEqual([]);
  expect(
    byTextFindings(work, { scene: () => ({ rates: new Map<string, unknown>() }) } as unknown as Totals), // kinds without such a measure
  ).toEqual([]);
});
