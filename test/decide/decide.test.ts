import { describe, expect, test } from 'vitest';
import { a, armReason, b, broken, c, check, decideOne, inPopulation, many, maybeA, onlyA, outcomeOf, targetOf, world, type Row } from './kit.js'; // prettier-ignore

const agreeing = (count: number): Row[] => many(count, a, a, { label: 0 });
const lostRows = (count: number): Row[] => many(count, a, b, { label: 0 });
const unreadable: Row = { fault: { code: 'FIELD_UNKNOWN', data: {} } };

describe('each limit holds what it bounds and nothing else', () => {
  const rows = [
    ...agreeing(92),
    ...lostRows(3), // surely right, then wrong
    ...many(1, maybeA, b, { label: 0 }), // lost, but baseline was not sure
    ...many(1, b, a, { label: 0 }), // won
    ...many(2, b, c, { label: 0 }), // changed, wrong both times
    ...many(1, a, a, { label: 1 }), // wrong both times, unchanged
  ];

  test.each([
    ['disagreement', 7],
    ['negative-flips', 4],
    ['confident-flips', 3],
    ['confident-disagreement', 6],
    ['score-drop', 3], // 4 lost, 1 won
    ['error', 7],
  ])('%s counts %i of 100', (limit, count) => {
    expect(decideOne({ rows, checks: [check(limit, count, 100)] })).toMatchObject({ outcome: 'pass', count, n: 100 });
    expect(decideOne({ rows, checks: [check(limit, count - 1, 100)] })).toMatchObject({ outcome: 'fail', count });
  }); // prettier-ignore
});

describe('robustness-gap', () => {
  const levels = ['clean', 'dark'];
  const gap = (numerator: number) => check('robustness-gap', numerator, 100, { level: 'dark' });
  const row = (count: number, clean: Row['answers'], label = 0): Row[] =>
    Array.from({ length: count }, () => ({ label, answers: clean ?? {} }));
  // Baseline keeps 100 → 95, compressed 100 → 90: 5 points more are lost to the noise.
  const rows = [
    ...row(90, { clean: [a, a], dark: [a, a] }),
    ...row(5, { clean: [a, a], dark: [b, b] }),
    ...row(5, { clean: [a, a], dark: [a, b] }),
  ];

  test('is how much more compressed loses to the noise than baseline does', () => {
    expect(decideOne({ rows, levels, checks: [gap(5)] })).toMatchObject({ outcome: 'pass', measured: 0.05 });
    expect(decideOne({ rows, levels, checks: [gap(4)] })).toMatchObject({ outcome: 'fail', measured: 0.05 });
  });

  test('does not count what compressed had already lost at clean', () => {
    const before = row(100, { clean: [a, b], dark: [a, b] });
    expect(decideOne({ rows: before, levels, checks: [gap(0)] })).toMatchObject({
      outcome: 'pass',
      measured: 0,
    });
  });

  test('needs clean, which no limit needs to bound, and is invalid without it', () => {
    const dark = row(100, { dark: [a, a] });
    expect(outcomeOf({ rows: dark, levels, checks: [gap(5)] })).toBe('invalid MISSING_SAMPLES');
  });

  test('is invalid where one sample is missing at clean', () => {
    const incomplete = [...rows, ...row(1, { clean: [a, null], dark: [a, a] })];
    expect(outcomeOf({ rows: incomplete, levels, checks: [gap(50)] })).toBe('invalid MISSING_SAMPLES');
  });

  test('fails where compressed has no answer at clean', () => {
    const none = [...rows, ...row(1, { clean: [a, broken], dark: [a, a] })];
    expect(outcomeOf({ rows: none, levels, checks: [gap(50)] })).toBe('fail DEGENERATE_ANSWERS');
  });
});

