import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import type { Measure, Task, WholeRow } from '../../src/core/task.js';
import { effectOf } from '../../src/decide/effect.js';
import { Scene } from '../../src/decide/scene.js';
import { whole } from '../../src/tasks/measures.js';
import { check, taskOf } from './kit.js';

type Kept = { readonly rows: readonly number[] | null };

const arm = { of: 'arm', better: 'higher', unit: 'share' } as const;
const rows = { of: (kept: Kept) => kept.rows };

/** The largest of all numbers: no sum of samples. */
function largest(samples: readonly WholeRow[], times?: ArrayLike<number>): number {
  return Math.max(...samples.flatMap((row, at) => (times?.[at] === 0 ? [] : [...row])));
}

let asked = 0;
const counted = {
  of: (kept: Kept) => {
    asked += 1;
    return kept.rows;
  },
};

const measures: { readonly [name: string]: Measure } = {
  largest: whole<Kept>(arm, rows, largest),
  smallest: whole<Kept>(arm, rows, (samples) => Math.min(...samples.flatMap((row) => [...row]))),
  'pair-largest': whole<Kept>({ of: 'pair', better: 'lower', unit: 'share' }, rows, largest),
};
const task: Task = { ...taskOf({}), measures, score: 'largest' };

function scene(
  ...samples: readonly (readonly [readonly number[] | null, readonly number[] | null])[]
): Scene {
  const made = new Scene(task, 1000);
  samples.forEach(([left, right], unit) => {
    made.add({ unit, left: { rows: left }, right: { rows: right }, pair: { rows: right } });
  });
  return made;
}

const loss = check('score-drop', 1, 100);
const harm = (made: Scene, draws?: Uint32Array): number | undefined =>
  effectOf(loss, { scene: made, clean: undefined })?.resampled.harm(draws);

describe('a measure over all rows', () => {
  test('has samples with any number of numbers, none included', () => {
    expect(harm(scene([[0.5, 0.75], [0.25]], [[], []], [[0.5], [0.5]]))).toBe(0.25);
  });

  test('has no value without rows, and none of a sample that one arm has no row for', () => {
    expect(effectOf(loss, { scene: scene([null, null]), clean: undefined })).toBeUndefined();
    expect(harm(scene([[1], null], [[0.5], [0.5]]))).toBe(0);
  });

  test('is resampled by units: those not drawn do not count', () => {
    const made = scene([[1], [0.5]], [[0.25], [0.25]]);
    expect(harm(made)).toBe(0.5);
    expect(harm(made, Uint32Array.of(0, 2))).toBe(0);
  });

  test('differs in the units whose rows do', () => {
    const made = scene([[1], [0.5]], [[0.25], [0.25]], [[1, 1], [1]]);
    expect(effectOf(loss, { scene: made, clean: undefined })?.resampled.differing()).toBe(2);
  });

  test('bounds the error too, and pairs', () => {
    const made = scene([[1], [0.5]], [[0.25], [0.25]]);
    const error = check('error', 1, 100);
    const value = check('error', 1, 100, { judge: { by: 'value', measure: 'pair-largest' } });
    expect(effectOf(error, { scene: made, clean: undefined })?.resampled.harm()).toBe(0.5);
    expect(effectOf(value, { scene: made, clean: undefined })?.resampled.harm()).toBe(0.5);
  });

  test('adds up from parts in their order', () => {
    const [one, other] = [scene([[1], [0.5]]), scene([[0.25], [0.75]])];
    one.addAll(other);
    expect(harm(one)).toBe(0.25);
    expect(one.n).toBe(2);
  });

  test('shares its rows with measures of the same rows', () => {
    const shared = {
      ...task,
      measures: { a: whole<Kept>(arm, counted, largest), b: whole<Kept>(arm, counted, largest) },
    };
    const kept: Json = { rows: [1] };
    new Scene(shared, 1).add({ unit: 0, left: kept, right: kept, pair: kept });
    expect(asked).toBe(2);
  });
});
