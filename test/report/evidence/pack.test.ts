import { describe, expect, it } from 'vitest';
import { packFiles } from '../../../src/report/evidence/pack.js';
import { caseCard } from '../../../src/report/html/case-card.js';
import { level, sampleCase } from './make-case.js';

const disagreement = { task: 'garment', level: 'high', sample: 'val/1' };
const hostile = `</script><img src=x onerror="alert(1)">'&\u202e{{x}}<!--`;

describe('the evidence pack', () => {
  it('has a page, and of each case its pictures and its answers', () => {
    const files = packFiles([{ disagreement, seen: sampleCase(), command: 'npx it' }]);
    expect(files.map(({ path }) => path)).toEqual([
      'index.html',
      'cases/001/case.json',
      'cases/001/level-0-image.png',
      'cases/001/level-1-image.png',
      'cases/001/level-1-image-difference.png',
    ]);
    const json = JSON.parse(String(files[1]?.content)) as unknown; // only compared
    expect(json).toMatchObject({ judged: disagreement, command: 'npx it', levels: [{ level: 'clean' }, { level: 'high', answers: { label: 'Coat' } }] }); // prettier-ignore
    expect(String(files[0]?.content)).toMatch(
      /^<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/u,
    );
    expect(String(files[0]?.content).match(/src="data:image\/png;base64,/gu)).toHaveLength(3);
  });

  it('shows hostile names and texts as text, and lets no name become a path', () => {
    const inputs = [
      { is: 'text', input: hostile, texts: [`good ${hostile}`] },
      { is: 'row', input: hostile, features: [{ name: hostile, value: 5, typical: [1, 2, 3] }] },
      { is: 'audio', input: `../../${hostile}`, rate: 8000, values: new Float32Array(300) },
    ] as const;
    const answers = { changed: true, baseline: { text: hostile, confidence: null }, compressed: { text: hostile, confidence: 0.5 }, label: hostile }; // prettier-ignore
    const levels = [level({ level: hostile, inputs, answers }), level({ level: hostile, answers: { problem: hostile }, inputs: [] })]; // prettier-ignore
    const files = packFiles([
      { disagreement: { task: hostile, level: hostile, sample: hostile }, seen: sampleCase({ sample: hostile, levels }), command: hostile },
    ]); // prettier-ignore
    expect(files.every(({ path }) => /^[\w/.-]+$/u.test(path) && !path.includes('..'))).toBe(true);
    expect(String(files[0]?.content)).not.toMatch(/<img src=x|onerror="|<!--|\u202e|<script/u);
  });
});

describe('a case', () => {
  it('marks what noise changed in a text, and features beyond the typical ones', () => {
    const text = (words: string): { is: 'text'; input: string; texts: string[] } => ({ is: 'text', input: 't', texts: [words] }); // prettier-ignore
    const row = { is: 'row', input: 'x', features: [{ name: 'age', value: 99, typical: [18, 40, 80] }, { name: 'sex', value: 1, typical: [0, 0, 1] }] } as const; // prettier-ignore
    const levels = [level({ inputs: [text('a good film')] }), level({ level: 'typos', inputs: [text('a godo film'), row] })]; // prettier-ignore
    const { html } = caseCard({ disagreement, seen: sampleCase({ levels }), command: null });
    expect(html).toContain('<code>typos</code>: a <mark>godo</mark> film');
    expect(html).toContain('<code>age</code></th><td>99</td><td>18 to 80, median 40</td><td>high</td>');
    expect(html).toContain('<code>sex</code></th><td>1</td><td>0 to 1, median 0</td><td></td>');
  });

  it('says why there is no answer', () => {
    const levels = [level({ answers: { problem: 'the picture is damaged' }, inputs: [] })];
    expect(caseCard({ disagreement, seen: sampleCase({ levels }), command: null }).html).toContain('the picture is damaged'); // prettier-ignore
  });
});
