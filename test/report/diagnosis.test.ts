import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/core/diagnosis.js';
import { causeOf, diagnosisText } from '../../src/report/diagnosis.js';
import { cause } from '../../src/report/sections/cause.js';
import { renderings } from '../../src/report/comment.js';
import { report } from './make.js';
import { back, diagnosis, layer } from './make-diagnosis.js';

function section(found: Diagnosis | null): string | null {
  const detail = renderings[0]?.detail;
  if (detail === undefined) throw new Error('there are renderings');
  const links = { commit: null, policyUrl: null, runUrl: null, reportUrl: null, pullRequest: null, key: 'k' };
  return cause({ report: report({ diagnosis: found }), links, detail });
}

describe('a cause', () => {
  it('is named with what putting it back was measured to bring', () => {
    expect(section(diagnosis())).toMatchInlineSnapshot(`
      "<details><summary>Likely cause: <code>&#47;conv2&#47;Conv</code></summary>

      With this one layer put back to float, <code>garment</code> at <code>high</code> falls from 5.30% to 1.65% and the file grows by 41.0 kB (measured on the same inputs in this run).

      - <code>&#47;conv2&#47;Conv</code>: its input’s largest channel reaches 38× the median one

      \`\`\`python
      nodes_to_exclude = ["/conv2/Conv"]
      \`\`\`

      </details>"
    `);
  });

  it('is not named when nothing was put back, helped, or was measured on all inputs', () => {
    const none = { remedy: null, nodesToExclude: [] };
    expect(section(null)).toBeNull();
    expect(section(diagnosis({ ...none, layers: [layer({ putBack: null })] }))).toBeNull();
    expect(
      section(diagnosis({ ...none, layers: [layer({ putBack: back({ measured: 0.053 }) })] })),
    ).toBeNull();
    expect(
      section(diagnosis({ ...none, layers: [layer({ putBack: back({ measured: null }) })] })),
    ).toBeNull();
    expect(section(diagnosis({ ...none, layers: [layer({ putBack: back({ n: 256 }) })] }))).toBeNull();
  });

  it('that is not enough is named as such', () => {
    const part = back({ measured: 0.0512, outcome: 'fail' });
    const found = diagnosis({ remedy: null, layers: [layer({ putBack: part })] });
    expect(causeOf(found)).toEqual(part);
    expect(section(found)).toContain('which is still over the limit');
  });

  it('with a hostile name is inert', () => {
    const name = '`</code>\n```<img src=x>';
    const text = section(diagnosis({ remedy: back({ layers: [name] }), nodesToExclude: [name] })) ?? '';
    expect(text).not.toContain('<img');
    expect(text.match(/```/g)).toHaveLength(2);
  });
});

describe('a terminal', () => {
  it('shows every layer, the remedy and what the quantizer is to be told', () => {
    const other = layer({ name: 'head', putBack: null, kept: 'compression did not touch it' });
    expect(diagnosisText(diagnosis({ layers: [layer(), other] }))).toMatchInlineSnapshot(`
      "layers behind garment at high
        /conv2/Conv (Conv): put back alone, falls from 5.30% to 1.65%; its input’s largest channel reaches 38× the median one
        untouched: head
      put back to float, /conv2/Conv: falls from 5.30% to 1.65% (within the limit), the file grows by 41.0 kB
      nodes_to_exclude = ["/conv2/Conv"]"
    `);
  });

  it.each([
    [{ measured: 0.053 }, 'put back alone, stays at 5.30%'],
    [{ measured: 0.061 }, 'put back alone, rises from 5.30% to 6.10%'],
    [{ measured: 0.02, n: 256 }, 'put back alone, 2.00% of 256 samples'],
  ])('says what a layer put back alone was measured to bring: %j', (measured, words) => {
    const found = diagnosis({
      remedy: null,
      nodesToExclude: [],
      layers: [layer({ putBack: back(measured) })],
    });
    expect(diagnosisText(found)).toContain(`/conv2/Conv (Conv): ${words};`);
  });
});
