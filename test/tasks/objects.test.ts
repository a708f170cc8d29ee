import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/core/sample.js';
import { objectsOf } from '../../src/tasks/objects.js';
import { codesOf, labelled, unlabelled } from './arrange.js';

const settings = (names: readonly string[] = []) => ({
  options: {},
  confidentAt: 0.9,
  names,
  label: 'label',
});
const rows = (dims: readonly number[], ...data: readonly number[]): Value => ({ type: 'float64', dims, data: Float64Array.from(data) }); // prettier-ignore
const object = { box: [1, 2, 3, 4], category: 18, name: 'dog', area: 9, crowd: false } as const;
const scene: Value = { objects: [object], size: [640, 480] };

describe('the objects of a sample', () => {
  test('are rows of five to seven numbers', () => {
    const truth = objectsOf(labelled(rows([2, 7], 1, 2, 3, 4, 5, 6, 1, 0, 0, 2, 2, 0, 4, 0)), settings());
    expect(truth).toMatchObject({
      size: null,
      objects: [
        { box: [1, 2, 3, 4], class: 5, area: 6, crowd: true },
        { box: [0, 0, 2, 2], class: 0, area: 4, crowd: false },
      ],
    });
    expect(objectsOf(labelled(rows([1, 5], 1, 2, 3, 4, 5)), settings())?.objects[0]?.area).toBe(12);
  });

  test('may be none, which is not the same as no label', () => {
    expect(objectsOf(labelled(rows([0])), settings())?.objects).toEqual([]);
    expect(objectsOf(unlabelled, settings())).toBeUndefined();
  });

  test('of a COCO file have their category’s number, or the place of its name', () => {
    expect(objectsOf(labelled(scene), settings())?.objects[0]?.class).toBe(18);
    expect(objectsOf(labelled(scene), settings(['cat', 'dog']))).toMatchObject({ size: [640, 480], objects: [{ class: 1 }] });
    expect(codesOf(() => objectsOf(labelled(scene), settings(['cat', 'cow'])))).toEqual(['LABEL_UNKNOWN']);
  }); // prettier-ignore

  test('are in the order of their picture’s number', () => {
    expect(objectsOf(labelled(scene, '139'), settings())?.order).toBe(139);
    expect(objectsOf(labelled(scene, 'a.png'), settings())?.order).toBe(0);
  });

  test.each([
    ['text', 'a car', 'LABEL_TYPE'],
    ['four numbers a row', rows([1, 4], 1, 2, 3, 4), 'LABEL_TYPE'],
    ['a width below 0', rows([1, 5], 1, 2, -3, 4, 0), 'BOX_INVALID'],
    ['a number that is none', rows([1, 5], 1, NaN, 3, 4, 0), 'BOX_INVALID'],
    ['half a crowd', rows([1, 7], 1, 2, 3, 4, 0, 1, 0.5), 'BOX_INVALID'],
    ['half a class', rows([1, 5], 1, 2, 3, 4, 0.5), 'LABEL_OUT_OF_RANGE'],
  ] as const)('are refused with %s', (_, value, code) => {
    expect(codesOf(() => objectsOf(labelled(value), settings()))).toEqual([code]);
  });

  test('are refused with a class that the names do not have', () => {
    expect(codesOf(() => objectsOf(labelled(rows([1, 5], 1, 2, 3, 4, 2)), settings(['a', 'b'])))).toEqual(['LABEL_OUT_OF_RANGE']);
  }); // prettier-ignore
});
