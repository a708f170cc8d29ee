import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Asked, Recorded } from '../../src/core/engine.js';
import { Fault } from '../../src/core/fault.js';
import { recordedSession } from '../../src/evaluate/recorded.js';
import { kinds } from '../../src/kinds.js';
import { readRecording } from '../../src/sources/recording.js';
import { data, digestOf, handMade, type Wanted } from '../recording.js';

const asked: Asked = { data, seed: 0, level: 'clean', key: 'k', sample: 'b', inputs: 'of b' };

async function open(folder: string): Promise<Recorded> {
  const scratch = mkdtempSync(join(tmpdir(), 'scratch-'));
  const { recorded } = recordedSession(await readRecording(folder, 'rec'), kinds, scratch);
  if (recorded === undefined) throw new Error('a recording is recorded');
  return recorded;
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'fine';
  } catch (error) {
    if (error instanceof Fault) return error.findings.map(({ code }) => code).join();
    throw error;
  }
}

describe('a recording', () => {
  it('answers a sample by its id, with a first axis of one', async () => {
    const recorded = await open(handMade());
    const logits = (await recorded.answer(asked)).get('logits');
    expect(logits).toEqual({ type: 'float64', dims: [1, 2], data: Float64Array.of(1, 0.5) });
  });

  it('may hold whole numbers where the model answers real ones', async () => {
    const recorded = await open(handMade({ outputs: [[1, 2], [3, 4], [5, 6]].map((logits) => ({ logits })) }));
    const logits = (await recorded.answer(asked)).get('logits');
    expect(logits).toMatchObject({ type: 'float64', data: Float64Array.of(3, 4) });
  });

  it('may hold bytes, with a shape of their own for each sample', async () => {
    const bytes = (...values: number[]): string => Buffer.from(Float32Array.from(values).buffer).toString('base64');
    const value = (shape: number[], ...values: number[]) => ({ logits: bytes(...values), 'logits shape': shape });
    const outputs = [value([1, 2], 1, 2), value([2, 2], NaN, 1, -0, Infinity), value([1, 1], 9)];
    const recorded = await open(handMade({ outputs }));
    expect((await recorded.answer(asked)).get('logits')).toEqual({
      type: 'float32',
      dims: [1, 2, 2],
      data: Float32Array.of(NaN, 1, -0, Infinity),
    });
  });

  it('may be a lone .npy array', async () => {
    const array = (folder: string): object => {
      const head = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }".padEnd(117);
      const values = new Uint8Array(Float32Array.of(0, 1, 2, 3, 4, 5).buffer);
      const bytes = Buffer.concat([Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'), Buffer.from(`${head}\n`), values]);
      writeFileSync(join(folder, 'clean/outputs.npy'), bytes);
      return { file: 'clean/outputs.npy', ...digestOf(join(folder, 'clean/outputs.npy')) };
    };
    const folder = handMade();
    const { recording } = await readRecording(folder, 'rec');
    const [part] = recording.parts;
    const parts = [{ ...part, outputs: [{ name: 'logits', file: 'clean/outputs.npy' }] }];
    const files = [...recording.files, array(folder)];
    writeFileSync(join(folder, 'recording.json'), JSON.stringify({ ...recording, parts, files }));
    const logits = (await (await open(folder)).answer(asked)).get('logits');
    expect(logits).toEqual({ type: 'float32', dims: [1, 2], data: Float32Array.of(2, 3) });
  });

  it('tells what it begins with', async () => {
    const recorded = await open(handMade());
    expect(await recorded.first(data, 2)).toHaveLength(2);
    expect(await recorded.first(data, 9)).toHaveLength(3);
  });

  const others: readonly [string, string, Partial<Asked>][] = [
    ['another seed', 'RECORDING_OTHER_SEED', { seed: 1 }],
    ['other data', 'RECORDING_OTHER_DATA', { data: 'e'.repeat(64) }],
    ['other preprocessing or noise', 'RECORDING_OTHER_POLICY', { key: 'another' }],
    ['a sample that it has not', 'RECORDING_SAMPLE_MISSING', { sample: 'd' }],
    ['other inputs', 'RECORDING_OTHER_INPUTS', { inputs: 'of another' }],
  ];
  it.each(others)('asked with %s refuses: %s', async (_, code, change) => {
    const recorded = await open(handMade());
    expect(await codeOf(() => recorded.answer({ ...asked, ...change }))).toBe(code);
  });

  const ids = (...names: string[]): object[] => names.map((sample) => ({ sample, inputs: `of ${sample}` }));
  const broken: readonly [string, string, Wanted][] = [
    ['a sample twice', 'RECORDING_SAMPLE_DOUBLED', { samples: ids('a', 'b', 'b') }],
    ['fewer answers than samples', 'RECORDING_ROWS', { outputs: [{ logits: [1, 2] }] }],
    ['fewer samples than it says', 'RECORDING_ROWS', { samples: ids('a', 'b'), outputs: [{ logits: [1, 2] }, { logits: [3, 4] }] }],
    ['text for numbers', 'RECORDING_UNREADABLE', { outputs: ids('a', 'b', 'c').map(() => ({ logits: 'cat' })) }],
    ['too few bytes for a shape', 'RECORDING_UNREADABLE', { outputs: ids('a', 'b', 'c').map(() => ({ logits: 'AAAA', 'logits shape': [2] })) }],
    ['a level twice', 'RECORDING_UNREADABLE', { change: (whole) => ({ ...whole, parts: [...whole.parts, ...whole.parts] }) }],
    ['an output that the model has not', 'RECORDING_UNREADABLE', { change: (whole) => ({ ...whole, outputs: [{ name: 'scores', type: 'float32', dims: null }] }) }],
  ];
  it.each(broken)('with %s refuses: %s', async (_, code, wanted) => {
    const recorded = await open(handMade(wanted));
    expect(await codeOf(() => recorded.answer(asked))).toBe(code);
  });
}); // prettier-ignore
