import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
    expect(report.checks.map(({ measured }) => measured)).toEqual([0, 0, 0, 0]);
    expect(report.checks[0]?.n).toBe(30);
  }, 30_000);

  it('of a file of its own finds what it finds among the queries, whatever the names there', async () => {
    const lines = (list: readonly object[]): string => list.map((row) => `${JSON.stringify(row)}\n`).join('');
    const own = { tasks: task('gallery: { path: gallery.jsonl }'), data: parted.slice(10) };
    const folder = project(own);
    // names of queries: none of them is the query itself
    writeFileSync(join(folder, 'gallery.jsonl'), lines(parted.slice(0, 10).map((row, at) => ({ ...row, id: `s00${at + 10}` }))));
    const apart = await runGate(folder);
    const among = await runGate(project({ tasks: task('gallery: { field: part, is: document }'), data: parted }));
    const numbers = ({ report }: typeof apart): unknown[] => report.checks.map(({ measured, count, n }) => [measured, count, n]);
    expect(numbers(apart)).toEqual(numbers(among));
    expect(apart.report.checks.map(({ n }) => n)).toEqual([30, 30, 30, 30]);
    const broken = lines(parted.slice(0, 10).map((row, at) => (at === 4 ? { ...row, x: 'none' } : row)));
    writeFileSync(join(folder, 'gallery.jsonl'), broken);
    const { report, code } = await runGate(folder);
    expect(code).toBe(3);
    expect(report.findings.map((found) => [found.code, found.data['sample']])).toEqual([['INPUT_VALUE', 'gallery:s0004']]);
  }, 60_000); // prettier-ignore

  it.each([
    ['none.jsonl', 'gallery none.jsonl does not exist'],
    ['../gallery.jsonl', 'gallery ../gallery.jsonl does not exist'],
    ['empty.jsonl', 'has no field id'],
  ])('of the file %s makes the run invalid', async (path, words) => {
    const folder = project({ tasks: task(`gallery: { path: ${path} }`), data: parted });
    writeFileSync(join(folder, 'empty.jsonl'), '');
    await expect(bench(folder)).rejects.toThrow(words);
  });

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