describe('divergence', () => {
  const divergence = check('divergence', 1, 100, { form: 'value' });

  test('of equal answers is 0', () => {
    expect(decideOne({ rows: agreeing(10), checks: [divergence] })).toMatchObject({
      outcome: 'pass',
      measured: 0,
    });
  });

  test('is infinite where compressed rules out what baseline does not, and fails at any limit', () => {
    const rows = [...agreeing(999), ...many(1, a, onlyA, { label: 0 })];
    const generous = check('divergence', 1000, 1);
    expect(decideOne({ rows, checks: [generous] })).toMatchObject({
      outcome: 'fail',
      measured: null,
      n: 1000,
    });
    expect(decideOne({ rows, checks: [inPopulation(generous)] })).toMatchObject({
      outcome: 'fail',
      measured: null,
    });
  });

  test('p99 lets ⌊1 %·n⌋ samples exceed it, whatever the others are', () => {
    const p99 = check('divergence-p99', 5, 100);
    const near: Row[] = many(197, [2, 1, 0, -1], [1.8, 1.3, 0.1, -1.2]); // KL 0.0244 (methods §5)
    const far: Row[] = many(2, a, b);
    expect(decideOne({ rows: [...near, ...many(1, [2, 1, 0, -1], [2, 1, 0, -1]), ...far], checks: [p99] })).toMatchObject({ outcome: 'pass', count: 2, allowed: 2 }); // prettier-ignore
    expect(decideOne({ rows: [...near, ...far, ...many(1, a, onlyA)], checks: [p99] })).toMatchObject({ outcome: 'fail', count: 3 }); // prettier-ignore
    expect(decideOne({ rows: [...near, ...far], checks: [p99] })).toMatchObject({ outcome: 'fail', count: 2, allowed: 1 }); // prettier-ignore
  });
});

describe('calibration-shift', () => {
  test('is the growth of the expected calibration error', () => {
    // Baseline: always sure (0.99975) and right; compressed: as sure, and right half of the time.
    const rows = [...agreeing(50), ...lostRows(50)];
    const shift = decideOne({ rows, checks: [check('calibration-shift', 49, 100)] });
    expect(shift.outcome).toBe('fail');
    expect(shift.measured).toBeCloseTo(0.5 - 2 * (1 - Math.exp(9) / (Math.exp(9) + 2)), 6);
  });

  test('passes where compressed is better calibrated', () => {
    const rows = [...agreeing(50), ...many(50, b, a, { label: 0 })];
    expect(outcomeOf({ rows, checks: [check('calibration-shift', 0, 1)] })).toBe('pass WITHIN_LIMIT');
  });
});

describe('broken evidence', () => {
  const loose = check('disagreement', 50, 100);

  test('a sample that could not be read is invalid', () => {
    expect(outcomeOf({ rows: [...agreeing(99), unreadable], checks: [loose] })).toBe(
      'invalid MISSING_SAMPLES',
    );
  });

  test('an arm that gave no answer to one sample is invalid', () => {
    expect(outcomeOf({ rows: [...agreeing(99), ...many(1, a, null)], checks: [loose] })).toBe('invalid MISSING_SAMPLES'); // prettier-ignore
  });

  test('an arm that gave none at all is told by its reason', () => {
    const found = decideOne({ rows: many(10, a, null), checks: [loose] });
    expect(found).toMatchObject({ outcome: 'invalid', finding: armReason, measured: null });
  });

  test('a chunk that did not arrive is invalid', () => {
    const rows = agreeing(100);
    expect(outcomeOf({ rows, chunk: 10, lost: [9], checks: [loose] })).toBe('invalid MISSING_SAMPLES');
    expect(outcomeOf({ rows, chunk: 10, checks: [loose] })).toBe('pass WITHIN_LIMIT');
  });

  test('a run that was cut before its first chunk says why', () => {
    const cut = { code: 'WORKER_CRASHED', data: {} } as const;
    const [found] = world({ rows: agreeing(10), lost: [0], checks: [loose] }).decide(cut);
    expect(found).toMatchObject({ outcome: 'invalid', finding: cut, n: 0 });
  });

  test('too many wrong answers fail, whatever the lost chunk would have said', () => {
    const rows = [...lostRows(60), ...agreeing(40)];
    expect(outcomeOf({ rows, chunk: 10, lost: [9], checks: [loose] })).toBe('fail LIMIT_EXCEEDED');
  });

  test('a label limit without a label is invalid, not 0 of 0', () => {
    expect(outcomeOf({ rows: many(10, a, a), checks: [check('negative-flips', 1, 1)] })).toBe(
      'invalid NOT_MEASURED',
    );
  });

  test('a task that could not be evaluated is invalid by its reason', () => {
    const reason = { code: 'NOT_MEASURED', data: { reason: 'the model does not open' } } as const;
    const impossible = [{ task: 'fruit', reason }];
    expect(decideOne({ rows: agreeing(10), checks: [loose], impossible })).toMatchObject({ outcome: 'invalid', finding: reason }); // prettier-ignore
  });

  test('no answer of compressed fails at a limit of 100 %', () => {
    const rows = [...agreeing(9), ...many(1, a, broken, { label: 0 })];
    for (const limit of ['disagreement', 'error', 'score-drop', 'divergence'])
      expect(outcomeOf({ rows, checks: [check(limit, 1, 1)] }), limit).toBe('fail DEGENERATE_ANSWERS');
  });

  test('no answer of baseline is invalid, though compressed has none either', () => {
    const rows = [...agreeing(9), ...many(1, broken, broken, { label: 0 })];
    expect(outcomeOf({ rows, checks: [loose] })).toBe('invalid BASELINE_DEGENERATE');
  });

  test('a single −Inf is an ordinary score', () => {
    const rows = many(10, [-Infinity, 1, 0], [-Infinity, 1, 0]);
    expect(outcomeOf({ rows, checks: [check('disagreement', 0, 1)] })).toBe('pass WITHIN_LIMIT');
  });
});

