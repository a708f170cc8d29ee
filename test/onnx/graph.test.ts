import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, TensorProto_DataLocation } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { readGraph } from '../../src/onnx/graph.js';

function facts(name: string): ReturnType<typeof readGraph> {
  return readGraph(readFileSync(join(import.meta.dirname, '../fixtures/models', `${name}.onnx`)));
}

describe('a graph', () => {
  it('tells inputs, outputs and a free batch', () => {
    expect(facts('linear')).toEqual({
      inputs: ['x'],
      outputs: ['logits'],
      fixedFirst: [],
      quantizesDynamically: false,
      external: [],
    });
  });

  it('tells every head', () => {
    expect(facts('heads').outputs).toEqual(['kind', 'size']);
  });

  it('tells the batch it fixes', () => {
    expect(facts('fixed4').fixedFirst).toEqual([{ input: 'x', size: 4 }]);
  });

  it('tells that its scales depend on batch-mates', () => {
    expect(facts('dynamic').quantizesDynamically).toBe(true);
  });

  it('tells the files that its weights are in, once each', () => {
    expect(facts('external').external).toEqual(['external.bin']);
    expect(facts('escaping').external).toEqual(['../external.bin']);
  });
});

const outside = (location: string): object => ({
  dataLocation: TensorProto_DataLocation.EXTERNAL,
  externalData: [{ key: 'location', value: location }],
});

describe('what hides in a model is found', () => {
  const graph = (nodes: object[], more: object = {}): Uint8Array =>
    toBinary(
      ModelProtoSchema,
      create(ModelProtoSchema, { graph: { node: nodes, output: [{ name: 'y' }], ...more } }),
    );

  it('an operator in the body of a branch', () => {
    const body = { node: [{ opType: 'DynamicQuantizeLinear' }] };
    expect(
      readGraph(graph([{ opType: 'If', attribute: [{ name: 'then', g: body }] }])).quantizesDynamically,
    ).toBe(true);
    expect(
      readGraph(graph([{ opType: 'If', attribute: [{ name: 'all', graphs: [body] }] }])).quantizesDynamically,
    ).toBe(true);
  });

  it('an operator in a local function', () => {
    const functions = [{ name: 'mine', node: [{ opType: 'DynamicQuantizeMatMul' }] }];
    const model = create(ModelProtoSchema, { graph: { output: [{ name: 'y' }] }, functions });
    expect(readGraph(toBinary(ModelProtoSchema, model)).quantizesDynamically).toBe(true);
  });

  it('weights in constants, in bodies, in functions, in sparse tensors', () => {
    const constant = (location: string): object => ({ attribute: [{ name: 'value', t: outside(location) }] });
    const nodes = [constant('a'), { attribute: [{ name: 'body', g: { node: [constant('b')] } }] }];
    const sparse = { sparseInitializer: [{ values: outside('c'), indices: outside('d') }] };
    const model = create(ModelProtoSchema, {
      graph: { node: nodes, output: [{ name: 'y' }], ...sparse },
      functions: [{ node: [constant('e')] }],
    });
    expect([...readGraph(toBinary(ModelProtoSchema, model)).external].sort()).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });

  it('an initializer that is listed as an input is none', () => {
    const more = { input: [{ name: 'w' }, { name: 'x' }], initializer: [{ name: 'w' }] };
    expect(readGraph(graph([], more)).inputs).toEqual(['x']);
  });
});

describe('bytes that are no model throw', () => {
  it.each(['truncated', 'pointer'])('%s', (name) => {
    expect(() => facts(name)).toThrow();
  });

  it('nothing at all', () => {
    expect(() => readGraph(new Uint8Array())).toThrow('the file holds no graph');
  });

  it('a graph without outputs', () => {
    const model = create(ModelProtoSchema, { graph: { node: [{ opType: 'Relu' }] } });
    expect(() => readGraph(toBinary(ModelProtoSchema, model))).toThrow('the file holds no graph');
  });
});
