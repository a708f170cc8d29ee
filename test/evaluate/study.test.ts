import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlannedStudy, ReportedStudy, StudyRequest } from '../../src/core/study.js';
import { study } from '../../src/evaluate/study/study.js';
import { exposing } from '../../src/onnx/expose.js';
import { kindTask, project, rows } from '../gate/kit.js';
import { deepModel } from '../onnx/deep.js';
import { bench } from './kit.js';

const noisy = kindTask.replace('clean: { disagreement: 50% }', 'clean: { disagreement: 50% }, loud: { disagreement: 100% }').replace('output:', 'confident-at: 40%\n    output:'); // prettier-ignore

/** Varied samples, labelled by what the model of seed 1 answers, so that there are right answers to lose. */
const data = rows(64).map((row, at) => ({
  ...row,
  x: [0, 1, 2, 3].map((feature) => ((at * 7 + feature * 13) % 23) / 11),
}));

interface Wanted {
  readonly seeds: readonly [number, number];
  readonly planned: Partial<PlannedStudy>;
  readonly tensor?: string;
  readonly samples?: number;
}

async function studied({
  seeds: [one, other],
  planned,
  tensor = 'hidden',
  samples = 64,
}: Wanted): Promise<ReportedStudy> {
  const extra = 'noise: { loud: { kind: gaussian, sigma: 3 } }\n';
  const folder = project({ data: data.slice(0, samples), tasks: noisy, extra });
  writeFileSync(join(folder, 'baseline.onnx'), deepModel(one));
  writeFileSync(join(folder, 'compressed.onnx'), deepModel(other));
  const of = await bench(folder);
  const patch = (seed: number): Uint8Array => exposing(deepModel(seed), [tensor]);
  const request: StudyRequest = {
    study: {
      task: 'kind', level: 'clean', pass: 0, position: 0, levelPosition: 0,
      similarity: { samples: 0, tensors: [] }, occlusions: 0, budget: 0, ...planned,
    },
    tensors: planned.similarity === undefined ? [] : [{ baseline: tensor, compressed: tensor }],
    patches: { baseline: patch(one), compressed: patch(other) },
  }; // prettier-ignore
  return study(of, request, of.sessions);
}

const similarity = { samples: 64, tensors: [] };

describe('inner features', () => {
  it('of a model and itself have a CKA of 1, of two models less', async () => {
    const same = await studied({ seeds: [1, 1], planned: { similarity } });
    expect(same).toMatchObject({ similarity: { n: 64, batch: 64 }, problems: [] });
    expect(same.similarity?.pairs[0]?.cka).toBeCloseTo(1, 10);
    const other = await studied({ seeds: [1, 5], planned: { similarity } });
    expect(other.similarity?.pairs[0]?.cka).toBeLessThan(0.99);
  });

  it('of too few samples, or of a tensor without rows, have no number and a reason', async () => {
    const few = await studied({ seeds: [1, 1], planned: { similarity }, samples: 31 });
    expect([few.similarity, few.problems[0]?.code]).toEqual([null, 'SIMILARITY_TOO_FEW']);
    const weights = await studied({ seeds: [1, 1], planned: { similarity }, tensor: 'w2' });
    expect([weights.similarity, weights.problems[0]?.code]).toEqual([null, 'TENSOR_WITHOUT_ROWS']);
  });
});

describe('hiding parts', () => {
  it('moves a model and itself alike, and two models less so', async () => {
    const same = await studied({ seeds: [1, 1], planned: { occlusions: 16 } });
    expect(same.attribution).toMatchObject({ parts: 4, overlap: 1 });
    expect(same.attribution?.rank).toBeCloseTo(1, 12);
    const other = await studied({ seeds: [1, 5], planned: { occlusions: 16 } });
    expect(other.attribution?.rank).toBeLessThan(0.9);
  });
});

describe('seeking', () => {
  const sought = { budget: 300, levelPosition: 1, level: 'loud' };

  it('finds the mildest noise that costs an answer, within its budget, and the same each time', async () => {
    const found = await studied({ seeds: [1, 5], planned: sought });
    const { seek } = found;
    expect(seek?.spent).toBeLessThanOrEqual(300);
    expect(seek?.flips).toBeGreaterThan(0);
    expect(seek?.mildest).toMatchObject({ kind: 'gaussian' });
    expect(seek?.mildest?.share).toBeLessThan(1);
    expect(seek?.mildest?.options['sigma']).toBeCloseTo(3 * (seek?.mildest?.share ?? NaN), 12);
    expect((await studied({ seeds: [1, 5], planned: sought })).seek).toEqual(seek);
  });

  it('finds nothing between a model and itself', async () => {
    const { seek } = await studied({ seeds: [1, 1], planned: sought });
    expect([seek?.flips, seek?.mildest, seek?.spent]).toEqual([0, null, 300]);
  });

  it('without noise has a reason', async () => {
    const { seek, problems } = await studied({ seeds: [1, 1], planned: { budget: 10 } });
    expect([seek, problems[0]?.code]).toEqual([null, 'SEEK_CLEAN']);
  });
});
