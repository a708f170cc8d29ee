import { describe, expect, it } from 'vitest';
import { finding } from '../../src/core/fault.js';
import type { ChunkResult } from '../../src/core/plan.js';
import { runChunk } from '../../src/evaluate/chunk.js';
import { kindTask, project, rows, type Project } from '../gate/kit.js';
import { bench, nothingLost } from './kit.js';

async function chunkOf(
  wanted: Project,
  losses: Parameters<typeof runChunk>[2] = nothingLost,
): Promise<ChunkResult> {
  return runChunk(await bench(project(wanted)), 0, losses);
}

/** Per sample in order of its id: what an arm kept of the first task at the first level. */
function kept({ rows: all }: ChunkResult, arm: number): Record<string, unknown> {
  return Object.fromEntries(all.map(({ id, cells }) => [id, cells[0]?.kept[arm]]));
}

function faulty(result: ChunkResult): Record<string, string | undefined> {
  const told = result.rows.flatMap((row) => {
    const reason = row.fault ?? row.armFaults[0]?.reason ?? row.cells.find((cell) => cell.fault)?.fault;
    return reason ? [[row.id, reason.code] as const] : [];
  });
  return Object.fromEntries(told);
}

describe('a chunk', () => {
  it('has a row for each of its samples, in plan order', async () => {
    const { open, ...of } = await bench(project({ data: rows(10) }));
    const result = await runChunk({ open, ...of }, 0, nothingLost);
    const expected = [...open.pass.order].map((row) => rows(10)[row]?.id);
    expect(result.rows.map(({ id }) => id)).toEqual(expected);
    expect(result.seconds).toHaveLength(1);
  });

  it('tells evidence of changed answers only', async () => {
    const { rows: all } = await chunkOf({ data: rows(16) });
    const told = all.filter(({ cells }) => cells[0]?.evidence[0]).map(({ id }) => id);
    expect(told).toEqual(['s0007']);
  });

  it('answers the same in batches of 1, 3 and 16', async () => {
    const [one, three, sixteen] = await Promise.all(
      [1, 3, 16].map((batch) => chunkOf({ data: rows(20), target: `runtime: wasm, batch: ${batch}` })),
    );
    expect(three?.rows).toEqual(one?.rows);
    expect(sixteen?.rows).toEqual(one?.rows);
  });

  it('fills the last batch of a graph that fixes four, and drops the surplus', async () => {
    const data = rows(10);
    const free = await chunkOf({ data, compressed: 'linear', target: 'runtime: wasm, batch: 4' });
    const fixed = await chunkOf({ data, compressed: 'fixed4', target: 'runtime: wasm' });
    expect(fixed.rows).toHaveLength(10);
    expect(kept(fixed, 1)).toEqual(kept(free, 1));
  });

  it('marks answers that are none', async () => {
    const data = rows(8).map((row, index) => (index === 5 ? { ...row, x: [1, 0, 0, -1] } : row));
    const { rows: all } = await chunkOf({ compressed: 'nan', data });
    const degenerate = all.filter(({ cells }) => cells[0]?.degenerate[1]).map(({ id }) => id);
    expect(degenerate).toEqual(['s0005']);
  });
});

describe('what goes wrong with a sample is its own fault', () => {
  it('a label that is no class', async () => {
    const data = rows(8).map((row, index) => (index === 3 ? { ...row, label: 7 } : row));
    expect(faulty(await chunkOf({ data }))).toEqual({ s0003: 'LABEL_OUT_OF_RANGE' });
  });

  it('a label of another type', async () => {
    const data = rows(8).map((row, index) => (index === 3 ? { ...row, label: [1, 2] } : row));
    expect(Object.keys(faulty(await chunkOf({ data })))).toEqual(['s0003']);
  });

  it('a field of another shape', async () => {
    const data = rows(40).map((row, index) => (index === 33 ? { ...row, x: [1, 2] } : row));
    const told = faulty(await chunkOf({ data, target: 'runtime: native, batch: 1' }));
    expect(Object.keys(told)).toEqual(['s0033']);
  });
});

describe('heads', () => {
  const task = (name: string, head: string, is: string): string => `  ${name}:
    kind: classification
    data: { path: data.jsonl, label: label, id: id }
    output: { name: ${head}, is: ${is} }
    levels: { clean: { disagreement: 50% } }
`;

  it('are read from one run; one that can not be read leaves the other alone', async () => {
    const tasks = task('kind', 'kind', 'logits') + task('size', 'size', 'probabilities');
    const data = rows(8).map((row) => ({ ...row, label: row.label % 2 }));
    const { rows: all } = await chunkOf({ baseline: 'heads', compressed: 'heads', data, tasks });
    expect(all.every(({ armFaults }) => armFaults.length === 0)).toBe(true);
    expect(all.map(({ cells }) => cells[0]?.fault)).toEqual(Array(8).fill(undefined));
    expect(all.map(({ cells }) => cells[1]?.fault?.code)).toEqual(Array(8).fill('OUTPUT_NOT_PROBABILITIES'));
  });
});

describe('what earlier crashes left out', () => {
  const reason = finding('WORKER_CRASHED', { arm: 'compressed', sample: '', signal: 'SIGKILL' });

  it('a stretch of an arm: that arm is not asked there, and each row names a sample', async () => {
    const { open, ...of } = await bench(project({ data: rows(12) }));
    const losses = { skips: [{ from: 4, to: 8, arm: 1, reason }], lostArms: [] };
    const { rows: all } = await runChunk({ open, ...of }, 0, losses);
    expect(all.map(({ cells }) => cells[0]?.kept[0] !== null)).toEqual(Array(12).fill(true));
    expect(all.map(({ cells }) => cells[0]?.kept[1] !== null)).toEqual(
      [4, 4, 4].flatMap((count, part) => Array<boolean>(count).fill(part !== 1)),
    );
    expect(all[5]?.armFaults[0]?.reason.data['sample']).toBe(all[4]?.id);
    expect(all.map(({ cells }) => cells[0]?.pairs[0] !== null)).toEqual(
      [4, 4, 4].flatMap((count, part) => Array<boolean>(count).fill(part !== 1)),
    );
  });

  it('samples that could not be read are named one by one', async () => {
    const read = finding('READER_CRASHED', { sample: '', signal: 'SIGKILL' });
    const { rows: all } = await chunkOf(
      { data: rows(8) },
      { skips: [{ from: 0, to: 2, arm: -1, reason: read }], lostArms: [] },
    );
    expect(all.slice(0, 3).map((row) => row.fault?.data['sample'])).toEqual([
      all[0]?.id,
      all[1]?.id,
      undefined,
    ]);
  });

  it('an arm that was given up answers nothing', async () => {
    const given = finding('ARM_GIVEN_UP', { arm: 'baseline', crashes: 3 });
    const { rows: all } = await chunkOf(
      { data: rows(8) },
      { skips: [], lostArms: [{ arm: 0, reason: given }] },
    );
    expect(all.every(({ cells }) => cells[0]?.kept[0] === null && cells[0].kept[1] !== null)).toBe(true);
    expect(all.every(({ armFaults }) => armFaults[0]?.reason.code === 'ARM_GIVEN_UP')).toBe(true);
  });
});

it('slices are told by class name where there are names, else as written', async () => {
  const tasks = `${kindTask}    slices: { label: { disagreement: 50% }, id: { disagreement: 50% } }\n`;
  const { rows: all } = await chunkOf({ data: rows(4), tasks });
  expect(all.find(({ id }) => id === 's0002')?.slices).toEqual(
    new Map([
      ['label', '2'],
      ['id', 's0002'],
    ]),
  );
});
