import { describe, expect, test } from 'vitest';
import { matrix } from '../../../src/report/sections/matrix.js';
import { check, limit, passing, row } from '../make.js';
import { view } from './view.js';

const rows = (text: string | null): readonly string[] =>
  (text ?? '').split('\n').filter((line) => line.startsWith('|'));
const letters = (n: number): readonly string[] =>
  Array.from({ length: n }, (_, index) => String.fromCharCode(97 + index));

describe('a cell', () => {
  const cell = (...checks: ReturnType<typeof check>[]): string | undefined =>
    rows(matrix(view({ checks })))[2]
      ?.split(' | ')[1]
      ?.replace(/ \|$/, '');

  test('shows measured and limit, bold when over', () => {
    expect(cell(passing())).toBe('✅ 1.00% / 5.00%');
    expect(cell(check())).toBe('❌ **5.30% / 5.00%**');
    expect(cell(check({ measured: 0.05004 }))).toBe('❌ **5.004% / 5.000%**');
  });

  test('is marked when another limit fails, and names it', () => {
    const drop = check({ limit: limit({ name: 'score-drop', unit: 'points' }) });
    expect(cell(passing(), drop)).toBe('❌ 1.00% / 5.00% · **<code>score&#45;drop</code>**');
  });

  test('is marked when slices fail, and counts them', () => {
    const slice = (value: string) => check({ slice: { field: 'kind', value } });
    expect(cell(passing(), slice('Coat'), slice('Hat'))).toBe('❌ 1.00% / 5.00% · **2 slices**');
  });

  test('shows no number where there is no result or no usable answer', () => {
    const finding = { code: 'DEGENERATE_ANSWERS', data: { arm: 'compressed', count: 2 } } as const;
    expect(cell(check({ outcome: 'invalid', measured: null }))).toBe('🛑 not measured');
    expect(cell(check({ measured: 0.01, finding }))).toBe('❌ **unusable answers**');
  });

  test('shows what was measured without a limit on it', () => {
    const checks = [passing({ limit: limit({ name: 'divergence', unit: 'nats' }), count: null })];
    expect(rows(matrix(view({ checks, tasks: [row()] })))[2]).toBe('| <code>garment</code> | ✅ 5.30% |');
  });

  test('counts a guardrail’s flips', () => {
    const flips = passing({
      limit: limit({ name: 'negative-flips', value: 0 }),
      measured: 0,
      count: 0,
      n: 120,
    });
    expect(rows(matrix(view({ checks: [flips], tasks: [row({ role: 'guardrail' })] })))[2]).toBe(
      '| <code>garment</code> (guardrail) | ✅ 0 of 120 |',
    );
  });
});

describe('the axes', () => {
  const grid = (tasks: number, levels: number) =>
    view({
      checks: letters(tasks).flatMap((task) => letters(levels).map((level) => passing({ task, level }))),
    });

  test('are tasks × levels up to six levels', () => {
    expect(rows(matrix(grid(9, 6)))[0]).toMatch(/^\| Task \|/);
    expect(rows(matrix(grid(9, 6)))).toHaveLength(11);
  });

  test('are swapped beyond six levels', () => {
    expect(rows(matrix(grid(6, 7)))[0]).toMatch(/^\| Level \|/);
    expect(rows(matrix(grid(6, 7)))).toHaveLength(9);
  });

  test('give way to a line beyond six of both', () => {
    expect(rows(matrix(grid(7, 7)))).toEqual([]);
    expect(matrix(grid(7, 7))).toContain('7 tasks × 7 levels: the table is in the full report.');
  });

  test('leave cells that the policy does not have empty', () => {
    const checks = [passing({ task: 'a', level: 'clean' }), passing({ task: 'b', level: 'high' })];
    expect(rows(matrix(view({ checks })))[2]).toBe('| <code>a</code> | ✅ 1.00% / 5.00% | – |');
  });
});

describe('passing tasks', () => {
  const checks = [check({ task: 'bad' }), passing({ task: 'good' }), passing({ task: 'fine' })];

  test('are listed after failing ones, then counted, then left out', () => {
    expect(rows(matrix(view({ checks: checks.toReversed() })))[2]).toContain('bad');
    expect(matrix(view({ checks }, { passing: 'counted' }))).toContain('2 more tasks pass at every level.');
    expect(matrix(view({ checks }, { passing: 'left out' }))).not.toMatch(/good|more/);
  });
});

test('several targets have a table each, drift one of its own', () => {
  const checks = [passing(), passing({ target: 'wasm' }), passing({ target: 'wasm', contrast: 'drift' })];
  expect(matrix(view({ checks }))?.match(/^\*\*.*$/gm)).toEqual([
    '**Answers that changed / limit** on <code>native</code>',
    '**Answers that changed / limit** on <code>wasm</code>',
    '**Drift: answers that differ from the reference target / limit** on <code>wasm</code>',
  ]);
});
