import { describe, expect, test } from 'vitest';
import type { Disagreement } from '../../../src/core/report.js';
import { inputs } from '../../../src/report/sections/inputs.js';
import { check, limit, passing, row } from '../make.js';
import { view } from './view.js';

function changed(sample: string, confidence: number | null, over: Partial<Disagreement> = {}): Disagreement {
  return {
    task: 'garment', level: 'high', target: 'native', contrast: 'compression', sample,
    baseline: { text: 'Coat', confidence }, compressed: { text: 'Shirt', confidence }, label: 'Coat',
    flip: 'negative', severity: 1, ...over,
  }; // prettier-ignore
}

const samples = (text: string | null): readonly (string | undefined)[] =>
  [...(text ?? '').matchAll(/^\| <code>(\w+)<\/code>/gm)].map(([, sample]) => sample);

describe('the list', () => {
  test('is of this cell, most confident baseline first', () => {
    const disagreements = [changed('a', 0.5), changed('b', 0.9), changed('c', 0.99, { level: 'low' })];
    const text = inputs(view({ checks: [check()], tasks: [row()], disagreements }));
    expect(text).toContain(
      '<summary>Inputs whose answer changed: 2 of 212, <code>garment</code> at <code>high</code>, most confident baseline first</summary>',
    );
    expect(samples(text)).toEqual(['b', 'a']);
  });

  test('keeps the report’s order where answers have no confidence', () => {
    const text = inputs(
      view({ checks: [check()], tasks: [row()], disagreements: [changed('a', null), changed('b', null)] }),
    );
    expect(text).toContain('worst first');
    expect(samples(text)).toEqual(['a', 'b']);
  });

  test('stops at twenty, but lists the flips of a guardrail one by one', () => {
    const disagreements = Array.from({ length: 30 }, (_, index) => changed(`s${index}`, 0.9));
    const listed = (role: 'primary' | 'guardrail') =>
      samples(inputs(view({ checks: [check()], tasks: [row({ role })], disagreements }))).length;
    expect(listed('primary')).toBe(20);
    expect(listed('guardrail')).toBe(30);
  });

  test('has no label column where nothing is labelled', () => {
    const text = inputs(
      view({ checks: [check()], tasks: [row()], disagreements: [changed('a', 0.9, { label: null })] }),
    );
    expect(text).toContain('| Input | Baseline | Compressed |\n');
  });

  test('never prints a confidence below 1 as 1', () => {
    const text = inputs(view({ checks: [check()], tasks: [row()], disagreements: [changed('a', 0.9996)] }));
    expect(text).toContain('<code>Coat</code> (0.9996)');
  });

  test('is absent for cells that pass and after a pass', () => {
    expect(
      inputs(view({ checks: [passing()], tasks: [row()], disagreements: [changed('a', 0.9)] })),
    ).toBeNull();
    expect(inputs(view({ verdict: 'pass', checks: [check()], tasks: [row()] }))).toBeNull();
  });
});

describe('the story', () => {
  test('splits the changes and follows the score from clean to this level', () => {
    const clean = row({ level: 'clean', score: { metric: 'accuracy', baseline: 0.91, compressed: 0.907 } });
    const gap = passing({
      limit: limit({ name: 'robustness-gap', unit: 'points' }),
      measured: 0.0405,
      count: null,
    });
    expect(inputs(view({ checks: [check(), gap], tasks: [clean, row()] }))).toContain(
      '188 right → wrong, 14 wrong → right, 10 wrong → wrong. Accuracy 88.20% → 83.85%. From clean to this level baseline loses 2.80 points, compressed 6.85: the gap is 4.05 (limit 5.00).',
    );
  });

  test('does not call answers wrong that are another text and right', () => {
    const rightness = { both: 1500, lost: 188, won: 14, neither: 9 };
    const told = inputs(view({ checks: [check()], tasks: [row({ rightness })] }));
    expect(told).toContain('188 right → wrong, 14 wrong → right, 10 right or wrong as before.');
  });

  test('says how many cases of a guardrail are not protected', () => {
    const guarded = row({
      role: 'guardrail',
      n: 120,
      score: { metric: 'accuracy', baseline: 0.975, compressed: 0.95 },
    });
    expect(inputs(view({ checks: [check()], tasks: [guarded] }))).toContain(
      '3 of 120 cases are not protected: baseline already gets them wrong.',
    );
  });
});
