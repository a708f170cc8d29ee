import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { Cell, SampleRow } from '../../src/core/plan.js';
import { runChunk, type Bench } from '../../src/evaluate/chunk.js';
import { forced } from '../../src/tasks/forced.js';
import { opened } from '../tasks/decoders.js';
import { bench, nothingLost } from './kit.js';

const example = join(import.meta.dirname, '../../examples/language-model');

/** The example's decoder and its int8 copy on two of its passages. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stretches-'));
  for (const part of ['models/fp32', 'models/int4', 'data/passages.jsonl'])
    cpSync(join(example, part), join(folder, part), { recursive: true });
  const policy = `version: 1
models:
  baseline: { path: models/fp32 }
  compressed: { path: models/int4, method: other }
targets: { here: { runtime: native } }
tasks:
  novels:
    kind: language-modeling
    data: { path: data/passages.jsonl, id: id, take: 2 }
    levels: { clean: { perplexity-ratio: 2 } }
`;
  writeFileSync(join(folder, 'gate.yml'), policy);
  return folder;
}

type Stretches = ReturnType<NonNullable<Session['inStretches']>>;

/** The bench with texts in stretches of at most so many tokens; `change` sees each arm's. */
function cut(made: Bench, tokens: number, change: (stretches: Stretches, arm: number) => Stretches = (all) => all): Bench {
  const session = async (arm: number): Promise<Session> => {
    const raw = await opened(`models/${arm === 0 ? 'fp32' : 'int4'}`, example);
    const vocabulary = Number(raw.folder?.config['vocab_size']);
    const reader = forced({ size: undefined, stride: undefined }, tokens * vocabulary)(raw, () => undefined);
    return { ...reader, inStretches: (feeds) => change(reader.inStretches?.(feeds) ?? null, arm) };
  };
  const sessions = new Map<number, Promise<Session>>();
  const once = (arm: number): Promise<Session> => {
    const known = sessions.get(arm) ?? session(arm);
    sessions.set(arm, known);
    return known;
  };
  return { ...made, open: { ...made.open, session: once } };
} // prettier-ignore

async function rowsOf(made: Bench): Promise<readonly SampleRow[]> {
  const rows: SampleRow[] = [];
  for (const chunk of made.work.chunks.keys()) rows.push(...(await runChunk(made, chunk, nothingLost)).rows);
  return rows;
}

/** Numbers of a cell, whatever holds them. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

it('texts in stretches come to what they come to at once, both models stretch by stretch', async () => {
  const made = await bench(project());
  const turns: number[] = [];
  async function* told(stretches: NonNullable<Stretches>, arm: number): NonNullable<Stretches> {
    for await (const stretch of stretches) {
      turns.push(arm);
      yield stretch;
    }
  }
  const whole = await rowsOf(made);
  const parts = await rowsOf(
    cut(made, 40, (stretches, arm) => {
      if (stretches === null) throw new Error('a text of the example is longer than 40 tokens');
      return told(stretches, arm);
    }),
  );
  expect(turns.length).toBeGreaterThan(8);
  expect(turns).toEqual(turns.map((_, turn) => turn % 2)); // none is ahead of the other
  expect(parts.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
  for (const [at, row] of parts.entries()) {
    expect(row.armFaults).toEqual([]);
    const [cell, other] = [row.cells[0], whole[at]?.cells[0]] as [Cell, Cell]; // one task at one level
    const [found, wanted] = [numbersIn([cell.kept, cell.pairs]), numbersIn([other.kept, other.pairs])];
    expect(found).toHaveLength(wanted.length);
    found.forEach((number, place) => {
      expect(Math.abs(number - (wanted[place] ?? NaN))).toBeLessThan(1e-3 * Math.max(1, Math.abs(number)));
    });
    expect(cell.evidence[0]?.left.text).not.toBe(cell.evidence[0]?.right.text);
  }
});

it('a model that fails at one stretch has no answer to the text, and the others go on', async () => {
  const made = await bench(project());
  async function* failing(stretches: NonNullable<Stretches>): NonNullable<Stretches> {
    const { value } = await stretches.next();
    if (value !== undefined) yield value;
    throw new Error('out of memory');
  }
  const broken = cut(made, 40, (all, arm) => (all === null || arm === 0 ? all : failing(all)));
  for (const row of await rowsOf(broken)) {
    expect(row.armFaults).toMatchObject([{ arm: 1, reason: { code: 'RUN_FAILED', data: { reason: 'out of memory' } } }]);
    expect(row.cells[0]).toMatchObject({ kept: [{ tokens: expect.any(Number) as number }, null], pairs: [null] });
  }
}); // prettier-ignore