describe('int64 answers', () => {
  const rows = [...many(8, 1n, 1n, { label: 1 }), ...many(2, 1n, 2n, { label: 1 })];

  test.each([
    ['error', 2],
    ['negative-flips', 2],
    ['disagreement', 2],
  ])('are numbers like any: %s counts %i', (limit, count) => {
    expect(decideOne({ rows, checks: [check(limit, 1, 10)] })).toMatchObject({
      outcome: 'fail',
      count,
      n: 10,
    });
  });
});

describe('a limit for one label', () => {
  const unsafe = (numerator: number) =>
    check('negative-flips', numerator, 100, { slice: { field: 'kind', value: 'unsafe', minSamples: 0 } });
  const of = (value: string): Row => ({ label: 0, slices: new Map([['kind', value]]) });
  const rows = [
    ...many(20, a, a, of('unsafe')),
    ...many(5, a, b, of('unsafe')),
    ...many(75, a, b, of('safe')),
  ];

  test('counts the samples with that label only', () => {
    expect(decideOne({ rows, slices: ['kind'], checks: [unsafe(20)] })).toMatchObject({
      outcome: 'pass', count: 5, n: 25, slice: { field: 'kind', value: 'unsafe' },
    }); // prettier-ignore
    expect(decideOne({ rows, slices: ['kind'], checks: [unsafe(19)] })).toMatchObject({ outcome: 'fail' });
  });

  test('is invalid where a sample could not be read: it may have had that label', () => {
    const incomplete = { rows: [...rows, unreadable], slices: ['kind'], checks: [unsafe(99)] };
    expect(outcomeOf(incomplete)).toBe('invalid MISSING_SAMPLES');
  });

  test('is invalid where a chunk did not arrive', () => {
    expect(outcomeOf({ rows, slices: ['kind'], chunk: 50, lost: [1], checks: [unsafe(99)] })).toBe('invalid MISSING_SAMPLES'); // prettier-ignore
  });

  test('does not care about a missing answer to another label', () => {
    const missing = [...rows, ...many(1, a, null, of('safe'))];
    expect(outcomeOf({ rows: missing, slices: ['kind'], checks: [unsafe(20)] })).toBe('pass WITHIN_LIMIT');
  });

  test('that no sample has is invalid', () => {
    const safe = many(10, a, a, of('safe'));
    expect(outcomeOf({ rows: safe, slices: ['kind'], checks: [unsafe(99)] })).toBe('invalid NOT_MEASURED');
  });
});

