import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault, type Finding } from '../src/core/fault.js';
import type { Check, Report } from '../src/core/report.js';
import { exitCode } from '../src/exit-code.js';
import { kinds } from '../src/kinds.js';
import { readPolicy } from '../src/policy/read.js';
import { renderComment, renderPolicyErrors } from '../src/report/comment.js';
import { example, expectGolden, judge, noLinks, onWasm, policyText, steady } from './examples.js';

/** What the variants are there to show: the checks that fail, without their numbers. */
const variants = [
  { name: 'compression-gate', verdict: 'pass', exit: 0, failing: [] }, // the README's; e2e runs it on the native engine
  { name: 'int8', verdict: 'pass', exit: 0, failing: [] }, // on a CPU that does not saturate; see its first lines
  {
    name: 'pruned50',
    verdict: 'fail',
    exit: 1,
    failing: ['garment at clean, kind=Coat: score-drop'],
  },
  {
    name: 'pruned80',
    verdict: 'fail',
    exit: 1,
    failing: ['garment at sensor-high: robustness-gap'],
  },
  {
    name: 'noise-untuned',
    verdict: 'fail',
    exit: 1,
    failing: [
      'garment at clean: negative-flips',
      'garment at blur-5: robustness-gap',
      'garment at dull-2: robustness-gap',
      'garment at every gaussian-blur: corruption-error',
      'garment at every noise: mean-corruption-error',
    ],
  },
  {
    name: 'noise-tuned',
    verdict: 'fail',
    exit: 1,
    failing: ['garment at clean: negative-flips'],
  },
  {
    name: 'student',
    verdict: 'fail',
    exit: 1,
    failing: [
      'digits-nobody-trained-on at clean: disagreement',
      'digits-nobody-trained-on at clean: confident-disagreement',
    ],
  },
] as const;

const minute = 60_000;

describe.each(variants)('example $name', ({ name, verdict, exit, failing }) => {
  it(
    `ends with ${verdict}, in the checks it is there to show, and with its golden`,
    async () => {
      const report = await judge(name, onWasm(policyText(name)));
      expect({ verdict: report.verdict, failing: failingOf(report) }).toEqual({ verdict, failing });
      expect(report.coverage).toMatchObject({ measured: report.coverage.planned, faulty: 0 });
      expect(exitCode(report.verdict, { warnOnly: false })).toBe(exit);
      expectGolden(example, name, renderComment(steady(report), noLinks(`${name}.yml`)));
    },
    5 * minute,
  );
});

describe('int4.yml', () => {
  it(
    'fails in every task, with its golden',
    async () => {
      const report = await judge('int4', onWasm(policyText('int4')));
      const tasks = new Set(
        report.checks.filter(({ outcome }) => outcome === 'fail').map(({ task }) => task),
      );
      expect([...tasks]).toEqual(['garment', 'digits-nobody-trained-on', 'sure-coats']);
      expect(exitCode(report.verdict, { warnOnly: false })).toBe(1);
      expectGolden(example, 'int4', renderComment(steady(report), noLinks('int4.yml')));
    },
    5 * minute,
  );
});

describe('mistyped.yml', () => {
  it('is refused for every mistake at once, with its golden', () => {
    const findings = refusal('mistyped');
    expect(findings.map(({ code, place }) => `${place?.line ?? 0}: ${code}`)).toMatchInlineSnapshot(`
      [
        "11: WRONG_VALUE",
        "12: UNIT_MISSING",
        "15: UNKNOWN_KIND",
        "32: UNKNOWN_KEY",
        "33: UNIT_MISSING",
        "33: UNIT_WRONG",
        "34: UNKNOWN_LEVEL",
      ]
    `);
    expect(exitCode('refused', { warnOnly: true })).toBe(2);
    expectGolden(example, 'mistyped', renderPolicyErrors(findings, noLinks('mistyped.yml')));
  });
});

it('every policy of the example has a golden, and every golden a policy', () => {
  const names = (folder: string, ending: string): string[] =>
    readdirSync(join(example, folder))
      .filter((file) => file.endsWith(ending) && file !== 'README.md')
      .map((file) => file.slice(0, -ending.length))
      .sort();
  const shown = names('.', '.yml').filter((name) => name !== 'whole'); // the policy of docs/policy.md, for two engines
  expect(names('goldens', '.md')).toEqual(shown);
});

function failingOf({ checks }: Report): string[] {
  return checks.filter(({ outcome }) => outcome === 'fail').map(printCheck);
}

function printCheck({ task, level, slice, limit }: Check): string {
  const part = slice === null ? '' : `, ${slice.field}=${slice.value}`;
  return `${task ?? ''} at ${level ?? ''}${part}: ${limit.name}`;
}

function refusal(name: string): readonly Finding[] {
  try {
    readPolicy({ text: policyText(name), path: `${name}.yml` }, kinds);
  } catch (error) {
    if (error instanceof Fault) return error.findings;
    throw error;
  }
  return [];
}
