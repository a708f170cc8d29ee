import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { computedTensors, exposing, lastHidden, weightedTensors } from '../../src/onnx/expose.js';
import { readGraph } from '../../src/onnx/graph.js';
import { native } from '../../src/runtimes/native.js';
import { deepModel } from './deep.js';

const root = join(import.meta.dirname, '../..');
const fixture = (name: string): string => join(root, 'test/fixtures/models', name);
const example = (name: string): Buffer => readFileSync(join(root, 'examples/fashion-mnist/models', name));
const options = { threads: 1, graphOptimization: 'all', session: {} } as const;

describe('what a graph computes', () => {
  it('is told in its order, with the shapes that the file tells', () => {
    expect(computedTensors(deepModel(1))).toEqual([
      { name: 'first', operator: 'MatMul', dims: null },
      { name: 'hidden', operator: 'Relu', dims: null },
      { name: 'logits', operator: 'MatMul', dims: ['n', 3] },
    ]);
    expect(weightedTensors(deepModel(1))).toEqual(['first', 'logits']);
  });

  it('leaves out what is made of weights alone', () => {
    const int8 = example('garments.int8.onnx');
    const made = computedTensors(int8).map(({ name }) => name);
    const weights = new Set(fromBinary(ModelProtoSchema, int8).graph?.initializer.map(({ name }) => name));
    const all = fromBinary(ModelProtoSchema, int8).graph?.node ?? [];
    const ofWeights = all.filter(({ input }) => input.every((name) => weights.has(name))).flatMap(({ output }) => output); // prettier-ignore
    expect(ofWeights.length).toBeGreaterThan(0);
    expect(made.filter((name) => ofWeights.includes(name))).toEqual([]);
  });

  it('before its answer is what the last layer reads, also through quantization', () => {
    expect(lastHidden(deepModel(1), 'logits')).toBe('hidden');
    expect(lastHidden(example('garments.fp32.onnx'), 'logits')).toBe('/relu_3/Relu_output_0');
    const quantized = lastHidden(example('garments.int8.onnx'), 'logits');
    const maker = computedTensors(example('garments.int8.onnx')).find(({ name }) => name === quantized);
    expect(['QuantizeLinear', 'DequantizeLinear', undefined]).not.toContain(maker?.operator);
  });

  it('is nothing inner where the only layer reads the input', () => {
    expect(lastHidden(readFileSync(fixture('linear.onnx')), 'logits')).toBeUndefined();
  });
});

describe('bytes that expose', () => {
  it('make outputs of inner tensors, each once, and leave the file’s own as they are', () => {
    const bytes = deepModel(1);
    const patch = exposing(bytes, ['hidden', 'logits', 'hidden']);
    expect(patch.length).toBeLessThan(16);
    expect(readGraph(Buffer.concat([bytes, patch])).outputs).toEqual(['logits', 'hidden']);
    expect(exposing(bytes, ['logits'])).toHaveLength(0);
  });

  it('work with weights in other files, wherever the process was started', async () => {
    const path = fixture('external.onnx');
    const bytes = readFileSync(path);
    const inner = computedTensors(bytes).map(({ name }) => name);
    const patch = exposing(bytes, inner);
    const external = [{ location: 'external.bin', path: fixture('external.bin') }];
    const session = await native.load(root).open({ path, external, patch }, options);
    expect(session.outputs.map(({ name }) => name).toSorted()).toEqual([...inner].toSorted());
    const fed = { type: 'float32', dims: [2, 4], data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) } as const;
    const outputs = await session.run(new Map([[session.inputs[0]?.name ?? '', fed]]));
    expect([...outputs.values()].map(({ dims }) => dims[0])).toEqual(inner.map(() => 2));
    await session.close();
  });
});