describe('targets', () => {
  const targets = [targetOf('native'), targetOf('wasm', { required: false })];
  const onWasm = check('disagreement', 10, 100, { target: 'wasm' });
  const rows = (right: Row['answers']): Row[] => Array.from({ length: 10 }, () => ({ answers: right ?? {} }));

  test('each is judged on its own answers', () => {
    const checks = [check('disagreement', 10, 100), onWasm];
    const found = world({ rows: rows({ clean: [a, a, b] }), targets, checks }).decide();
    expect(found.map(({ target, outcome }) => [target, outcome])).toEqual([['native', 'pass'], ['wasm', 'fail']]); // prettier-ignore
  });

  test('drift holds compressed here against compressed on the reference', () => {
    const drift = check('disagreement', 10, 100, { target: 'wasm', contrast: 'drift' });
    const arranged = { targets, drift: ['wasm'], checks: [drift] };
    expect(outcomeOf({ rows: rows({ clean: [a, b, b] }), ...arranged })).toBe('pass WITHIN_LIMIT');
    expect(outcomeOf({ rows: rows({ clean: [a, b, a] }), ...arranged })).toBe('fail LIMIT_EXCEEDED');
  });

  test('one that may be left out is listed where it has no result, not judged', () => {
    const without = rows({ clean: [a, a, null] });
    expect(decideOne({ rows: without, targets, checks: [onWasm] })).toMatchObject({ outcome: 'invalid', judged: false }); // prettier-ignore
  });

  test('one that may be left out is judged where it has any result', () => {
    const some = [...rows({ clean: [a, a, null] }), ...rows({ clean: [a, a, a] })];
    expect(decideOne({ rows: some, targets, checks: [onWasm] })).toMatchObject({ outcome: 'invalid', judged: true }); // prettier-ignore
  });

  test('a required one without a result is judged', () => {
    const required = [targetOf('native'), targetOf('wasm')];
    const without = rows({ clean: [a, a, null] });
    expect(decideOne({ rows: without, targets: required, checks: [onWasm] })).toMatchObject({ outcome: 'invalid', judged: true }); // prettier-ignore
  });
});

describe('population scope', () => {
  const open = inPopulation(check('disagreement', 2, 100));
  const changed = (count: number, n: number): Row[] => [...many(count, a, b), ...many(n - count, a, a)];

  test.each([
    [12, 'pass WITHIN_LIMIT'],
    [13, 'inconclusive TOO_FEW_SAMPLES'],
    [28, 'inconclusive TOO_FEW_SAMPLES'],
    [29, 'fail LIMIT_EXCEEDED'],
  ])('at 2 %% of 1,000: %i changed is %s (methods §2.2)', (count, expected) => {
    expect(outcomeOf({ rows: changed(count, 1000), checks: [open] })).toBe(expected);
  });

  test('the evidence of a fail holds over all population checks of the policy', () => {
    const rows = changed(29, 1000); // p = 0.0329
    const tame = inPopulation(check('disagreement', 50, 100));
    const outcomes = (count: number): string[] =>
      world({ rows, checks: [open, ...Array<typeof open>(count).fill(tame)] }).decide().map(({ outcome }) => outcome); // prettier-ignore
    expect(outcomes(0)).toEqual(['fail']);
    expect(outcomes(1)).toEqual(['inconclusive', 'pass']);
  });

  test('checks in dataset scope have no part in that', () => {
    const exact = check('disagreement', 50, 100);
    const [first] = world({ rows: changed(29, 1000), checks: [open, exact, exact] }).decide();
    expect(first?.outcome).toBe('fail');
  });

  test('the order of checks makes no difference to any of them', () => {
    const rows = changed(29, 1000);
    const checks = [1, 2, 3, 4, 50].map((limit) => inPopulation(check('disagreement', limit, 100)));
    const outcomes = (list: typeof checks): string[] =>
      world({ rows, checks: list }).decide().map(({ limit, outcome }) => `${limit.value} ${outcome}`).toSorted(); // prettier-ignore
    expect(outcomes(checks.toReversed())).toEqual(outcomes(checks));
  });
});

test('a check is printed with its limit, place and confidence', () => {
  expect(decideOne({ rows: agreeing(10), checks: [check('disagreement', 2, 100)] })).toMatchObject({
    task: 'fruit', level: 'clean', slice: null, target: 'native', contrast: 'compression', scope: 'dataset',
    limit: { name: 'disagreement', value: 0.02, unit: 'share', place: 'policy.yml:1:1', from: 'head' }, confidence: 0.95, judged: true,
  }); // prettier-ignore
});
