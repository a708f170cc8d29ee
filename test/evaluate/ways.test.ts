import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { Kinds } from '../../src/core/kinds.js';
import type { TaskKind, TaskSettings } from '../../src/core/task.js';
import { inWay } from '../../src/evaluate/ways.js';
import { kinds } from '../../src/kinds.js';

const session: Session = {
  inputs: [],
  outputs: [],
  run: () => Promise.resolve(new Map()),
  close: () => Promise.resolve(),
};
const settings: TaskSettings = { options: {}, confidentAt: 0.9, names: [], label: undefined };

describe('the way a model is run', () => {
  it('is one run a batch unless something else is said', () => {
    expect(inWay(kinds, undefined, session, () => undefined)).toBe(session);
  });

  it('of several files is a kind’s own, or refused', () => {
    const parts = new Map([
      ['merged', session],
      ['encoder', session],
    ] as const);
    const folder = { parts, config: {}, generation: {}, preprocessor: {}, tokenizer: null };
    expect(() => inWay(kinds, undefined, { ...session, folder }, () => undefined)).toThrow('merged, encoder');
    const one = { ...session, folder: { ...folder, parts: new Map([['model', session]] as const) } };
    expect(inWay(kinds, undefined, one, () => undefined)).toBe(one);
  });

  it('is the kind’s own where it has one', async () => {
    const [known] = kinds.tasks;
    if (!known) throw new Error('kinds');
    const looping: TaskKind = {
      ...known,
      name: 'looping',
      running: () => (inner, alive) => ({
        ...inner,
        outputs: [{ name: 'tokens', type: 'int64', dims: ['', ''] }],
        run: async (feeds) => {
          alive();
          await inner.run(feeds);
          alive();
          return inner.run(feeds);
        },
      }),
    };
    const with_: Kinds = { ...kinds, tasks: [looping] };
    let beats = 0;
    const made = inWay(with_, { by: { kind: 'looping', settings } }, session, () => (beats += 1));
    await made.run(new Map());
    expect(made.outputs.map(({ name }) => name)).toEqual(['tokens']);
    expect(beats).toBe(2);
  });
});
