import { open } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { openRows } from './rows.js';
import { once } from './spool.js';

/** Values of one column, read by row; nothing but where they lie is held in memory. */
export interface Spooled {
  at(row: number): unknown;
  close(): void;
}

/** How many bytes are gathered before they are written. */
const chunk = 1 << 20;

/** Writes values once, one after another with their places behind them, and opens what was written. */
export async function spooled(
  file: string,
  shown: string,
  values: () => AsyncIterable<unknown>,
): Promise<Spooled> {
  await once(file, (temporary) => write(temporary, values()));
  const rows = openRows(file, shown, null);
  const bytes = statSync(file).size;
  const [count = 0] = new Float64Array(rows.bytes(bytes - 8, 8).buffer);
  const places = new Float64Array(rows.bytes(bytes - 8 * (count + 2), 8 * (count + 1)).buffer);
  return {
    at: (row) => {
      const start = places[row] ?? 0;
      return deserialize(rows.bytes(start, (places[row + 1] ?? start) - start)) as unknown; // it is typed any
    },
    close: rows.close,
  };
}

async function write(to: string, values: AsyncIterable<unknown>): Promise<void> {
  const out = await open(to, 'w');
  const places = [0];
  let waiting: Buffer[] = [];
  let gathered = 0;
  let end = 0;
  try {
    for await (const value of values) {
      const bytes = serialize(value);
      waiting.push(bytes);
      gathered += bytes.length;
      end += bytes.length;
      places.push(end);
      if (gathered < chunk) continue;
      await out.writev(waiting);
      waiting = [];
      gathered = 0;
    }
    const tail = Float64Array.of(places.length - 1);
    await out.writev([...waiting, Buffer.from(Float64Array.from(places).buffer), Buffer.from(tail.buffer)]);
  } finally {
    await out.close();
  }
}
