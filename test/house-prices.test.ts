import { expect, it } from 'vitest';
import { renderComment } from '../src/report/comment.js';
import { exampleOf, expectGolden, judge, noLinks, onWasm, policyText, steady } from './examples.js';

const folder = exampleOf('house-prices');

it.each([
  ['compression-gate', []],
  ['int4', ['negative-flips', 'score-drop']],
] as const)(
  'prices from a table: %s fails where it is there to fail, with its golden',
  async (name, expected) => {
    const report = await judge(name, onWasm(policyText(name, folder)), folder);
    const failed = report.checks.filter(({ outcome, slice }) => outcome === 'fail' && slice === null);
    expect(failed.map(({ limit }) => limit.name)).toEqual(expected);
    expect(report.coverage).toMatchObject({ planned: 800, faulty: 0 });
    expectGolden(folder, name, renderComment(steady(report), noLinks(`${name}.yml`)));
  },
  120_000,
);
