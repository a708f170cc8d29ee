import { expect, test } from 'vitest';
import { renderJson } from '../../src/report/json.js';
import { readReport } from '../../src/report/read.js';
import { fixture, names } from './fixtures.js';
import { check, report, row } from './make.js';

test.each(names)('%s is read back as it was', (name) => {
  expect(readReport(renderJson(fixture(name)), 'report.json')).toEqual(fixture(name));
});

test('is indented by two and ends with a line break', () => {
  expect(renderJson(fixture('nothing'))).toMatch(/^\{\n {2}"format": 1,\n[\s\S]*\}\n$/);
});

test('rounds nothing', () => {
  const measured = 0.1 + 0.2;
  expect(renderJson(report({ checks: [check({ measured })] }))).toContain('"measured": 0.30000000000000004');
});

test.each([NaN, Infinity, -Infinity])(
  '%d throws, naming where it stands, and never becomes null',
  (value) => {
    expect(() => renderJson(report({ checks: [check(), check({ measured: value })] }))).toThrow(
      /^report\.checks\[1\]\.measured is /,
    );
    const divergence = {
      mean: value,
      p50: 0,
      p90: 0,
      p99: 0,
      p999: 0,
      max: 0,
      unit: 'nats' as const,
      floored: 0,
    };
    expect(() => renderJson(report({ tasks: [row({ divergence })] }))).toThrow(
      /^report\.tasks\[0\]\.divergence\.mean is /,
    );
  },
);
