import { describe, expect, test } from 'vitest';
import type { Pass, Work } from '../../src/core/plan.js';
import { notNovel, noveltyRows, type Seen } from '../../src/decide/novelty.js';
import { Totals } from '../../src/decide/totals.js';
import { a, b, many, taskOf, world, type Row } from './kit.js';

/** Two tasks of the same models, `garment` (primary) and `digit` (novel), with what the models were fed. */
function seen(primary: readonly Row[], novel: readonly Row[], fed: readonly [string[], string[]]): Seen {
  const worlds = [world({ rows: primary }), world({ rows: novel })];
  const passes = worlds.map(({ plan }, at): Pass => {
    const [pass] = plan.work.passes;
    const [task] = pass?.tasks ?? [];
    if (pass === undefined || task === undefined) throw new Error('no task');
    return { ...pass, tasks: [{ ...task, name: at === 0 ? 'garment' : 'digit' }] };
  });
  const [first] = worlds;
  const chunks = passes.map(({ order }, pass) => ({ pass, from: 0, to: order.length }));
  const work: Work = { ...(first?.plan.work ?? never()), passes, chunks };
  const totals = new Totals(work, [[taskOf({})], [taskOf({})]], () => undefined);
  worlds.forEach(({ results }, chunk) => {
    const rows = (results[0]?.rows ?? []).map((row, at) => ({ ...row, fed: fed[chunk]?.[at] ?? row.id + String(chunk) })); // prettier-ignore
    totals.add({ chunk, rows, seconds: [] });
  });
  return { work, totals, roleOf: (task) => (task === 'digit' ? 'novel' : 'primary') };
}

function never(): never {
  throw new Error('no work');
}

const ordinary = [...many(19, a, a), ...many(1, a, b)];
const strange = [...many(3, a, a), ...many(1, a, b)];

describe('a novel task', () => {
  test('is told beside the same numbers on the primary task', () => {
    const [row] = noveltyRows(seen(ordinary, strange, [[], []]));
    expect(row).toMatchObject({ task: 'digit', level: 'clean', ordinary: { task: 'garment', n: 20 } });
    expect(row?.novel.disagreement).toEqual({ count: 1, rate: 0.25 });
    expect(row?.ordinary?.disagreement).toEqual({ count: 1, rate: 0.05 });
    expect(row?.novel.silent).toEqual({ count: 1, rate: 0.25 });
    expect(row?.novel.confidence?.baseline).toBeCloseTo(0.99975, 4);
    expect((row?.novel.js ?? 0) > (row?.ordinary?.js ?? 1)).toBe(true);
  });

  test('of other models stands alone', () => {
    const of = seen(ordinary, strange, [[], []]);
    const [first, second] = of.work.passes;
    if (first === undefined || second === undefined) throw new Error('two passes');
    const other = { ...first, models: { ...first.models, baseline: { ...first.models.baseline, sha256: 'other' } } }; // prettier-ignore
    const rows = noveltyRows({ ...of, work: { ...of.work, passes: [other, second] } });
    expect(rows.map(({ ordinary: beside }) => beside)).toEqual([null]);
  });
});

describe('novel data that are not novel', () => {
  test('are told with the samples, whatever their names', () => {
    const of = seen(ordinary, strange, [['f0', 'f1', 'f2'], ['g0', 'f2', 'g2', 'f0']]); // prettier-ignore
    const data = { task: 'digit', primary: 'garment', count: 2, n: 4, samples: ['s1', 's3'] };
    expect(notNovel(of)).toEqual([{ code: 'NOVEL_NOT_NOVEL', data }]);
  });

  test('are not told where nothing is shared', () => {
    expect(notNovel(seen(ordinary, strange, [[], []]))).toEqual([]);
  });
});
