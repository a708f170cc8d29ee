import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import { Fault } from '../../src/core/fault.js';
import type { Tensor, TensorShape } from '../../src/core/tensor.js';
import type { SequenceSpec } from '../../src/core/way.js';
import { sequenced } from '../../src/evaluate/sequence.js';

const place = { path: 'p', line: 1, column: 1 } as unknown as SequenceSpec['place']; // only handed on
const spec: SequenceSpec = {
  state: [{ output: 'stateN', input: 'state' }],
  constants: [{ input: 'rate', value: 8000 }],
  read: 'every',
  place,
};

const float = (name: string, dims: TensorShape['dims']): TensorShape => ({ name, type: 'float32', dims });
const tensor = (dims: readonly number[], values: readonly number[]): Tensor => ({
  type: 'float32',
  dims,
  data: Float32Array.from(values),
});

/** A session whose state is the sum of all it was given, and whose output is that sum. */
function summing(inputs: Partial<Record<'x' | 'state' | 'rate', TensorShape>> = {}) {
  const fed: ReadonlyMap<string, Tensor>[] = [];
  const session: Session = {
    inputs: [
      inputs.x ?? float('x', ['batch', 'width']),
      inputs.state ?? float('state', [1, 'batch', 2]),
      inputs.rate ?? { name: 'rate', type: 'int64', dims: null },
    ],
    outputs: [float('y', ['batch', 1]), float('stateN', [1, 'batch', 2])],
    run: (feeds) => {
      fed.push(feeds);
      const x = feeds.get('x');
      const state = feeds.get('state');
      if (!x || !state) throw new Error('not fed');
      const [batch = 0] = x.dims;
      const width = x.data.length / batch;
      const sums = Array.from({ length: batch }, (_, row) => {
        const own = Array.from(x.data.slice(row * width, (row + 1) * width), Number);
        return own.reduce((sum, value) => sum + value, Number(state.data[2 * row]));
      });
      const next = tensor([1, batch, 2], sums.flatMap((sum) => [sum, 0])); // prettier-ignore
      return Promise.resolve(new Map([['y', tensor([batch, 1], sums)], ['stateN', next]])); // prettier-ignore
    },
    close: () => Promise.resolve(),
  };
  return { fed, session };
}

const code = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Fault)
      return `${error.findings[0]?.code}: ${JSON.stringify(error.findings[0]?.data['reason'])}`;
    throw error;
  }
  return 'nothing';
};

describe('a model with state', () => {
  it('is fed by samples only where neither state nor constants feed it, and read where no state is', () => {
    const seen = sequenced(summing().session, spec, () => undefined);
    expect(seen.inputs).toEqual([float('x', ['batch', 'steps', 'width'])]);
    expect(seen.outputs.map(({ name }) => name)).toEqual(['y']);
    const windowed = sequenced(summing().session, { ...spec, window: { size: 4, hop: 4 } }, () => undefined);
    expect(windowed.inputs).toEqual([float('x', ['batch', 'steps'])]);
  });

  it('starts with zeros and carries its state from step to step, each sample its own', async () => {
    const { session, fed } = summing();
    let alive = 0;
    const seen = sequenced(session, spec, () => (alive += 1));
    const outputs = await seen.run(new Map([['x', tensor([2, 3, 1], [1, 2, 3, 10, 20, 30])]]));
    expect(outputs.get('y')).toEqual(tensor([2, 3, 1], [1, 3, 6, 10, 30, 60]));
    expect([...outputs.keys()]).toEqual(['y']);
    expect(alive).toBe(3);
    expect(fed.map((feeds) => feeds.get('x')?.dims)).toEqual([[2, 1], [2, 1], [2, 1]]); // prettier-ignore
    expect(fed[0]?.get('state')).toEqual(tensor([1, 2, 2], [0, 0, 0, 0]));
    expect(fed[2]?.get('rate')).toEqual({ type: 'int64', dims: [], data: BigInt64Array.of(8000n) });
    const again = await seen.run(new Map([['x', tensor([1, 1, 1], [5])]]));
    expect(again.get('y')?.data).toEqual(Float32Array.of(5));
  });

  it('is read at the last step where the policy says so', async () => {
    const seen = sequenced(summing().session, { ...spec, read: 'last' }, () => undefined);
    const outputs = await seen.run(new Map([['x', tensor([1, 3, 1], [1, 2, 3])]]));
    expect(outputs.get('y')).toEqual(tensor([1, 1], [6]));
  });

  it.each([
    [4, 4, 8, [[0, 1, 2, 3], [4, 5, 6, 7]]],
    [4, 4, 9, [[0, 1, 2, 3], [4, 5, 6, 7], [8, 0, 0, 0]]],
    [4, 2, 6, [[0, 1, 2, 3], [2, 3, 4, 5]]],
    [4, 2, 7, [[0, 1, 2, 3], [2, 3, 4, 5], [4, 5, 6, 0]]],
    [4, 4, 2, [[0, 1, 0, 0]]],
  ])('takes windows of %i, %i apart, of a signal of %i, the last one filled with zeros', async (size, hop, length, windows) => {
    const { session, fed } = summing();
    const seen = sequenced(session, { ...spec, window: { size, hop } }, () => undefined);
    await seen.run(new Map([['x', tensor([1, length], Array.from({ length }, (_, at) => at))]]));
    expect(fed.map((feeds) => [...(feeds.get('x')?.data ?? [])])).toEqual(windows);
  }); // prettier-ignore

  it('refuses a sample that is an empty sequence', async () => {
    const seen = sequenced(summing().session, spec, () => undefined);
    await expect(seen.run(new Map([['x', tensor([1, 0, 1], [])]]))).rejects.toThrow(Fault);
  });

  it.each([
    ['an input it has not', { state: [{ output: 'stateN', input: 'sate' }] }, 'no input `sate` (it has: x, state, rate)'],
    ['an output it has not', { state: [{ output: 'n', input: 'state' }] }, 'no output `n` (it has: y, stateN)'],
    ['a constant it has not', { constants: [{ input: 'sr', value: 1 }] }, 'no input `sr`'],
    ['an input that is fed twice', { constants: [{ input: 'state', value: 1 }] }, '`state` is fed twice'],
    ['half a sample rate', { constants: [{ input: 'rate', value: 0.5 }] }, '`rate` is int64 and can\'t be 0.5'],
    ['nothing left to feed', { constants: [{ input: 'rate', value: 1 }, { input: 'x', value: 1 }] }, 'no input is left'],
  ])('refuses %s', (_, wrong, words) => {
    expect(code(() => sequenced(summing().session, { ...spec, ...wrong }, () => undefined))).toContain(words);
  }); // prettier-ignore

  it.each([
    [['a', 'b', 2], 'a × b × 2'],
    [null, 'unknown'],
  ])('refuses a state whose shape is open: %s', (dims, words) => {
    const { session } = summing({ state: float('state', dims) });
    expect(code(() => sequenced(session, spec, () => undefined))).toContain(`state \`state\` is ${words}`);
  });
});
