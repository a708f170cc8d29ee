import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import { runChunk, type Bench } from '../../src/evaluate/chunk.js';
import { project, rows, runGate } from '../gate/kit.js';
import { bench, nothingLost } from './kit.js';

/** Samples with a part of their own: the first ten are the gallery. */
const parted = rows(40).map((row, at) => ({ ...row, part: at < 10 ? 'document' : 'query' }));

const task = (more: string): string => `  search:
    kind: embedding
    data: { path: data.jsonl, label: label, id: id }
    output: logits
    k: 3
    ${more}
    levels: { clean: { disagreement: 50%, neighbour-loss: 50%, cosine-loss: 0.5, score-drop: 50pp } }
`;

/** The bench with its sessions counting runs, by arm. */
function counting(open: Bench): { readonly counted: Bench; readonly runs: number[] } {
  const runs = [0, 0];
  const session = async (arm: number): Promise<Session> => {
    const inner = await open.open.session(arm);
    const run: Session['run'] = (feeds) => {
      runs[arm] = (runs[arm] ?? 0) + 1;
      return inner.run(feeds);
    };
    return { ...inner, run };
  };
  return { counted: { ...open, open: { ...open.open, session } }, runs };
}

describe('a gallery', () => {
  it('is embedded once by each arm, and its samples are no queries', async () => {
    const tasks = task('gallery: { field: part, is: document }');
    const made = await bench(project({ tasks, data: parted }));
    expect(Array.from(made.open.pass.gallery ?? [])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(made.open.pass.order).toHaveLength(30);
    const { counted, runs } = counting(made);
    const first = await runChunk(counted, 0, nothingLost);
    expect(runs).toEqual([11, 11]); // in batches of 4: 30 queries take 8, 10 documents 3
    expect(first.rows.map(({ cells }) => cells[0]?.pairs[0])).not.toContain(null);
    await runChunk(counted, 0, nothingLost);
    expect(runs).toEqual([19, 19]);
  });

  it('is everything else where none is named', async () => {
    const made = await bench(project({ tasks: task('score: top-1'), data: rows(20) }));
    expect(made.open.pass.gallery).toHaveLength(20);
    expect(made.open.pass.order).toHaveLength(20);
  });

  it('is judged by the gate: a model against itself loses nothing', async () => {
    const same = {
      compressed: 'linear',
      tasks: task('gallery: { field: part, is: document }'),
      data: parted,
    };
    const { report } = await runGate(project(same));
    expect(report.verdict).toBe('pass');
    const [changed, lost, similarity, drop] = report.checks.map(({ measured }) => measured);
    expect([changed, lost, drop]).toEqual([0, 0, 0]);
    expect(similarity).toBeCloseTo(0, 12);
    expect(report.checks[0]?.n).toBe(30);
  }, 30_000);

  it.each([
    ['a field that is not there', 'gallery: { field: role, is: document }', 'FIELD_UNKNOWN'],
    ['a value that is not there', 'gallery: { field: part, is: doc }', 'GALLERY_FIELD'],
  ])('of %s makes the run invalid', async (_, more, code) => {
    await expect(bench(project({ tasks: task(more), data: parted }))).rejects.toThrow(
      code === 'GALLERY_FIELD'
        ? 'the gallery is where `part` is doc: 0 of 40 samples'
        : 'has no field `role`',
    );
  });

  it('that can’t be read whole leaves every query without an answer', async () => {
    const broken = parted.map((row, at) => (at === 4 ? { ...row, x: 'none' } : row));
    const made = await bench(
      project({ tasks: task('gallery: { field: part, is: document }'), data: broken }),
    );
    const { rows: seen } = await runChunk(made, 0, nothingLost);
    expect(new Set(seen.map(({ cells }) => cells[0]?.fault?.code))).toEqual(new Set(['INPUT_VALUE']));
  });
});

describe('heads of one model', () => {
  it('are read from the same runs: each sample is run once, not once per task', async () => {
    const head = (name: string): string => `  ${name}:
    kind: classification
    data: { path: data.jsonl, id: id }
    output: ${name}
    levels: { clean: { disagreement: 50% } }
`;
    const folder = project({ baseline: 'heads', compressed: 'heads', tasks: head('kind') + head('size') });
    const made = await bench(folder);
    expect(made.work.passes).toHaveLength(1);
    const { counted, runs } = counting(made);
    const { rows: seen } = await runChunk(counted, 0, nothingLost);
    expect(seen[0]?.cells).toHaveLength(2);
    expect(runs).toEqual([16, 16]); // 64 samples in batches of 4
  });
});
