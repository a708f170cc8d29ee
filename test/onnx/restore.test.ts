import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layersOf, weightOf, weightShape } from '../../src/onnx/layers.js';
import { nodesToExclude, restore } from '../../src/onnx/restore.js';
import { SignalTally } from '../../src/stats/signal.js';
import { expected, fileOf, open, paired, run, valuesOf } from './kit.js';

const variants = [
  { float: 'cnn', compressed: 'cnn.qdq', layers: ['conv1', 'conv2', 'head'] },
  { float: 'cnn', compressed: 'cnn.qoperator', layers: ['conv1', 'conv2', 'head'] },
  { float: 'cnn', compressed: 'cnn.dynamic', layers: ['conv1', 'conv2', 'head'] },
  { float: 'cnn', compressed: 'cnn.fp16', layers: ['conv1', 'conv2', 'head'] },
  // its Add nodes are quantized as well, and are no layers: they stay as they are
  { float: 'mlp', compressed: 'mlp.qdq', layers: ['dense1', 'dense2'] },
  { float: 'mlp', compressed: 'mlp.dynamic', layers: ['dense1', 'dense2'] },
  { float: 'mlp', compressed: 'mlp.int4', layers: ['dense1', 'dense2'] },
  { float: 'mlp', compressed: 'mlp.uint4', layers: ['dense1', 'dense2'] },
] as const;

/** What is left of the noise where more than layers is quantized: an Add, a MaxPool between two whole numbers. */
const left: { readonly [compressed: string]: number } = { 'mlp.qdq': 2e-4, 'cnn.qoperator': 2e-5 };

const inputs = {
  cnn: { rows: expected.images, dims: [1, 8, 8] },
  mlp: { rows: expected.vectors, dims: [64] },
};

function decibels(left: readonly number[] = [], right: readonly number[] = []): number {
  const tally = new SignalTally();
  tally.add(left, right);
  return tally.sqnr();
}

/** Noise power as a share of the signal's. */
function noise(left: readonly number[], right: readonly number[]): number {
  const tally = new SignalTally();
  tally.add(left, right);
  return tally.share();
}

describe.each(variants)('$compressed', ({ float, compressed, layers }) => {
  const [real, small] = [open(float), open(compressed)];
  const { pairs, unpaired } = paired(real, small);
  const { rows, dims } = inputs[float];
  const answers = async (bytes: Uint8Array): Promise<number[]> =>
    (await run(bytes, rows, dims)).get('logits') ?? [];
  const truth = answers(readFileSync(fileOf(float).path));

  it('is paired with its baseline layer by layer', () => {
    expect(pairs.map(({ baseline }) => baseline.name)).toEqual(layers);
    expect(unpaired).toEqual([]);
    expect(nodesToExclude(pairs)).toEqual(layers);
  });

  it('tells the shape of its weights without reading them', () => {
    for (const { baseline, compressed: layer } of pairs) {
      expect(weightShape(real, baseline)).toEqual(weightOf(real, baseline)?.dims);
      expect(weightShape(small, layer)).toEqual(weightOf(small, layer)?.dims);
    }
  });

  it('is not restored to a file larger than the format allows', () => {
    expect(() => restore(real, small, pairs, 100)).toThrow('the file would be over 2 GiB');
  });

  it('has weights that are the baseline’s but for quantization', () => {
    for (const { baseline, compressed: layer } of pairs) {
      const tally = new SignalTally();
      tally.add(weightOf(real, baseline)?.values ?? [], weightOf(small, layer)?.values ?? []);
      expect(tally.sqnr()).toBeGreaterThan(compressed.includes('int4') ? 15 : 30);
    }
  });

  it('answers as the baseline does when every layer is put back', async () => {
    const restored = await answers(restore(real, small, pairs));
    const before = noise(await truth, await answers(readFileSync(fileOf(compressed).path)));
    expect(before).toBeGreaterThan(1e-9);
    expect(noise(await truth, restored)).toBeLessThan(left[compressed] ?? 1e-6);
  });

  it('is a model to the runtime with each layer alone put back', async () => {
    for (const pair of pairs) expect(await answers(restore(real, small, [pair]))).toHaveLength(40);
  });
});

describe('the loss debugger of ONNX Runtime', () => {
  const [real, small] = [open('cnn'), open('cnn.qdq')];

  it('measures the same of the weights, to 1e-6 dB', () => {
    for (const { baseline, compressed } of paired(real, small).pairs) {
      const tally = new SignalTally();
      tally.add(weightOf(real, baseline)?.values ?? [], weightOf(small, compressed)?.values ?? []);
      const name = baseline.node.input[baseline.weight] ?? '';
      expect(Math.abs(tally.sqnr() - (expected.weights[name] ?? NaN))).toBeLessThan(1e-6);
    }
  });

  it('measures the same of activations, to 1e-6 dB', () => {
    expect(Object.keys(expected.activations)).toEqual(['x', 'p1', 'r2', 'logits']);
    for (const [name, error] of Object.entries(expected.activations)) {
      const [pre, post, float] = (['pre_qdq', 'post_qdq', 'float'] as const).map((kind) =>
        valuesOf(name, kind),
      );
      expect(Math.abs(decibels(pre, post) - error.qdq_err)).toBeLessThan(1e-6);
      expect(Math.abs(decibels(float, post) - error.xmodel_err)).toBeLessThan(1e-6);
    }
  });
});

describe('a model without its counterparts', () => {
  it('pairs nothing and says why', () => {
    const { pairs, unpaired } = paired(open('cnn'), open('mlp.qdq'));
    expect(pairs).toEqual([]);
    expect(unpaired).toHaveLength(layersOf(open('cnn')).length + layersOf(open('mlp.qdq')).length);
    expect(new Set(unpaired.map(({ reason }) => reason))).toEqual(new Set(['no layer like it']));
  });
});
