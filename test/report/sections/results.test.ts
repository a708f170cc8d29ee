import { describe, expect, test } from 'vitest';
import { failing, undecided, unmeasured } from '../../../src/report/sections/results.js';
import { check, passing, row } from '../make.js';
import { view } from './view.js';

const crash = {
  code: 'WORKER_CRASHED',
  data: { arm: 'compressed', sample: 'val/00812', signal: 'SIGSEGV' },
} as const;
const dead = check({ outcome: 'invalid', measured: null, count: null, finding: crash });

describe('failing', () => {
  test('lists what is over its limit and how many answers were right before', () => {
    expect(failing(view({ checks: [passing(), check()], tasks: [row()] }))).toBe(
      '> [!CAUTION]\n> - **<code>garment</code> at <code>high</code>:** 212 of 4,000 answers changed, **5.30%**, limit 5.00% · 188 were right before',
    );
  });

  test('leaves the split out where there are no labels', () => {
    const disagreement = {
      count: 212,
      rate: 0.053,
      negativeFlips: null,
      positiveFlips: null,
      otherFlips: null,
      confidentFlips: null,
      interval: [0.0463, 0.0604] as const,
    };
    expect(failing(view({ checks: [check()], tasks: [row({ disagreement })] }))).toMatch(/limit 5\.00%$/);
  });

  test('says how many it leaves out', () => {
    const text = failing(
      view({ checks: [check({ level: 'a' }), check({ level: 'b' }), check({ level: 'c' })] }, { worst: 2 }),
    );
    expect(text?.split('\n')).toHaveLength(4);
    expect(text).toMatch(/- and 1 more in the full report$/);
  });

  test('is absent when nothing fails', () => {
    expect(failing(view({ checks: [passing(), dead] }))).toBeNull();
  });
});

describe('undecided', () => {
  test('shows the interval and how many samples would do', () => {
    const open = check({
      outcome: 'inconclusive', measured: 0.0475, count: 190,
      interval: { lower: 0.0421, upper: 0.0534, method: 'clopper-pearson' },
      finding: { code: 'TOO_FEW_SAMPLES', data: { n: 4000, wouldDo: 22400 } },
    }); // prettier-ignore
    expect(undecided(view({ checks: [open] }))).toContain(
      '190 of 4,000 answers changed, **4.75%**, limit 5.00%, between 4.21% and 5.34% at 95% confidence: 4000 samples do not settle it; about 22400 would',
    );
  });

  test('is absent when everything is decided', () => {
    expect(undecided(view({ checks: [check()] }))).toBeNull();
  });
});

describe('unmeasured', () => {
  test('says that it is no verdict on the model, what happened and what to do', () => {
    expect(unmeasured(view({ verdict: 'invalid', checks: [dead] }))).toBe(
      [
        '**This is not a verdict on the model.** <code>garment</code> at <code>high</code> has no result: the process that ran the compressed model was killed (SIGSEGV) at sample val/00812. The job fails, because a check without a result never counts as passed.',
        '**What to do:** Run the model on this sample alone. SIGKILL often means too little memory; SIGSEGV and SIGILL point to the runtime or a damaged model.',
      ].join('\n\n'),
    );
  });

  test('names one cause once for all the checks it stopped', () => {
    const text = unmeasured(
      view({ verdict: 'invalid', checks: [dead, { ...dead, level: 'low' }, { ...dead, level: 'clean' }] }),
    );
    expect(text).toContain('<code>garment</code> at <code>high</code> and 2 other checks have no result');
  });

  test('lists several causes', () => {
    const other = { ...dead, finding: { code: 'NOT_MEASURED', data: { reason: 'no data' } } } as const;
    expect(unmeasured(view({ verdict: 'invalid', checks: [dead, other] }))?.match(/^- /gm)).toHaveLength(2);
  });

  test('does not deny a verdict that there is', () => {
    expect(unmeasured(view({ verdict: 'fail', checks: [check(), dead] }))).not.toContain('not a verdict');
  });

  test('speaks up for an invalid run without a single check', () => {
    expect(unmeasured(view({ verdict: 'invalid', checks: [] }))).toContain('not a verdict on the model');
  });
});
