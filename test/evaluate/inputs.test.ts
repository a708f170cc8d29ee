import { describe, expect, it } from 'vitest';
import type { AnyNoise, Signal } from '../../src/core/noise.js';
import { fedOf, makeBases, makeInputs, readySamples, type Readied } from '../../src/evaluate/inputs.js';
import { kindTask, project, rows } from '../gate/kit.js';
import type { OpenPass } from '../../src/evaluate/pass.js';
import { bench } from './kit.js';

const noisy = { name: 'noisy', noise: null };

async function noisyBench(tasks: string, compressed = 'near') {
  const extra = 'noise: { low: { kind: gaussian, sigma: 0.1 }, high: { kind: gaussian, sigma: 0.2 } }\n';
  return bench(project({ compressed, tasks, extra, data: rows(8) }));
}

const levels = kindTask.replace(
  'clean: { disagreement: 50% }',
  'clean: { disagreement: 50% }, low: { disagreement: 50% }, high: { disagreement: 50% }',
);

async function valuesAt(
  of: Awaited<ReturnType<typeof noisyBench>>,
  level: number,
  side: 'baseline' | 'compressed',
) {
  const { open } = of;
  const [one] = await readySamples(open, 3, 4);
  if (one === undefined || !('sample' in one)) throw new Error('a sample');
  const planned = open.pass.levels[level] ?? noisy;
  const made = makeInputs(one, { open, level: planned, noises: open.noises[level] ?? [], seed: 7 });
  return [...(made[side][0]?.data ?? [])].map(Number);
}

describe('noise', () => {
  it('is the same for both models, also where they are fed differently', async () => {
    const fed = 'inputs: { baseline: { x: { from: x } }, compressed: { x: { from: [x] } } }';
    const of = await noisyBench(levels.replace('output:', `${fed}\n    output:`));
    expect(of.open.fedAlike).toBe(false);
    expect(await valuesAt(of, 1, 'compressed')).toEqual(await valuesAt(of, 1, 'baseline'));
  });

  it('of twice the strength is the same draw doubled', async () => {
    const of = await noisyBench(levels);
    const [clean, low, high] = await Promise.all([0, 1, 2].map((level) => valuesAt(of, level, 'baseline')));
    const shift = (values: number[] | undefined): number[] =>
      (values ?? []).map((value, at) => value - (clean?.[at] ?? 0));
    shift(high).forEach((value, at) => expect(value).toBeCloseTo(2 * (shift(low)[at] ?? NaN), 5));
    expect(shift(low).some((value) => value !== 0)).toBe(true);
  });

  it('leaves clean as it is', async () => {
    const of = await noisyBench(levels);
    const row = of.open.pass.order[3] ?? -1;
    expect(await valuesAt(of, 0, 'baseline')).toEqual(rows(8)[row]?.x.map(Math.fround));
  });
});

it('a task is told what was fed: inputs by name, and what became of text', () => {
  const ids = {
    type: 'int32',
    dims: [1],
    data: Int32Array.of(7),
    tokens: { words: ['a'], firsts: [0] },
  } as const;
  const mask = { type: 'int32', dims: [1], data: Int32Array.of(1) } as const;
  const makers = ['ids', 'mask'].map((input) => ({ input }) as OpenPass['makers']['baseline'][number]); // names are all that is read
  expect(fedOf(makers, [ids, mask])).toEqual({
    inputs: new Map<string, unknown>([['ids', ids], ['mask', mask]]),
    tokens: ids.tokens,
  }); // prettier-ignore
  expect(fedOf(makers.slice(1), [mask]).tokens).toBeNull();
});

describe('texts', () => {
  const prefixed: AnyNoise = {
    name: 'k',
    options: {},
    on: ['text'],
    needsRange: false,
    moves: [],
    apply: (signal, _, stream) =>
      signal.is === 'text' ? signal.texts.map((text) => `${stream.int32()} ${text}`) : signal.values,
  };

  it('that feed several inputs are one signal, with one and the same noise', () => {
    const seen: Signal[] = [];
    const makers = ['ids', 'mask', 'other'].map((input) => ({
      input,
      fields: [],
      takesNoise: true,
      base: (): Signal => ({ is: 'text', texts: [input === 'other' ? 'b' : 'a'], dims: [] }),
      finish: (signal: Signal) => {
        seen.push(signal);
        return { type: 'string', dims: [], data: signal.is === 'text' ? signal.texts : [] } as const;
      },
      make: () => ({ type: 'string', dims: [], data: ['clean'] }) as const,
    }));
    const open = { makers: { baseline: makers, compressed: makers }, fedAlike: true } as unknown as OpenPass; // all it looks at
    const sample = { id: 's', fields: new Map<string, never>() };
    const readied = { position: 0, sample, bases: makeBases(open, sample) };
    const level = {
      name: 'l',
      noise: {
        name: 'l',
        entry: 'l',
        steps: [{ kind: 'k', options: {} }],
        repeats: 1,
        place: { file: 'p', line: 1, column: 1 },
      },
    };
    const made = makeInputs(readied, { open, level, noises: [prefixed], seed: 7 });
    const [ids, mask, other] = made.baseline.map(({ data }) => data[0]);
    expect(ids).toMatch(/^-?\d+ a$/);
    expect(mask).toBe(ids);
    expect(other).toBe(String(ids).replace('a', 'b'));
    expect(seen[1]).toBe(seen[0]);
  });
});

describe('samples', () => {
  it('that cannot be read are told by id, the others are ready', async () => {
    const data = rows(8).map((row, index) => (index === 3 ? { ...row, x: 'text' } : row));
    const { open } = await bench(
      project({ data, tasks: kindTask.replace('logits', '{ name: logits, is: logits }') }),
    );
    const slots = await readySamples(open, 0, 8);
    expect(slots.filter((slot): slot is Readied => 'sample' in slot)).toHaveLength(7);
    const [broken] = slots.filter((slot) => 'fault' in slot);
    expect(broken).toMatchObject({ id: 's0003' });
  });
});
