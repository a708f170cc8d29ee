import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault, finding } from '../../src/core/fault.js';
import type { ChunkResult, SampleRow } from '../../src/core/plan.js';
import { ShardReader } from '../../src/evaluate/shard-reader.js';
import { chunksOfShard, ShardWriter, type ShardEnd } from '../../src/evaluate/shard.js';
import { resealed } from './shards.js';

const folder = mkdtempSync(join(tmpdir(), 'shard-'));

const header = {
  index: 2,
  of: 3,
  tool: '1.2.3',
  identity: { policy: 'aa' },
  chunks: 6,
  machine: 'linux x64',
  problems: [],
};
const plan = { order: Uint32Array.of(2, 0, 1), limit: Infinity };
const end: ShardEnd = { medians: [1.5, 0.25], cut: null, crashes: 0, probe: [] };

const row: SampleRow = {
  id: 'val/1',
  slices: new Map([['kind', 'Coat']]),
  cells: [
    {
      task: 0,
      level: 0,
      kept: [{ right: true, nll: Infinity }, null],
      degenerate: [false, true],
      pairs: [{ kl: NaN, moved: -0 }],
      evidence: [null],
    },
  ],
  armFaults: [
    { arm: 1, level: 0, reason: finding('WORKER_CRASHED', { arm: 'a', sample: 'b', signal: 'c' }) },
  ],
};
const unreadable = { id: 'val/2', fault: finding('FILE_MISSING', { path: 'x', what: 'y' }), slices: new Map(), cells: [], armFaults: [] }; // prettier-ignore
const results: readonly ChunkResult[] = [
  { chunk: 1, rows: [row, unreadable, { ...row, id: 'val/3', armFaults: [] }], seconds: [[0.5, NaN]] },
  { chunk: 4, rows: [{ ...row, id: 'val/4' }], seconds: [[0.25, 0]] },
];

let files = 0;

function write(chunks: readonly ChunkResult[] = results): string {
  const path = join(folder, `${(files += 1)}.jsonl`);
  const writer = new ShardWriter(path, { header, plan });
  for (const chunk of chunks) writer.add(chunk);
  writer.end(end);
  return path;
}

function written(bytes: Uint8Array | string): string {
  const path = join(folder, `${(files += 1)}.jsonl`);
  writeFileSync(path, bytes);
  return path;
}

/** Why a file is refused; 'read' when it is not. */
async function refusal(path: string): Promise<string> {
  try {
    const reader = await ShardReader.open({ path, shown: 'name' });
    await reader.close();
    return 'read';
  } catch (error) {
    if (error instanceof Fault)
      return error.findings
        .map(({ code, data: { path } }) => (path === 'name' ? code : JSON.stringify(path)))
        .join();
    throw error;
  }
}

describe('the chunks of shards', () => {
  it('are all chunks, each in one shard', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 40 }), (chunks, of) => {
        const shares = Array.from({ length: of }, (_, index) =>
          chunksOfShard(chunks, { index: index + 1, of }),
        );
        expect(shares.flat().toSorted((one, other) => one - other)).toEqual([...new Array(chunks).keys()]);
        const sizes = shares.map((share) => share.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a shard file', () => {
  it('gives back what was written', async () => {
    const reader = await ShardReader.open({ path: write(), shown: 'name' });
    expect(reader.header).toEqual({ is: 'shard', format: 1, ...header });
    expect(await reader.plan()).toEqual(plan);
    const read: (ChunkResult | undefined)[] = [];
    for (let chunk = 0; chunk < 6; chunk += 1) read.push(await reader.take(chunk));
    expect(read).toEqual([undefined, results[0], undefined, undefined, results[1], undefined]);
    expect(await reader.end()).toMatchObject(end);
    await reader.close();
  });

  it('can be read without its plan', async () => {
    const reader = await ShardReader.open({ path: write(), shown: 'name' });
    expect(await reader.take(1)).toEqual(results[0]);
    await reader.close();
  });

  it('of no chunks has an end', async () => {
    const reader = await ShardReader.open({ path: write([]), shown: 'name' });
    expect(await reader.take(1)).toBeUndefined();
    expect(await reader.end()).toMatchObject(end);
    await reader.close();
  });

  it('replaces what was there', async () => {
    const path = write();
    new ShardWriter(path, { header, plan }).end(end);
    const reader = await ShardReader.open({ path, shown: 'name' });
    expect(await reader.take(1)).toBeUndefined();
    await reader.close();
  });
});

describe('a shard file is refused', () => {
  const bytes = readFileSync(write());
  const text = bytes.toString('utf8');
  const lines = text.trimEnd().split('\n');

  it.each([
    ['an empty file', '', 'SHARD_EMPTY'],
    ['another file', '{"format":1,"verdict":"pass"}\n', 'SHARD_UNREADABLE'],
    ['text', 'shard\n', 'SHARD_UNREADABLE'],
    ['a line left out', `${lines.toSpliced(2, 1).join('\n')}\n`, 'SHARD_CHANGED'],
    ['two lines swapped', `${[lines[0], lines[1], lines[3], lines[2], ...lines.slice(4)].join('\n')}\n`, 'SHARD_CHANGED'],
    ['the last line left out', `${lines.slice(0, -1).join('\n')}\n`, 'SHARD_TRUNCATED'],
    ['the first half', text.slice(0, text.length / 2), 'SHARD_TRUNCATED'],
    ['no line break at the end', text.slice(0, -1), 'SHARD_TRUNCATED'],
    ['a line too many', `${text}\n`, 'SHARD_TRUNCATED'],
    ['other line breaks', text.replaceAll('\n', '\r\n'), 'SHARD_TRUNCATED'],
    ['a newer format', resealed(text.replace('"format":1', '"format":2')), 'SHARD_FORMAT'],
    ['a newer format that ends in another way', text.replace('"format":1', '"format":7').slice(0, -9), 'SHARD_FORMAT'],
    ['format 0', resealed(text.replace('"format":1', '"format":0')), 'SHARD_FORMAT'],
    ['no format', resealed(text.replace('"format":1,', '')), 'SHARD_CHANGED'],
  ])('%s', async (_, changed, code) => {
    expect(await refusal(written(changed))).toBe(code);
  }); // prettier-ignore

  it('a folder, and a file that is not there', async () => {
    expect(await refusal(folder)).toBe('SHARD_UNREADABLE');
    expect(await refusal(join(folder, 'none'))).toBe('FILE_MISSING');
  });

  it('with any bit flipped', async () => {
    const bits = fc.record({ at: fc.nat(bytes.length - 1), bit: fc.nat(7) });
    await fc.assert(
      fc.asyncProperty(bits, async ({ at, bit }) => {
        const flipped = Uint8Array.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        expect(await refusal(written(flipped))).toMatch(/^SHARD_(CHANGED|TRUNCATED|UNREADABLE|FORMAT)$/);
      }),
      { numRuns: 300, examples: [[{ at: bytes.length - 1, bit: 1 }], [{ at: bytes.length - 2, bit: 0 }]] },
    );
  });

  it('with its end missing, wherever it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length - 1 }), async (length) => {
        expect(await refusal(written(bytes.subarray(0, length)))).toBe('SHARD_TRUNCATED');
      }),
      { numRuns: 150 },
    );
  });

  it('only when it was changed', async () => {
    expect(await refusal(written(bytes))).toBe('read');
    expect(resealed(text)).toBe(text);
  });
});
