import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import { renderJson } from '../../src/report/json.js';
import { readReport } from '../../src/report/read.js';
import { fixture } from './fixtures.js';

function findingOf(text: string): { code: string; data: unknown } | null {
  try {
    readReport(text, 'report.json');
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const [first] = error.findings;
    return first === undefined ? null : { code: first.code, data: first.data };
  }
}

/** The failing report's text with one thing changed. */
function edited(edit: (report: Record<string, unknown>) => void): string {
  const value = JSON.parse(renderJson(fixture('fail'))) as Record<string, unknown>; // a report is an object
  edit(value);
  return JSON.stringify(value);
}

describe('REPORT_UNREADABLE', () => {
  test.each([
    ['text that is no JSON', '{"format": 1,', 'it is not JSON'],
    [
      'a missing key',
      edited((report) => delete report['verdict']),
      "the report must have required property 'verdict'",
    ],
    [
      'an unknown key',
      edited((report) => (report['extra'] = 1)),
      'the report must NOT have additional properties (extra)',
    ],
    [
      'a verdict that is none',
      edited((report) => (report['verdict'] = 'green')),
      '/verdict must be equal to one of the allowed values',
    ],
    [
      'a null where a number belongs',
      edited((report) => (report['cost'] = { size: null, latency: {} })),
      '/cost/size must be number',
    ],
    [
      'a number beyond all',
      renderJson(fixture('fail')).replace('"measured": 0.053', '"measured": 1e999'),
      'measured must be number',
    ],
    [
      'a finding without words',
      renderJson(fixture('fail')).replace('"LIMIT_EXCEEDED"', '"UNHEARD_OF"'),
      'its finding UNHEARD_OF is not known',
    ],
    [
      'a finding called like a method',
      renderJson(fixture('fail')).replace('"LIMIT_EXCEEDED"', '"__proto__"'),
      'must match pattern',
    ],
  ])('%s', (_, text, reason) => {
    const found = findingOf(text);
    expect(found).toMatchObject({ code: 'REPORT_UNREADABLE', data: { path: 'report.json' } });
    expect(JSON.stringify(found?.data)).toContain(reason);
  });
});

describe('REPORT_FORMAT', () => {
  test.each([
    ['a later format', edited((report) => (report['format'] = 2)), '2'],
    ['no format', '{}', 'none'],
    ['something else entirely', '[]', 'none'],
  ])('%s', (_, text, format) => {
    expect(findingOf(text)).toEqual({
      code: 'REPORT_FORMAT',
      data: { path: 'report.json', format, expected: '1' },
    });
  });
});

test('a whole report is read', () => {
  expect(readReport(renderJson(fixture('fail')), 'report.json').verdict).toBe('fail');
});
