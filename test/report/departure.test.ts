import { expect, test } from 'vitest';
import { finding } from '../../src/core/fault.js';
import type { ReportedStudy, ReportedWalk } from '../../src/core/study.js';
import { unlinked } from '../../src/core/links.js';
import { renderComment } from '../../src/report/comment.js';
import { departure, departuresText } from '../../src/report/departure.js';
import { renderHtml } from '../../src/report/html/page.js';
import { renderText } from '../../src/report/terminal.js';
import { noLinks } from './fixtures.js';
import { report } from './make.js';

const walk: ReportedWalk = {
  n: 256,
  steps: [
    { baseline: 'a', compressed: 'x', by: 'depth', cka: 0.94, fall: 0.06 },
    { baseline: 'b', compressed: 'b', by: 'depth', cka: null, fall: null },
    { baseline: 'c', compressed: 'y', by: 'depth', cka: 0.42, fall: 0.52 },
    { baseline: 'd', compressed: 'z', by: 'depth', cka: 0.45, fall: -0.03 },
  ],
  problems: [],
};
const study = (over: Partial<ReportedStudy> = {}): ReportedStudy => ({
  task: 'digits', level: 'clean', similarity: null, attribution: null, seek: null, walk, problems: [], ...over,
}); // prettier-ignore
const told =
  'departs at c / y: CKA falls by 0.52, from 0.94 to 0.42, then by 0.06 at a / x (4 places in graph order, 256 samples)';

test('the largest fall is told first, with the next one', () => {
  expect(departure(walk, String)).toBe(told);
  expect(renderText(report({ studies: [study()] }))).toContain(`digits at clean: ${told}`);
});

test('the comment has the short form, names as code, and names no cause', () => {
  const text = renderComment(report({ studies: [study()] }), noLinks);
  expect(text).toContain('<code>digits</code> at <code>clean</code>: departs at <code>c</code> / <code>y</code>: CKA falls by 0.52'); // prettier-ignore
  expect(text).not.toContain('ikely cause');
});

test('the command ranks every place', () => {
  expect(departuresText(report({ studies: [study()] })).split('\n')).toEqual([
    'where the models depart on digits at clean (CKA of 256 samples; measured, not put back)',
    '  falls by 0.52 to 0.42 at c / y (matched by depth)',
    '  falls by 0.06 to 0.94 at a / x (matched by depth)',
    '  falls by -0.03 to 0.45 at d / z (matched by depth)',
  ]);
  expect(departuresText(report({ studies: [study({ walk: { n: 0, steps: [], problems: [finding('TENSOR_WITHOUT_ROWS', { tensor: 't', shape: [1], samples: 8 })] } })] }))).toMatch(/where they depart is not known: .*t/u); // prettier-ignore
  expect(departuresText(report({}))).toBe('');
});

test('the page draws the way and ranks its places', () => {
  const html = renderHtml(report({ studies: [study()] }), { links: unlinked('gate.yml') });
  expect(html).toContain('<code>c</code> / <code>y</code></th><td>depth</td><td>0.4200</td><td>0.5200</td><td>1</td>'); // prettier-ignore
  expect(html).toContain('<td>does not vary</td><td>does not vary</td><td>–</td>');
  expect(html).toMatch(/role="img" aria-label="Where they depart[^"]*a \/ x 0\.940, b none, c \/ y 0\.420/u);
});
