import { expect, it } from 'vitest';
import { renderComment } from '../src/report/comment.js';
import { exampleOf, expectGolden, judge, noLinks, onWasm, policyText, steady } from './examples.js';

const folder = exampleOf('pronunciation');

it.each([
  ['compression-gate', []],
  ['int4', ['disagreement', 'text-change', 'disagreement']],
])(
  'pronunciation, %s: fails where it is there to fail, with its golden',
  async (policy, expected) => {
    const report = await judge(policy, onWasm(policyText(policy, folder)), folder);
    const failed = report.checks.filter(({ outcome, slice }) => outcome === 'fail' && slice === null);
    expect(failed.map(({ limit }) => limit.name)).toEqual(expected);
    expect(report.coverage).toMatchObject({ faulty: 0 });
    const [row] = report.tasks;
    expect(row?.metrics['bleu']?.about).toBe('case:mixed|eff:no|tok:none|smooth:exp|version:2.6.0');
    expect(row?.metrics['exact-match']?.baseline).toBeGreaterThan(0.45);
    expectGolden(folder, policy, renderComment(steady(report), noLinks(`${policy}.yml`)));
  },
  120_000,
);
