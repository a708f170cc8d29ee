import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/core/engine.js';
import type { Tensor, TensorShape } from '../../src/core/tensor.js';
import { decoderOf, nothingDecoded } from '../../src/tasks/decoder.js';

type Feeds = ReadonlyMap<string, Tensor>;

const ids: TensorShape = { name: 'input_ids', type: 'int64', dims: ['batch', 'tokens'] };
const logits: TensorShape = { name: 'logits', type: 'float32', dims: ['batch', 'tokens', 5] };
const cacheShape = (name: string, type: TensorShape['type'] = 'float32'): TensorShape => ({
  name: `past_key_values.0.${name}`, type, dims: ['batch', 2, 'past', 1],
}); // prettier-ignore

/** The token after id n is n + (tokens before it) modulo 5; the cache holds the tokens themselves, per head. */
function counting(inputs: readonly TensorShape[], seen: Feeds[] = []): Session {
  const caches = inputs.filter(({ name }) => name.startsWith('past_key_values.'));
  return {
    inputs,
    outputs: [logits],
    run: (feeds) => {
      seen.push(feeds);
      const fed = Array.from(feeds.get('input_ids')?.data ?? [], Number);
      const before = feeds.get(caches[0]?.name ?? '')?.dims[2] ?? 0;
      const data = new Float32Array(fed.length * 5);
      fed.forEach((id, at) => (data[at * 5 + ((id + before + at) % 5)] = 1));
      const kept = caches.map(({ name, type }): [string, Tensor] => {
        const count = before + fed.length;
        const held = type === 'float16' ? new Uint16Array(2 * count) : new Float32Array(2 * count);
        return [name.replace('past_key_values', 'present'), { type, dims: [1, 2, count, 1], data: held }];
      });
      return Promise.resolve(new Map([['logits', { type: 'float32', dims: [1, fed.length, 5], data }], ...kept]));
    },
    close: () => Promise.resolve(),
  };
} // prettier-ignore

function folder(parts: readonly (readonly [string, Session])[], config = {}): Session {
  const first = parts[0]?.[1];
  if (first === undefined) throw new Error('a file');
  const open = new Map(parts) as NonNullable<Session['folder']>['parts']; // names of the layout
  return { ...first, folder: { parts: open, config, generation: {}, preprocessor: {}, tokenizer: null } };
}

async function decode(session: Session, steps: readonly (readonly number[])[]): Promise<number[]> {
  const decoder = decoderOf(session, () => undefined);
  let at = nothingDecoded;
  const best: number[] = [];
  for (const step of steps) {
    const { scores, to } = await decoder.run(at, step);
    for (let place = 0; place < scores.count; place += 1) best.push(scores.at(place).indexOf(1));
    at = to;
  }
  return best;
}

const expected = [1, 3, 0, 2];
const all = [1, 2, 3, 4];

