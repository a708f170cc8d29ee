import { describe, expect, test } from 'vitest';
import { intended, reproduce } from '../../../src/report/sections/remedies.js';
import { noLinks } from '../fixtures.js';
import { check, limit, passing, row } from '../make.js';
import { view } from './view.js';

describe('reproduce', () => {
  test('runs the worst check and says what to expect', () => {
    const text = reproduce(view({ checks: [check()], tasks: [row({ seconds: 38.2 })] }));
    expect(text).toContain('<summary>Reproduce (about 39 s)</summary>');
    expect(text).toContain(
      'gh pr checkout 482\nnpx compression-gate@1.4.0 run --policy .github/compression-gate.yml --task garment --level high\n',
    );
    expect(text).toContain('```text\n212 of 4000 answers changed (5.30%), limit 5.00%\n```');
  });

  test('checks nothing out without a pull request', () => {
    expect(reproduce(view({ checks: [check()] }, {}, noLinks))).not.toContain('gh pr');
  });

  test('lets no name close the fence', () => {
    const name = limit({ name: '```\n# x' });
    const text = reproduce(view({ checks: [check({ task: '```', limit: name })] }));
    expect(text?.match(/```/g)).toHaveLength(4);
  });

  test('is absent after a pass', () => {
    expect(reproduce(view({ verdict: 'pass', checks: [passing()] }))).toBeNull();
  });
});

describe('if the change is intended', () => {
  test('the limit’s own line is linked, with what these samples and inputs like them need', () => {
    expect(intended(view({ checks: [check({ beyond: [0.0473, 0.05911] })] }))).toContain(
      '[line 47 of the policy](https://github.com/acme/vision/blob/8f3e2a1/.github/compression-gate.yml#L47): these samples need 5.30%, inputs like these up to 5.92%.',
    );
  });

  test('the place is named where there is no link', () => {
    expect(intended(view({ checks: [check()] }, {}, noLinks))).toContain(
      'in line 47 of <code>gate&#46;yml</code>: these samples need 5.30%',
    );
  });

  test('no number is offered that would not pass: unusable answers fail at any limit, percentiles are counted', () => {
    const finding = { code: 'DEGENERATE_ANSWERS', data: { arm: 'compressed', count: 2 } } as const;
    expect(intended(view({ checks: [check({ finding })] }))).toBeNull();
    const p99 = check({
      limit: limit({ name: 'divergence-p99', unit: 'nats', value: 0.5 }),
      measured: 0.61,
      count: 24,
      allowed: 20,
    });
    expect(intended(view({ checks: [p99] }))).not.toContain('need');
  });

  test('is absent unless something is over its limit', () => {
    expect(intended(view({ checks: [passing()] }))).toBeNull();
    expect(intended(view({ checks: [check({ outcome: 'invalid', measured: null })] }))).toBeNull();
  });
});
