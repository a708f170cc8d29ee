import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Tensor } from '../../src/core/tensor.js';
import { RowsFile } from '../../src/evaluate/rows-file.js';
import { outputOf } from '../../src/evaluate/values.js';
import { kinds } from '../../src/kinds.js';

const floats = (dims: readonly number[], ...values: number[]): Tensor => ({
  type: 'float32',
  dims,
  data: Float32Array.from(values),
});

/** Writes rows, and reads them as a recording's are read. */
async function through(rows: readonly Tensor[]): Promise<{ files: string[]; read: (Tensor | undefined)[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'rows-'));
  const writer = new RowsFile(folder, 'output');
  for (const row of rows) writer.add(row);
  const { file, field = '' } = writer.end('logits');
  const scratch = mkdtempSync(join(tmpdir(), 'scratch-'));
  const data = await kinds.openDataset({ path: join(folder, file), shown: file, scratch, options: {} });
  const read = [];
  for (let row = 0; row < data.size; row += 1) {
    const { fields } = await data.read(row, data.fields);
    read.push(
      outputOf(fields.get(field) ?? null, fields.get('value shape') ?? null, rows[0]?.type ?? 'float32'),
    );
  }
  await data.close();
  return { files: readdirSync(folder), read };
}

it('rows of one shape are an array', async () => {
  const rows = [floats([2], 1, NaN), floats([2], -0, Infinity)];
  expect(await through(rows)).toEqual({ files: ['output.npy'], read: rows });
});

it('rows of several shapes are lines, the first ones too', async () => {
  const rows = [floats([2], 1, NaN), floats([2], -0, 2), floats([3], 1, 2, 3), floats([2], 4, 5)];
  expect(await through(rows)).toEqual({ files: ['output.jsonl'], read: rows });
});

it.each<Tensor>([
  { type: 'float16', dims: [2], data: Uint16Array.of(15360, 31744) },
  { type: 'int64', dims: [1], data: BigInt64Array.of(-9007199254740993n) },
  { type: 'bool', dims: [2], data: Uint8Array.of(1, 0) },
  { type: 'string', dims: [2], data: ['a "b"\n', ''] },
])('$type comes back as it was', async (row) => {
  expect((await through([row, row])).read).toEqual([row, row]);
});

it('without rows there is an empty file', async () => {
  expect(await through([])).toEqual({ files: ['output.jsonl'], read: [] });
});
