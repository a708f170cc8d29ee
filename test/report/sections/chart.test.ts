import { expect, test } from 'vitest';
import { charts } from '../../../src/report/sections/chart.js';
import { passing, row } from '../make.js';
import { view } from './view.js';

function levels(...names: readonly string[]) {
  return { checks: names.map((level) => passing({ level })), tasks: names.map((level) => row({ level })) };
}

test('three levels make a chart: bars are measured, the line is the limit', () => {
  expect(charts(view(levels('clean', 'low', 'high'), { charts: true }))).toBe(
    [
      '<code>garment</code>: answers changed (bars) and their limit (line)',
      '',
      '```mermaid',
      'xychart-beta',
      '  x-axis ["clean", "low", "high"]',
      '  y-axis "answers changed, %" 0 --> 5.8300',
      '  bar [5.3000, 5.3000, 5.3000]',
      '  line [5.0000, 5.0000, 5.0000]',
      '```',
    ].join('\n'),
  );
});

test('two levels, or a level that was not measured, make none', () => {
  expect(charts(view(levels('clean', 'low'), { charts: true }))).toBeNull();
  const { checks, tasks } = levels('clean', 'low', 'high');
  expect(charts(view({ checks, tasks: tasks.slice(1) }, { charts: true }))).toBeNull();
});

test('no name ends the chart’s quotes or its fence', () => {
  const text = charts(view(levels('a"]', '```', 'c\nd'), { charts: true }));
  expect(text).toContain('x-axis ["a__", "___", "c_d"]');
});

test('there are none unless asked for', () => {
  expect(charts(view(levels('clean', 'low', 'high')))).toBeNull();
});
