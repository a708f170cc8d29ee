import { expect, test } from 'vitest';
import { annotations } from '../../src/report/annotations.js';
import { check, limit, passing, report } from './make.js';

test('each check that does not pass is an error on its limit’s line', () => {
  expect(annotations(report({ checks: [passing(), check()] }))).toEqual([
    {
      level: 'error',
      title: 'garment at high: disagreement',
      message: '212 of 4000 answers changed (5.30%), limit 5.00%',
      file: 'gate.yml',
      line: 47,
      column: 36,
    },
  ]);
});

test('what may stay undecided is a warning, what blocks an error', () => {
  const open = check({
    outcome: 'inconclusive',
    finding: { code: 'TOO_FEW_SAMPLES', data: { n: 1, wouldDo: 2 } },
  });
  const of = (onInconclusive: 'allow' | 'block') => {
    const base = report({ checks: [open] });
    return annotations({ ...base, policy: { ...base.policy, onInconclusive } }).map(({ level }) => level);
  };
  expect(of('allow')).toEqual(['warning']);
  expect(of('block')).toEqual(['error']);
});

test('the worst comes first, what is not judged is left out', () => {
  const checks = [
    check({ level: 'little', measured: 0.051 }),
    check({ level: 'much' }),
    check({ judged: false }),
  ];
  expect(annotations(report({ checks })).map(({ title }) => title)).toEqual([
    'garment at much: disagreement',
    'garment at little: disagreement',
  ]);
});

test('a limit without a readable place is shown at the top of the policy', () => {
  const [one] = annotations(report({ checks: [check({ limit: limit({ place: '?' }) })] }));
  expect(one).toMatchObject({ file: '.github/compression-gate.yml', line: 1, column: 1 });
});
