import { describe, expect, test } from 'vitest';
import { circumstances, seenIn, sightOf, unplaced, type View } from '../../src/decide/view.js';
import { a, b, check, many, world, type Row, type WorldOptions } from './kit.js';

function viewOf(options: WorldOptions, planned = check('disagreement', 1, 10)): View {
  const { plan, totals } = world(options);
  const [contrast] = plan.work.contrasts;
  if (contrast === undefined) throw new Error('no contrast');
  return { check: planned, contrast, totals, planned: options.rows.length, seed: 7, grouped: false,
    draws: 1, family: 1, cut: null }; // prettier-ignore
}

const of = (value: string): Row => ({ slices: new Map([['kind', value]]) });
const unreadable: Row = { fault: { code: 'FIELD_UNKNOWN', data: {} } };

describe('samples without a known value', () => {
  test('are those that could not be read and those that never came', () => {
    const rows = [
      ...many(3, a, a, of('x')),
      ...many(2, a, null, of('y')),
      unreadable,
      ...many(4, a, a, of('x')),
    ];
    expect(unplaced(viewOf({ rows, slices: ['kind'], chunk: 5 }), 'kind')).toBe(1);
    expect(unplaced(viewOf({ rows, slices: ['kind'], chunk: 5, lost: [1] }), 'kind')).toBe(5);
  });

  test('of a missing answer the value is known', () => {
    const view = viewOf({ rows: many(2, a, null, of('y')), slices: ['kind'] });
    expect(seenIn(sightOf(view, { field: 'kind', value: 'y' }))).toBe(2);
    expect(unplaced(view, 'kind')).toBe(0);
  });
});

describe('circumstances', () => {
  const levels = ['clean', 'dark'];
  const rows: Row[] = [
    { answers: { clean: [a, a], dark: [a, a] } },
    { answers: { clean: [a, null], dark: [a, b] } },
  ];

  test('of a check are those of its own level', () => {
    const view = viewOf({ rows, levels }, check('disagreement', 1, 10, { level: 'dark' }));
    expect(circumstances(view, sightOf(view, null), 2)).toMatchObject({ missing: 0 });
  });

  test('of a robustness gap are those of clean as well', () => {
    const view = viewOf({ rows, levels }, check('robustness-gap', 1, 10, { level: 'dark' }));
    expect(circumstances(view, sightOf(view, null), 2)).toMatchObject({ missing: 1, planned: 2 });
  });
});
