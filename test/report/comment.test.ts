import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finding } from '../../src/core/fault.js';
import { readMarker } from '../../src/core/marker.js';
import type { Check, Disagreement, Outcome } from '../../src/core/report.js';
import {
  render,
  renderComment,
  renderings,
  renderPolicyErrors,
  renderSummary,
} from '../../src/report/comment.js';
import { fixture, links, names, noLinks } from './fixtures.js';
import { check, passing, report, row } from './make.js';

const cap = 60_000;

function many(n: number, make: (index: number) => Check): readonly Check[] {
  return Array.from({ length: n }, (_, index) => make(index));
}

function changed(n: number): readonly Disagreement[] {
  return Array.from({ length: n }, (_, index) => ({
    task: `task-${index % 500}`, level: 'high', target: 'native', contrast: 'compression' as const, sample: `val/${index}`,
    baseline: { text: 'Coat', confidence: 0.9 }, compressed: { text: 'Shirt', confidence: 0.5 },
    label: 'Coat', flip: 'negative' as const, severity: 1,
  })); // prettier-ignore
}

describe('the marker', () => {
  test('is the first line and says whose comment it is', () => {
    expect(readMarker(renderComment(fixture('fail'), links))).toMatchObject({
      key: '.github/compression-gate.yml',
      run: '17800000001.2',
      sha: links.commit,
      verdict: 'fail',
    });
  });

  test('is absent from the job summary', () => {
    expect(renderSummary(fixture('fail'), links)).not.toContain('compression-gate:comment');
  });

  test('changes with the set of failing checks and not with their numbers', () => {
    const failing = (checks: readonly Check[]) =>
      readMarker(renderComment(report({ checks }), links))?.failing;
    expect(failing([check({ measured: 0.06 })])).toBe(failing([check({ measured: 0.07 })]));
    expect(failing([check(), check({ level: 'low' })])).not.toBe(failing([check()]));
    expect(failing([passing()])).toBeNull();
  });
});

describe('the heading', () => {
  const icon = { pass: '✅', fail: '❌', inconclusive: '❔', invalid: '🛑' } as const;

  test.each(names)('of %s is the report’s verdict', (name) => {
    const [, heading] = renderComment(fixture(name), links).split('\n');
    expect(heading).toMatch(new RegExp(`^### ${icon[fixture(name).verdict]} Compression gate`));
  });

  test('has no opinion of its own, whatever the checks say', () => {
    const outcome = fc.constantFrom<Outcome>('pass', 'fail', 'inconclusive', 'invalid');
    fc.assert(
      fc.property(outcome, fc.array(outcome, { maxLength: 5 }), (verdict, outcomes) => {
        const checks = outcomes.map((one) =>
          check({ outcome: one, finding: { code: 'NOT_FINITE', data: {} } }),
        );
        const [, heading = ''] = renderComment(report({ verdict, checks }), links).split('\n');
        expect(heading.startsWith(`### ${icon[verdict]} `)).toBe(true);
        expect(heading.includes(' passed')).toBe(verdict === 'pass');
        expect(heading.includes(' failed')).toBe(verdict === 'fail');
      }),
    );
  });
});