describe('a decoder', () => {
  const cached = [ids, cacheShape('key'), cacheShape('value')];

  it('feeds everything one token at a time where that is asked, and finds the same', async () => {
    const seen: Feeds[] = [];
    const whole = folder([['model', counting(cached, seen)]]);
    const open = whole.folder;
    const slow = { ...whole, ...(open && { folder: { ...open, tokenByToken: true as const } }) };
    expect(await decode(slow, [all])).toEqual(expected);
    expect(seen.map((feeds) => feeds.get('input_ids')?.dims)).toEqual([[1, 1], [1, 1], [1, 1], [1, 1]]); // prettier-ignore
    seen.length = 0;
    expect(await decode(whole, [all])).toEqual(expected);
    expect(seen).toHaveLength(1);
  });

  it('answers alike whether tokens come at once, in runs, or one by one', async () => {
    for (const steps of [
      [all],
      [
        [1, 2],
        [3, 4],
      ],
      all.map((id) => [id]),
    ])
      expect(await decode(folder([['model', counting(cached)]]), steps)).toEqual(expected);
  });

  it('is fed its cache, and what else it takes', async () => {
    const seen: Feeds[] = [];
    const shapes = [...cached, { ...ids, name: 'attention_mask' }, { ...ids, name: 'position_ids' },
      { ...ids, name: 'cache_position', dims: ['tokens'] }, { name: 'use_cache_branch', type: 'bool', dims: [1] }, { name: 'num_logits_to_keep', type: 'int64', dims: null }] as const; // prettier-ignore
    await decode(folder([['merged', counting(shapes, seen)]]), [[1, 2], [3]]);
    const dims = seen.map((feeds) =>
      Object.fromEntries([...feeds].map(([name, tensor]) => [name, tensor.dims])),
    );
    expect(dims).toEqual([
      { input_ids: [1, 2], 'past_key_values.0.key': [1, 2, 0, 1], 'past_key_values.0.value': [1, 2, 0, 1],
        attention_mask: [1, 2], position_ids: [1, 2], cache_position: [2], use_cache_branch: [1], num_logits_to_keep: [] },
      { input_ids: [1, 1], 'past_key_values.0.key': [1, 2, 2, 1], 'past_key_values.0.value': [1, 2, 2, 1],
        attention_mask: [1, 3], position_ids: [1, 1], cache_position: [1], use_cache_branch: [1], num_logits_to_keep: [] },
    ]); // prettier-ignore
    expect(seen.map((feeds) => feeds.get('use_cache_branch')?.data[0])).toEqual([0, 1]);
    expect(seen[1]?.get('position_ids')?.data).toEqual(BigInt64Array.of(2n));
    expect(seen[1]?.get('cache_position')?.data).toEqual(BigInt64Array.of(2n));
  });

  it('takes caches of 16 bits', async () => {
    const half = [ids, cacheShape('key', 'float16'), cacheShape('value', 'float16')];
    expect(
      await decode(folder([['model', counting(half)]]), [
        [1, 2],
        [3, 4],
      ]),
    ).toEqual(expected);
  });

  it('in two files begins with one and goes on with the other, token by token where it must', async () => {
    const beginning = counting([ids]);
    const first: Session = {
      ...beginning,
      run: async (feeds) => {
        const count = feeds.get('input_ids')?.dims[1] ?? 0;
        const kept: Tensor = { type: 'float32', dims: [1, 2, count, 1], data: new Float32Array(2 * count) };
        return new Map([...(await beginning.run(feeds)), ['present.0.key', kept], ['present.0.value', kept]]);
      },
    };
    const seen: Feeds[] = [];
    const later = counting([{ ...ids, dims: ['batch', 1] }, ...cached.slice(1)], seen);
    const parts = [['decoder', first], ['decoder-with-past', later]] as const; // prettier-ignore
    expect(
      await decode(folder(parts), [
        [1, 2],
        [3, 4],
      ]),
    ).toEqual(expected);
    expect(seen).toHaveLength(2);
  });

  it('without a cache is fed everything again', async () => {
    const seen: Feeds[] = [];
    expect(
      await decode(folder([['model', counting([ids], seen)]]), [
        [1, 2],
        [3, 4],
      ]),
    ).toEqual(expected);
    expect(seen.map((feeds) => feeds.get('input_ids')?.dims)).toEqual([[1, 2], [1, 4]]); // prettier-ignore
  });

  it('keeps what it knows of an encoder, whatever later runs answer', async () => {
    const cross = { name: 'past_key_values.0.encoder.key', type: 'float32', dims: ['b', 2, 'e', 1] } as const;
    const hidden = { name: 'encoder_hidden_states', type: 'float32', dims: ['b', 'e', 2] } as const;
    const seen: Feeds[] = [];
    const inner = counting([ids, hidden, cross], seen);
    let runs = 0;
    const session: Session = {
      ...inner,
      run: async (feeds) => {
        runs += 1;
        const kept: Tensor = { type: 'float32', dims: [1, 2, runs === 1 ? 3 : 0, 1], data: new Float32Array(runs === 1 ? 6 : 0) };
        return new Map([...(await inner.run(feeds)), ['present.0.encoder.key', kept]]);
      },
    }; // prettier-ignore
    const states: Tensor = { type: 'float32', dims: [1, 3, 2], data: new Float32Array(6) };
    const decoder = decoderOf(folder([['merged', session]]), () => undefined, new Map([['encoder_hidden_states', states]]));
    let at = nothingDecoded;
    for (const id of [1, 2, 3]) at = (await decoder.run(at, [id])).to;
    expect(seen.map((feeds) => feeds.get(cross.name)?.dims[2])).toEqual([0, 3, 3]);
    expect(seen.every((feeds) => feeds.get('encoder_hidden_states') === states)).toBe(true);
  }); // prettier-ignore

  it('goes on from one place in two ways, as beams do', async () => {
    const decoder = decoderOf(folder([['model', counting(cached)]]), () => undefined);
    const { to } = await decoder.run(nothingDecoded, [1, 2]);
    const best = async (id: number): Promise<number> => (await decoder.run(to, [id])).scores.at(0).indexOf(1);
    expect([await best(3), await best(0), await best(3)]).toEqual([0, 2, 0]);
  });

  it.each([
    ['a single file', (): Session => counting([ids]), /single file/],
    ['an encoder alone', () => folder([['encoder', counting([ids])]]), /no decoder/],
    ['no ids', () => folder([['model', counting([{ ...ids, name: 'tokens' }])]]), /input_ids/],
    ['an input of another layout', () => folder([['model', counting([ids, { ...ids, name: 'seqlens_k' }])]]), /seqlens_k/],
    ['a cache of another rank', () => folder([['model', counting([ids, { ...cacheShape('key'), dims: ['b', 2, 'p'] }])]]), /past_key_values\.0\.key/],
  ])('of %s is refused by name', (_, session, reason) => {
    expect(() => decoderOf(session(), () => undefined)).toThrow(reason);
  }); // prettier-ignore

  it('with open heads asks config.json, and is refused where that does not tell', async () => {
    const open = [ids, { ...cacheShape('key'), dims: ['b', 'heads', 'past', 'width'] }];
    await expect(decode(folder([['model', counting(open)]]), [[1]])).rejects.toThrow('config.json');
    const seen: Feeds[] = [];
    const config = { num_attention_heads: 8, num_key_value_heads: 2, hidden_size: 32 };
    await decode(folder([['model', counting(open, seen)]], config), [[1]]);
    expect(seen[0]?.get('past_key_values.0.key')?.dims).toEqual([1, 2, 0, 4]);
  });
});
