import { describe, expect, test } from 'vitest';
import type { Contrast } from '../../src/core/plan.js';
import { Witnesses, type Witness } from '../../src/decide/witnesses.js';
import { a, b, broken, c, maybeA, many, taskOf, world } from './kit.js';

const contrast: Contrast = { is: 'compression', target: 'native', left: 0, right: 1 };
const answer = { text: 'x', confidence: null };
const task = taskOf({});

function seen(count: number, severityOf: (at: number) => number, level = 'clean'): Witnesses {
  const witnesses = new Witnesses(() => undefined);
  for (let at = 0; at < count; at += 1) {
    const evidence = { left: answer, right: answer, label: null, severity: severityOf(at) };
    witnesses.add({ task: 'fruit', level, contrast, sample: `s${at}`, evidence }, task, { changed: true });
  }
  return witnesses;
}

const samples = (witnesses: Witnesses): string[] => witnesses.list().map(({ sample }) => sample);

describe('the list of changed answers', () => {
  test('has the worst first', () => {
    expect(samples(seen(3, (at) => [0.2, 2.5, 0.9][at] ?? 0))).toEqual(['s1', 's2', 's0']);
  });

  test('keeps equal ones in the order of the plan', () => {
    expect(samples(seen(90, () => 1))).toEqual(Array.from({ length: 90 }, (_, at) => `s${at}`));
  });

  test('holds the worst 100 of a scene, however late they come', () => {
    const listed = samples(seen(1000, (at) => at));
    expect(listed).toEqual(Array.from({ length: 100 }, (_, at) => `s${999 - at}`));
  });

  test('of equal ones holds the first 100', () => {
    expect(samples(seen(1000, () => 1))).toEqual(Array.from({ length: 100 }, (_, at) => `s${at}`));
  });

  test('is cut per scene: a bad level does not hide another', () => {
    const witnesses = new Witnesses(() => undefined);
    const evidence = { left: answer, right: answer, label: null, severity: 3 };
    for (let at = 0; at < 500; at += 1)
      witnesses.add({ task: 'fruit', level: 'dark', contrast, sample: 'bad', evidence }, task, {
        changed: true,
      });
    witnesses.add({ task: 'fruit', level: 'clean', contrast, sample: 'good', evidence: { ...evidence, severity: 0 } }, task, { changed: true }); // prettier-ignore
    expect(witnesses.list()).toHaveLength(101);
    expect(witnesses.list().at(-1)?.sample).toBe('good');
  });
});

test('the listener hears of every one, in plan order', () => {
  const heard: Witness[] = [];
  const witnesses = new Witnesses((witness) => heard.push(witness));
  for (let at = 0; at < 500; at += 1) {
    const evidence = { left: answer, right: answer, label: null, severity: 500 - at };
    witnesses.add({ task: 'fruit', level: 'clean', contrast, sample: `s${at}`, evidence }, task, {
      changed: true,
    });
  }
  expect(heard.map(({ sample }) => sample)).toEqual(Array.from({ length: 500 }, (_, at) => `s${at}`));
});

test('a flip is named by the labels, and unlabelled without', () => {
  const rows = [
    ...many(1, a, b, { label: 0 }),
    ...many(1, b, a, { label: 0 }),
    ...many(1, b, c, { label: 0 }),
    ...many(1, a, b),
    ...many(1, a, a, { label: 0 }),
  ];
  expect(world({ rows }).witnesses.map(({ sample, flip }) => [sample, flip])).toEqual([
    ['s0', 'negative'],
    ['s1', 'positive'],
    ['s2', 'other'],
    ['s3', 'unlabelled'],
  ]);
});

test('an answer that is none is worst, then right ones that were lost, the surest first', () => {
  const rows = [
    ...many(1, maybeA, b, { label: 0 }),
    ...many(1, b, a, { label: 0 }),
    ...many(1, a, b, { label: 0 }),
    ...many(1, a, broken, { label: 1 }),
  ];
  expect(world({ rows }).totals.witnesses.list().map(({ sample }) => sample)).toEqual(['s3', 's2', 's0', 's1']); // prettier-ignore
});