describe('the size', () => {
  test.each([
    ['passing', many(2000, (i) => passing({ task: `task-${i % 500}`, level: `level-${i % 4}` }))],
    ['failing', many(2000, (i) => check({ task: `task-${i % 500}`, level: 'high' }))],
    ['failing in 2,000 tasks of long names', many(2000, (i) => check({ task: `${'|'.repeat(200)}${i}` }))],
    [
      'without a result',
      many(2000, (i) =>
        check({
          task: `t${i}`,
          measured: null,
          outcome: 'invalid',
          finding: finding('NOT_MEASURED', { reason: `cause ${i} ${'@x '.repeat(400)}` }),
        }),
      ),
    ],
    ['slices', many(2000, (i) => check({ slice: { field: 'kind', value: `value ${i}` } }))],
  ] as const)('of 2,000 checks %s stays within the cap', (_, checks) => {
    const large = report({
      checks,
      tasks: many(500, () => check()).map((_, i) => row({ task: `task-${i}` })),
      disagreements: changed(5000),
    });
    const text = renderComment(large, links);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(cap);
    expect(text.trimEnd()).toMatch(/<\/sub>$/);
  });

  test('shrinks from one rendering to the next', () => {
    const checks = [
      ...many(60, (i) => check({ task: `bad-${i}` })),
      ...many(200, (i) => passing({ task: `good-${i}` })),
    ];
    const large = report({ checks });
    const sizes = renderings.map((rendering) => Buffer.byteLength(render(large, links, rendering)));
    expect(sizes).toEqual(sizes.toSorted((left, right) => right - left));
    expect(new Set(sizes).size).toBe(5);
  });

  test('of the fourth rendering holds the 20 worst checks and says how many more there are', () => {
    const large = report({ checks: many(300, (i) => check({ task: `bad-${i}` })) });
    const [, , , worst] = renderings;
    if (worst === undefined) throw new Error('there are five renderings');
    const text = render(large, links, worst);
    expect(text.match(/^> - \*\*/gm)).toHaveLength(20);
    expect(text).toContain('and 280 more in the full report');
  });

  test('of the last rendering is the verdict and links', () => {
    const last = renderings.at(-1);
    if (last === undefined) throw new Error('there are five renderings');
    const text = render(fixture('fail'), links, last);
    expect(text).toContain('### ❌ Compression gate failed: 2 of 12 checks over their limit');
    expect(text).toContain('[full report](');
    expect(text).not.toContain('CAUTION');
  });

  test('is never got by cutting: details that are opened are closed, tables are whole', () => {
    for (const size of [10, 100, 400, 1000]) {
      const text = renderComment(
        report({ checks: many(size, (i) => check({ task: `t|${i}` })), disagreements: changed(size) }),
        links,
      );
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      expect(text.split('\n').filter((line) => line.startsWith('|') && !line.endsWith('|'))).toEqual([]);
    }
  });
});

describe('hostile names', () => {
  const text = renderComment(fixture('hostile'), links);
  const outside = text
    .replace(/```[\s\S]*?```/g, '')
    .replace(/<code>[^<]*<\/code>/g, '')
    .replace(/\]\([^)]*\)/g, ']');

  test('leave no tag but ours', () => {
    const tags = new Set(
      (outside.match(/<\/?[a-z!][^>]*>/gi) ?? []).filter((tag) => !tag.startsWith('<!-- compression-gate:')),
    );
    expect([...tags].toSorted()).toEqual([
      '</details>',
      '</sub>',
      '</summary>',
      '<details>',
      '<sub>',
      '<summary>',
    ]);
  });

  test('mention nobody, close nothing, link nowhere', () => {
    expect(outside.replace(/&#\d+;/g, '')).not.toMatch(/@|#\d|evil\.example|&#64;|&#35;/);
  });

  test('hide nothing', () => {
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/);
  });

  test('break no table: every row has its heading’s cells', () => {
    let cells = 0;
    for (const line of outside.split('\n')) {
      const bars = line.startsWith('|') ? line.split('|').length : 0;
      if (bars > 0 && cells > 0) expect(bars).toBe(cells);
      cells = bars;
    }
  });

  test('cannot end the marker', () => {
    const marked = renderComment(fixture('pass'), { ...links, key: 'a --> <b> @octocat' });
    expect(marked.split('\n')[0]?.indexOf('-->')).toBe((marked.split('\n')[0]?.length ?? 0) - 3);
    expect(readMarker(marked)?.key).toBe('a --> <b> @octocat');
  });
});

describe('charts', () => {
  test('are in the summary of a task with three levels and never in the comment', () => {
    expect(renderSummary(fixture('fail'), links)).toContain('xychart-beta');
    expect(renderComment(fixture('fail'), links)).not.toContain('mermaid');
  });
});

describe('policy errors', () => {
  const place = { file: 'gate.yml', line: 47, column: 36 };
  const missing = finding('FILE_MISSING', { path: 'data/val.npz', what: 'data' }, place);

  test('are counted in the heading and listed with their places', () => {
    const text = renderPolicyErrors([missing], links);
    expect(text).toContain('### 🛑 Compression gate: the policy has 1 error\n');
    expect(text).toContain('- <code>gate&#46;yml&#58;47&#58;36</code>: data data/val.npz does not exist.');
    expect(readMarker(text)).toMatchObject({ verdict: 'policy-error', failing: null });
  });

  test('stay within the cap, however many there are', () => {
    const text = renderPolicyErrors(
      Array.from({ length: 2000 }, () => missing),
      noLinks,
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(cap);
    expect(text).toContain('the policy has 2,000 errors');
    expect(text).toContain('and 1,980 more');
  });
});
