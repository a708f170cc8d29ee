import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { cut, few, longestShown, mostShown, type Shown } from '../../src/core/shown.js';
import { shownText } from '../../src/report/shown.js';
import { shownSchema } from '../../src/report/shown-schema.js';

const box = (name: string, score: number | null = 0.5) => ({ box: [1, 2, 3, 4] as const, name, score });
const span = (from: number, to: number, name: string) => ({ from, to, name });

const all: readonly (readonly [Shown, string])[] = [
  [
    {
      is: 'tokens',
      tokens: few(['in', 'New', 'York']),
      baseline: few([span(1, 3, 'LOC')]),
      compressed: few([span(2, 3, 'PER')]),
      label: null,
    },
    'lost <code>New York &#40;LOC&#41;</code>; gained <code>York &#40;PER&#41;</code>',
  ],
  [
    { is: 'boxes', baseline: few([box('car'), box('car')]), compressed: few([box('car')]), label: null },
    '<code>car</code> 2 → 1',
  ],
  [{ is: 'boxes', baseline: few([box('car')]), compressed: few([box('car')]), label: few([box('car', null)]) }, 'boxes moved'],
  [
    {
      is: 'mask',
      changed: 0.031,
      classes: few([
        { name: 'road', baseline: 900, compressed: 869, changed: 31 },
        { name: 'sky', baseline: 100, compressed: 131, changed: 0 },
      ]),
      map: { rows: 1, columns: 2, shares: [0, 0.062] },
    },
    '3.10% of the pixels, most of them <code>road</code> (900 → 869)',
  ],
  [
    { is: 'neighbours', lost: few(['a', 'b', 'c', 'd']), gained: few(['e']) },
    'lost <code>a</code>, <code>b</code>, <code>c</code>, 1 other; gained <code>e</code>',
  ],
  [
    { is: 'texts', baseline: 'a cat sat', compressed: 'a cow sat', label: null },
    'from character 4: <code>at sat</code> → <code>ow sat</code>',
  ],
]; // prettier-ignore

describe('what is shown of a sample', () => {
  test.each(all)('%j fits the schema and one table cell', (shown, text) => {
    const validate = new Ajv().compile(shownSchema);
    expect(validate(shown)).toBe(true);
    expect(validate({ ...shown, more: 1 })).toBe(false);
    expect(shownText(shown)).toBe(text);
  });

  test('names are inert', () => {
    const shown: Shown = { is: 'neighbours', lost: few(['|</code>@all']), gained: few([]) };
    expect(shownText(shown)).toBe('lost <code>&#124;&#60;&#47;code&#62;&#64;all</code>');
  });

  test('is bounded, and says how much there is', () => {
    const many = Array.from({ length: 5000 }, (_, at) => at);
    expect(few(many)).toMatchObject({ of: 5000 });
    expect(few(many).items).toHaveLength(24);
    expect(few(many, 1e6).items).toHaveLength(mostShown);
    expect(Array.from(cut('😀'.repeat(3000)))).toHaveLength(longestShown);
    expect(cut('short')).toBe('short');
  });
});
