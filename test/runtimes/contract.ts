import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine, EngineOptions, Session } from '../../src/core/engine.js';
import type { Tensor } from '../../src/core/tensor.js';

/** The checkout: both engines are installed there. */
const directory = join(import.meta.dirname, '../..');
const models = join(import.meta.dirname, '../fixtures/models');

const options: EngineOptions = { threads: 1, graphOptimization: 'all', session: {} };
const four = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1];

function features(values: readonly number[] = four): ReadonlyMap<string, Tensor> {
  return new Map([['x', { type: 'float32', dims: [values.length / 4, 4], data: Float32Array.from(values) }]]);
}

/** What every engine promises, on models of a few hundred bytes whose answers are exact. */
export function sessionContract(engine: Engine): void {
  const loaded = engine.load(directory);
  const open = (name: string, external: readonly string[] = []): Promise<Session> =>
    loaded.open(
      {
        path: join(models, `${name}.onnx`),
        external: external.map((location) => ({ location, path: join(models, location) })),
      },
      options,
    );
  const run = async (name: string, feeds = features()): Promise<ReadonlyMap<string, Tensor>> => {
    const session = await open(name);
    const outputs = await session.run(feeds);
    await session.close();
    return outputs;
  };

  describe(`${engine.name}: a session`, () => {
    it('tells its inputs and outputs, symbolic dimensions by name', async () => {
      const session = await open('linear');
      expect(session.inputs).toEqual([{ name: 'x', type: 'float32', dims: ['N', 4] }]);
      expect(session.outputs).toEqual([{ name: 'logits', type: 'float32', dims: ['N', 3] }]);
      await session.close();
    });

    it('answers exactly', async () => {
      const logits = (await run('linear')).get('logits');
      const expected = [2.125, 0, -0.125, 0.125, 2, -0.125, 0.125, 0, 1.875, -0.125, -0.5, -0.875];
      expect(logits).toEqual({ type: 'float32', dims: [4, 3], data: Float32Array.from(expected) });
    });

    it('answers a sample alike alone and among others', async () => {
      const alone = (await run('linear', features(four.slice(4, 8)))).get('logits');
      const among = (await run('linear')).get('logits');
      expect(alone?.data).toEqual(among?.data.slice(3, 6));
    });

    it('answers every head', async () => {
      const heads = await run('heads');
      expect([...heads].map(([name, { dims }]) => [name, dims])).toEqual([
        ['kind', [4, 3]],
        ['size', [4, 2]],
      ]);
    });

    it('hands NaN through', async () => {
      const data = [...((await run('nan')).get('logits')?.data ?? [])];
      expect(data.map((value) => Number.isNaN(value))).toEqual([
        ...Array<boolean>(9).fill(false),
        true,
        true,
        true,
      ]);
    });

    it('gives int64 as BigInt', async () => {
      expect((await run('labels')).get('label')).toEqual({
        type: 'int64',
        dims: [4],
        data: BigInt64Array.from([0n, 1n, 2n, 0n]),
      });
    });

    it('takes and gives the bits of float16: 1, -2, the largest, NaN', async () => {
      const bits = Uint16Array.from([0x3c00, 0xc000, 0x7bff, 0x7e00]);
      const feeds = new Map<string, Tensor>([['x', { type: 'float16', dims: [1, 4], data: bits }]]);
      expect((await run('half', feeds)).get('y')).toEqual({ type: 'float16', dims: [1, 4], data: bits });
    });

    it('computes integers of dynamic quantization', async () => {
      const data = (await run('dynamic')).get('logits')?.data ?? [];
      expect([...data].slice(0, 3).map((value) => Math.round(Number(value)))).toEqual([64, 0, 0]);
    });

    it('finds weights in a second file', async () => {
      const session = await open('external', ['external.bin']);
      const outputs = await session.run(features());
      expect(outputs.get('logits')).toEqual((await run('linear')).get('logits'));
      await session.close();
    });

    it('keeps its answers when it runs again', async () => {
      const session = await open('linear');
      const first = (await session.run(features())).get('logits');
      const held = [...(first?.data ?? [])];
      await session.run(features(four.map((value) => value * 3)));
      expect([...(first?.data ?? [])]).toEqual(held);
      await session.close();
    });

    it.each<[string, ReadonlyMap<string, Tensor>]>([
      ['no input', new Map()],
      ['another type', new Map([['x', { type: 'float64', dims: [1, 4], data: new Float64Array(4) }]])],
      ['another rank', new Map([['x', { type: 'float32', dims: [4], data: new Float32Array(4) }]])],
      ['another width', new Map([['x', { type: 'float32', dims: [1, 5], data: new Float32Array(5) }]])],
      [
        'fewer values than the shape says',
        new Map([['x', { type: 'float32', dims: [2, 4], data: new Float32Array(4) }]]),
      ],
    ])('throws at %s', async (_, feeds) => {
      const session = await open('linear');
      await expect(session.run(feeds)).rejects.toThrow();
      await session.close();
    });

    it('throws at another batch than the graph fixes', async () => {
      const session = await open('fixed4');
      await expect(session.run(features(four.slice(0, 4)))).rejects.toThrow();
      expect((await session.run(features())).get('logits')?.dims).toEqual([4, 3]);
      await session.close();
    });

    it('throws once it is closed', async () => {
      const session = await open('linear');
      await session.close();
      await expect(session.run(features())).rejects.toThrow();
    });
  });

  describe(`${engine.name}: a model is refused before its first run`, () => {
    it.each(['truncated', 'pointer', 'opset99', 'sequence', 'int4'])('%s', async (name) => {
      await expect(open(name)).rejects.toThrow(Error);
    });

    it('whose output JavaScript cannot hold, by name and type', async () => {
      await expect(open('int4')).rejects.toThrow(/y has type int4/);
    });
  });

  describe(`${engine.name}: its identity`, () => {
    it('is the pinned version and the digest of its binaries', async () => {
      const identity = await loaded.identity();
      expect(identity.version).toBe('1.30.0');
      expect(identity.digest).toMatch(/^[0-9a-f]{64}$/);
      expect(await engine.load(directory).identity()).toEqual(identity);
    });

    it('is not had from a folder without it', () => {
      expect(() => engine.load('/')).toThrow();
    });
  });
}
