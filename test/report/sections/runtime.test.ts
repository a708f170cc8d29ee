import { describe, expect, it } from 'vitest';
import { finding, word } from '../../../src/core/fault.js';
import { renderComment } from '../../../src/report/comment.js';
import { fixture, noLinks } from '../fixtures.js';

const rows = [
  { way: 'as judged', count: 26, n: 256 },
  { way: 'optimization off', count: 1, n: 256 },
  { way: 'wasm', count: 1, n: 256 },
];

describe('runtime section', () => {
  it('tells each way of running before the other causes, with what helped', () => {
    const report = fixture('fail');
    const found = finding('RUNTIME_DIFFERS', { task: 'gar|ment', rows, better: ['wasm'] });
    const comment = renderComment({ ...report, findings: [found, ...report.findings] }, noLinks);
    expect(comment).toContain('<details open><summary>It is the runtime, not the compression</summary>');
    expect(comment).toContain('| <code>as judged</code> | 10.16% (26) |');
    expect(comment).toContain('| <code>wasm</code> | 0.39% (1) |');
    expect(comment).not.toContain('gar|ment');
    expect(comment.indexOf('It is the runtime')).toBeLessThan(comment.indexOf('Inputs whose answer changed'));
  });

  it.each([
    [['optimization off', 'wasm', 'x64quantprecision 1'], '8-bit products that saturate', 'x64quantprecision: "1"'],
    [['optimization off', 'wasm'], 'graph optimization fuses', 'graph-optimization: basic'],
    [['wasm'], 'kernels of this engine', 'runtime: wasm'],
  ])('names the cause that fits what was measured to help: %j', (better, cause, remedy) => {
    const found = finding('RUNTIME_DIFFERS', { task: 'garment', rows, better });
    const comment = renderComment({ ...fixture('fail'), findings: [found] }, noLinks);
    for (const text of [comment, word(found).todo]) expect([text.includes(cause), text.includes(remedy)]).toEqual([true, true]);
  }); // prettier-ignore

  it('is silent when the runtime is not the cause', () => {
    expect(renderComment(fixture('fail'), noLinks)).not.toContain('runtime, not the compression');
  });
});
