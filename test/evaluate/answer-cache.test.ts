import { existsSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Outputs } from '../../src/core/task.js';
import { CachedChunk, tidyAnswers } from '../../src/evaluate/answer-cache.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'answers-'));
const outputs = (...values: number[]): Outputs =>
  new Map([['logits', { type: 'float32', dims: [1, values.length], data: Float32Array.from(values) }]]);

/** Asks once; says what came, and whether something was run for it. */
async function ask(directory: string, maker: object, fed = ['a'], where = 'here') {
  const chunk = new CachedChunk(directory, maker, where);
  let ran = 0;
  const answer = await chunk.answer(fed, () => {
    ran += 1;
    return Promise.resolve(outputs(1, NaN, -0));
  });
  chunk.close();
  return { answer, ran, notes: chunk.notes.map(({ code }) => code) };
}

describe('kept answers', () => {
  it('are made once, and come back bit for bit', async () => {
    const directory = folder();
    expect(await ask(directory, {})).toMatchObject({ ran: 1 });
    expect(await ask(directory, {})).toEqual({ answer: outputs(1, NaN, -0), ran: 0, notes: [] });
  });

  it.each([
    ['another model, engine, option or machine', [{ isa: ['avx512_vnni'] }, ['a'], 'here']],
    ['other inputs', [{}, ['b'], 'here']],
    ['another composition of the batch', [{}, ['a', 'b'], 'here']],
    ['another place', [{}, ['a'], 'there']],
  ] as const)('are not those of %s', async (_, [maker, fed, where]) => {
    const directory = folder();
    await ask(directory, {});
    expect(await ask(directory, maker, [...fed], where)).toMatchObject({ ran: 1, notes: [] });
  });

  it('that are damaged are made again, with a note', async () => {
    const directory = folder();
    await ask(directory, {});
    const path = join(directory, readdirSync(directory)[0] ?? '');
    const bytes = readFileSync(path);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    for (const damaged of [bytes, bytes.subarray(0, 20), Buffer.alloc(0)]) {
      writeFileSync(path, damaged);
      expect(await ask(directory, {})).toMatchObject({ ran: 1, notes: ['CACHE_BROKEN'] });
      expect(await ask(directory, {})).toMatchObject({ ran: 0, notes: [] });
    }
  });

  it('of a run that failed are not kept', async () => {
    const directory = folder();
    const chunk = new CachedChunk(directory, {}, 'here');
    await expect(chunk.answer(['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    chunk.close();
    expect(await ask(directory, {})).toMatchObject({ ran: 1 });
  });

  it('that are too large are not kept', async () => {
    const directory = folder();
    const chunk = new CachedChunk(directory, {}, 'here');
    const large: Outputs = new Map([['x', { type: 'float32', dims: [9e6], data: new Float32Array(9e6) }]]);
    await chunk.answer(['a'], () => Promise.resolve(large));
    chunk.close();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('make room, the longest unused first', () => {
    const directory = folder();
    for (const [age, name] of ['newest', 'newer', 'oldest'].entries()) {
      writeFileSync(join(directory, name), Buffer.alloc(10));
      utimesSync(join(directory, name), 1000 - age, 1000 - age);
    }
    tidyAnswers(directory, 20);
    expect(readdirSync(directory).sort()).toEqual(['newer', 'newest']);
    tidyAnswers(join(directory, 'new'), 0);
    expect(existsSync(join(directory, 'new'))).toBe(true);
  });
});
