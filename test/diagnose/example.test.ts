import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { example, judge } from '../examples.js';

/** The int4 model on 200 of its images, without noise: what `int4.yml` asks, in a few seconds. */
const policy = (model: string): string =>
  `version: 1
models:
  baseline: { path: models/garments.fp32.onnx }
  compressed: { path: models/${model}.onnx, method: other }
defaults:
  inputs:
    image:
      { from: x, shape: [1, 28, 28], rescale: 1/255, range: [0, 1], normalize: { mean: 0.286, std: 0.353 } }
  output: { name: logits, is: logits }
tasks:
  garment:
    kind: classification
    data: { path: data/val.npz, label: kind, names: data/kinds.txt, take: 200 }
    levels: { clean: { disagreement: 6% } }
`;

const judged = (text: string): Promise<Report> =>
  judge('gate', text, example, { diagnose: { corrected: () => undefined } });

describe('the int4 example', () => {
  it('fails by its first layer, and the model that the quantizer makes without it does what the report says', async () => {
    const report = await judged(policy('garments.int4'));
    const { remedy, nodesToExclude, inferences, budget } = report.diagnosis ?? {};
    expect(report.verdict).toBe('fail');
    expect(nodesToExclude).toEqual(['/conv1/Conv']);
    expect(remedy).toMatchObject({ layers: ['/conv1/Conv'], outcome: 'pass', n: 200 });
    expect(remedy?.bytesAdded).toBeLessThan(1000);
    expect(inferences).toBeLessThanOrEqual(budget ?? NaN);
    const { cases = [], better } = report.diagnosis ?? {};
    expect(cases).toHaveLength(report.checks[0]?.count ?? NaN);
    expect(cases.every(({ margin, nearest }) => margin !== null && (nearest?.cosine ?? 0) > 0.5)).toBe(true);
    const departing = cases.filter(({ first }) => first === '/conv1/Conv');
    expect(departing.length).toBe(report.diagnosis?.layers[0]?.departures);
    expect(better?.count).toBe(report.tasks[0]?.disagreement?.positiveFlips);
    const followed = await judged(policy('garments.int4-conv1'));
    expect(followed.verdict).toBe('pass');
    expect(followed.checks[0]?.count).toBe(remedy?.count);
    expect(followed.diagnosis).toBeNull();
  }, 120_000);
});
