import { expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import { Scene } from '../../src/decide/scene.js';
import { taskOf } from './kit.js';

const task = taskOf({});
const kept = (right: boolean): Json => ({ right, top5: true, confidence: 0.5, nll: 1 });
const pair = (changed: boolean, kl: number): Json => ({
  changed, negative: changed, positive: false, other: false, confidentFlip: false, confidentDisagreement: false, kl, floored: 1,
}); // prettier-ignore
const seen = (unit: number, changed: boolean, kl = 0.25) => ({
  unit, left: kept(true), right: kept(!changed), pair: pair(changed, kl),
}); // prettier-ignore

test('a sample is added to every measure of its task', () => {
  const scene = new Scene(task, 1);
  scene.add(seen(0, true));
  expect(scene.n).toBe(1);
  expect(scene.rates.get('disagreement')?.get()).toEqual({ count: 1, n: 1 });
  expect(scene.paired.get('accuracy')?.get()).toEqual({ n: 1, left: 1, right: 0, lost: 1, won: 0 });
  expect(scene.pairSums.get('divergence-mean')?.get()).toEqual([1, 0.25, 0, 0]);
  expect(Array.from(scene.columns.get('divergence')?.view() ?? [])).toEqual([0.25]);
});

test('without resampling every sample is in one unit', () => {
  const scene = new Scene(task, 1);
  scene.add(seen(7, true));
  expect([...(scene.rates.get('disagreement')?.differing() ?? [])]).toEqual([0]);
});

test('with resampling each sample keeps its unit, columns too', () => {
  const scene = new Scene(task, 10);
  scene.add(seen(7, true));
  expect([...(scene.rates.get('disagreement')?.differing() ?? [])]).toEqual([7]);
  expect(Array.from(scene.columnUnits.view())).toEqual([7]);
});

test('a missing sample is not in n, and the first reason is kept', () => {
  const scene = new Scene(task, 1);
  scene.miss(undefined);
  scene.miss({ code: 'NO_CHECKS', data: {} });
  scene.miss({ code: 'NOT_FINITE', data: {} });
  expect([scene.n, scene.missing, scene.firstMissing?.code]).toEqual([0, 3, 'NO_CHECKS']);
});

test('added scenes are as if their samples had been added to one', () => {
  const [one, other, both] = [new Scene(task, 10), new Scene(task, 10), new Scene(task, 10)];
  for (const [scene, sample] of [
    [one, seen(1, true)],
    [other, seen(1, false, 0.5)],
    [other, seen(2, true)],
  ] as const) {
    // prettier-ignore
    scene.add(sample);
    both.add(sample);
  }
  one.addAll(other);
  const added = ({ n, rates, paired, sums, pairSums, columns, columnUnits }: Scene) => ({
    n, rates, paired, sums, pairSums, columns, columnUnits,
  }); // prettier-ignore
  expect(added(one)).toEqual(added(both));
});
