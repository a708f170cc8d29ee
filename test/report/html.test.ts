import { describe, expect, it } from 'vitest';
import type { Disagreement, Report } from '../../src/core/report.js';
import { unlinked } from '../../src/core/links.js';
import { element, render } from '../../src/report/html/markup.js';
import { renderHtml } from '../../src/report/html/page.js';
import { fixture } from './fixtures.js';
import { sampleCase } from './evidence/make-case.js';
import { report, row } from './make.js';
import { diagnosis, layer } from './make-diagnosis.js';

const links = unlinked('gate.yml');
const page = (of: Report, disagreements?: readonly Disagreement[]): string =>
  renderHtml(of, { links, ...(disagreements && { disagreements }) });

const hostile = `</script><img src=x onerror="alert(1)">'&\u202e{{x}}<!--`;

function changed(over: Partial<Disagreement> = {}): Disagreement {
  return {
    task: 'garment', level: 'high', target: 'native', contrast: 'compression', sample: 'val/1',
    baseline: { text: 'Coat', confidence: 0.98 }, compressed: { text: 'Shirt', confidence: 0.61 },
    label: 'Coat', flip: 'negative', severity: 2.98, ...over,
  }; // prettier-ignore
}

describe('markup', () => {
  it('escapes every text, in content and in attributes', () => {
    const { html } = element('p', { title: hostile }, hostile, 3, null, ['a', element('b', {}, '<')]);
    expect(html).not.toMatch(/<img|<!--|"alert|<\/script/u);
    expect(html).toContain('3a<b>&lt;</b></p>');
  });

  it('writes attributes that are true without a value, and leaves out the others', () => {
    expect(render(element('button', { disabled: true, hidden: false, id: null }))).toBe('<button disabled></button>');
  }); // prettier-ignore
});

describe('the HTML report', () => {
  it.each([
    'fail',
    'pass',
    'invalid',
    'mixed',
    'targets',
    'wide',
    'hostile',
    'nothing',
    'partial',
    'diagnosed',
  ] as const)('of %s is one page without anything from elsewhere', (name) => {
    const html = page(fixture(name));
    expect(html).toMatch(/^<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/u); // prettier-ignore
    expect(html).not.toMatch(/(?:src|href)="(?!#)/u);
    expect(html.match(/<script/gu)?.length).toBeLessThanOrEqual(2);
    expect(html).not.toMatch(/ style=| on\w+=|javascript:/u);
  });

  it('is the same text for the same report, however often a process made one', () => {
    const one = report({ tasks: [row(), row({ level: 'clean' })] });
    expect(page(one)).toBe(page(one));
  });

  it('shows hostile names as text wherever they stand', () => {
    const rows = [hostile, `${hostile}2`].map((level) =>
      row({
        task: hostile, level, target: hostile,
        histograms: [{ name: hostile, of: 'baseline', series: [{ name: hostile, counts: [1, 2] }] }],
        metrics: { [hostile]: { unit: 'share', baseline: 0.5, compressed: 0.5, harm: 0, interval: null } },
        score: { metric: hostile, baseline: 0.9, compressed: 0.8 },
      }),
    ); // prettier-ignore
    const one = changed({ task: hostile, level: hostile, target: hostile, sample: hostile, label: hostile });
    const html = page(report({ tasks: rows }), [one]);
    expect(html).not.toMatch(/<img|onerror="|<!--|\u202e/u);
    expect(html.match(/<\/script>/gu)).toHaveLength(2);
  });

  it('shows hostile names of layers, fields and noise as text', () => {
    const over = { field: hostile, value: hostile, count: 3, n: 9, p: 0.01 };
    const errs = { baseline: 0.1, compressed: 0.2, difference: 0.1, ratio: 2 };
    const family = { noise: hostile, levels: [{ level: hostile, n: 9, baseline: 0.1, compressed: 0.2 }], errors: errs, aboveClean: null, firstFailing: hostile }; // prettier-ignore
    const html = page(
      report({
        diagnosis: diagnosis({
          layers: [layer({ name: hostile, operator: hostile, kept: hostile, putBack: null })],
          cases: [{ sample: hostile, flip: 'negative', first: hostile, margin: 0.5, nearest: { sample: hostile, cosine: 1 } }],
          slices: [over],
          better: { count: 2, samples: [hostile], slices: [over] },
          unpaired: [{ model: 'baseline', name: hostile, operator: hostile, reason: hostile }],
          nodesToExclude: [hostile],
        }),
        robustness: [{ task: hostile, target: hostile, families: [family], mean: { corruptionError: 2, relativeCorruptionError: null } }],
        noise: [{ level: hostile, steps: [{ kind: hostile, options: { [hostile]: hostile } }], repeats: 1 }],
        studies: [{ task: hostile, level: hostile, similarity: { n: 9, batch: 9, pairs: [{ baseline: hostile, compressed: hostile, cka: 0.5 }] }, attribution: null, seek: null, walk: { n: 9, steps: [{ baseline: hostile, compressed: hostile, by: 'depth', cka: 0.5, fall: 0.5 }], problems: [] }, problems: [] }],
      }),
    ); // prettier-ignore
    expect(html).not.toMatch(/<img|onerror="|<!--|\u202e/u);
    expect(html.match(/<\/script>/gu)).toHaveLength(1);
    for (const id of ['layers', 'noise', 'inside']) expect(html).toContain(`<section id="${id}"`);
  });

  it('links each case to the layer it departs at', () => {
    const one = { sample: 'val/7', flip: 'negative', first: '/conv2/Conv', margin: 0.25, nearest: { sample: 'val/9', cosine: 0.98765 } } as const; // prettier-ignore
    const html = page(report({ diagnosis: diagnosis({ cases: [one] }) }));
    expect(html).toContain('<td><a href="#layer-0" data-layer="0"><code>/conv2/Conv</code></a></td><td>0.250</td>'); // prettier-ignore
    expect(html).toContain('<code>val/9</code> (cosine 0.988)');
    const told = [...html.matchAll(/role="img" aria-label="([^"]*)"/gu)].map(([, label]) => label);
    expect(told.some((label) => label?.endsWith('/conv2/Conv 38.0'))).toBe(true);
  });

  it('leads from each bar, row and neighbour to all that was measured of a layer', () => {
    const graph = { reads: ['pooled'], makes: ['features'], before: [], after: ['/head'] };
    const layers = [
      layer({ graph }),
      layer({ name: '/head', graph: { ...graph, before: ['/conv2/Conv'], after: [] } }),
    ];
    const html = page(report({ diagnosis: diagnosis({ layers }) }));
    const bars = /<a href="#layer-1" class="bar" data-layer="1" aria-label="\/head [\d.]+"><rect/gu;
    expect(html.match(bars)).toHaveLength(2); // suspicion and outliers: no noise was measured
    expect(html).toContain('<tr><th scope="row"><a href="#layer-1" data-layer="1"><code>/head</code></a></th>');
    const [, first = '', second = ''] = html.split(/<article id="layer-\d"/u);
    expect(first).toContain('<dd><code>pooled</code> → <code>features</code></dd>');
    expect(first).toContain('<dt>Layers behind</dt><dd><a href="#layer-1" data-layer="1"><code>/head</code></a></dd>');
    expect(second).toContain('<dt>Layers before</dt><dd><a href="#layer-0" data-layer="0"><code>/conv2/Conv</code></a></dd>');
    expect(second).toContain('<dd>falls from 5.30% to 1.65%</dd>');
  }); // prettier-ignore

  it('says in words what each chart shows', () => {
    const histogram = {
      name: 'margin',
      of: 'pair' as const,
      series: [{ name: 'same answer', counts: [1, 0, 3] }],
    };
    const html = page(report({ tasks: [row({ level: 'clean' }), row({ histograms: [histogram] })] })); // prettier-ignore
    const told = [...html.matchAll(/<svg[^>]*role="img" aria-label="([^"]*)"/gu)].map(([, label]) => label);
    expect(told).toContain('Share of answers that changed, by level: clean 5.30%, high 5.30%');
    expect(told).toContain(
      'From baseline to compressed: 3,340 stay right, 188 right → wrong, 14 wrong → right, 458 stay wrong',
    );
    expect(told.some((label) => label?.startsWith('Baseline’s margin of 4 samples: 4 same answer'))).toBe(
      true,
    );
    expect(html.match(/<svg/gu)).toHaveLength(told.length);
  });

  it('draws whiskers and lines inside of the picture', () => {
    const wide = row({ disagreement: { count: 0, rate: 0, negativeFlips: 0, positiveFlips: 0, otherFlips: 0, confidentFlips: 0, interval: [0, 0.9] } }); // prettier-ignore
    const [drawing = ''] =
      /<svg[\s\S]*?<\/svg>/u.exec(page(report({ tasks: [wide, row({ level: 'clean' })] }))) ?? [];
    const heights = [...drawing.matchAll(/ d="M[\d.]+ (-?[\d.]+)/gu)].map(([, y]) => Number(y));
    expect(heights.length).toBeGreaterThan(5);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(0);
  });

  it('begins the scale of scores where close lines can be told apart, and says where', () => {
    const drawn = (baseline: number, compressed: number): string =>
      page(report({ tasks: ['clean', 'high'].map((level) => row({ level, score: { metric: 'accuracy', baseline, compressed } })) })); // prettier-ignore
    expect(drawn(0.91, 0.88)).toContain('Both models’ accuracy; the scale begins at 80%.');
    expect(drawn(0.91, 0.12)).toContain('Both models’ accuracy.');
  });

  it('carries every changed answer it is given, the worst first, and says when there are more', () => {
    const all = Array.from({ length: 60 }, (_, at) => changed({ sample: `s${at}`, severity: at / 60 }));
    const html = page(report({ tasks: [row()] }), all);
    const [, json = ''] = /id="cases-data">(.*?)<\/script>/u.exec(html) ?? [];
    const { cases } = JSON.parse(json) as { cases: { sample: string }[] }; // what the page's script reads
    expect(cases).toHaveLength(60);
    expect(cases[0]?.sample).toBe('s59');
    expect(html).toContain('60 of 212 changed answers, the worst');
    expect(html.match(/<article class="case"><h3><code>s\d/gu)).toHaveLength(24);
  });

  it('draws an input in the card of its changed answer, and knows it at every level', () => {
    const all = [
      ...Array.from({ length: 30 }, (_, at) => changed({ sample: `s${at}` })),
      changed({ sample: 'last', severity: 0.5, target: 'wasm' }),
      changed({ sample: 'last', severity: 0.4 }),
      changed({ sample: 'last', severity: 0.3, level: 'clean' }),
      changed({ sample: 'last', severity: 0.2, contrast: 'drift' }),
    ];
    const seen = sampleCase({ sample: 'last' });
    const shown = { disagreement: { task: 'garment', level: 'high', sample: 'last', target: 'native' }, seen, command: null }; // prettier-ignore
    const html = renderHtml(report({ tasks: [row()] }), { links, disagreements: all, cases: [shown] });
    expect(html.match(/<article class="case drawn"><h3><code>last<\/code><\/h3>/gu)).toHaveLength(1);
    expect(html.match(/src="data:image\/png;base64,/gu)).toHaveLength(3);
    const [, json = ''] = /id="cases-data">(.*?)<\/script>/u.exec(html) ?? [];
    const { cases } = JSON.parse(json) as { cases: { sample: string; seen?: number }[] }; // what the page's script reads
    expect(cases.slice(30).map(({ seen: number }) => number)).toEqual([undefined, 0, 0, undefined]);
  });

  it('without a changed answer has no script but its own', () => {
    const html = page(report({ tasks: [] }), []);
    expect(html).toContain('No answer changed.');
    expect(html).not.toContain('cases-data"');
  });
});
