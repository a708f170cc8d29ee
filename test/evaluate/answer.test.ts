import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { Outputs } from '../../src/core/task.js';
import { answer, runOnce } from '../../src/evaluate/answer.js';
import { makeInputs, readySamples, type Readied } from '../../src/evaluate/inputs.js';
import { project, rows } from '../gate/kit.js';
import { bench } from './kit.js';

/** The compressed arm's answers to the first samples. */
async function ask(compressed: string, count: number, target = 'runtime: native, batch: 4') {
  const { open, work, kinds } = await bench(project({ compressed, target, data: rows(12) }));
  const slots = await readySamples(open, 0, count);
  const readied = slots.filter((slot): slot is Readied => 'sample' in slot);
  const level = { name: 'clean', noise: null };
  const made = readied.map((one) => makeInputs(one, { open, level, noises: [], seed: 0 }));
  const [, arm] = work.arms;
  if (arm === undefined) throw new Error('two arms');
  const marks: { from: number; to: number }[] = [];
  const noted = (seen: { from: number; to: number }): void =>
    void marks.push({ from: seen.from, to: seen.to });
  return {
    marks,
    ...(await answer(readied, made, { kinds, open, arm, position: 1, level: 0, seed: 0, mark: noted })),
  };
}

describe('answers', () => {
  it('come in batches, each marked before it runs', async () => {
    const { marks, predictions, faults } = await ask('near', 10);
    expect(marks).toEqual([
      { from: 0, to: 4 },
      { from: 4, to: 8 },
      { from: 8, to: 10 },
    ]);
    expect(predictions[0]).toHaveLength(10);
    expect(faults).toEqual(Array(10).fill(null));
  });

  it('of a model that fixes its batch are as many as were asked for', async () => {
    const { predictions, faults } = await ask('fixed4', 10, 'runtime: native');
    expect(predictions[0]).toHaveLength(10);
    expect(faults).toEqual(Array(10).fill(null));
  });
});

describe('one run', () => {
  const arm = { model: 'baseline', target: { name: 'here' } } as Parameters<typeof runOnce>[2]; // all that is read of an arm
  const session = (run: () => Promise<Outputs>): Session => ({
    inputs: [],
    outputs: [],
    run,
    close: () => Promise.resolve(),
  });

  it.each([
    ['an Error', new Error('bad shape'), 'bad shape'],
    ['anything else', 'out of range', 'out of range'],
  ])('that throws %s is a fault with its words', async (_, thrown, reason) => {
    // the engines' bindings throw more than Errors
    const ran = runOnce(
      session(() => Promise.reject(thrown)),
      new Map(),
      arm,
    );
    await expect(ran).rejects.toMatchObject({
      findings: [{ code: 'RUN_FAILED', data: { arm: 'baseline', target: 'here', reason } }],
    });
  });
});
