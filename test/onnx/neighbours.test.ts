import { create } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { layersOf } from '../../src/onnx/layers.js';
import { indexed, type OpenModel } from '../../src/onnx/model.js';
import { neighbourhoods } from '../../src/onnx/neighbours.js';

type Node = readonly [operator: string, inputs: readonly string[], output: string];

/** Every name that starts with `w` is a weight. */
function graphOf(nodes: readonly Node[]): OpenModel {
  const node = nodes.map(([opType, input, output]) => ({ opType, name: `/${output}`, input: [...input], output: [output] })); // prettier-ignore
  const weights = [...new Set(nodes.flatMap(([, inputs]) => inputs.filter((name) => name.startsWith('w'))))];
  const initializer = weights.map((name) => ({ name, dataType: 1, dims: [1n, 1n], floatData: [1] }));
  return indexed(create(ModelProtoSchema, { graph: { node, initializer, input: [{ name: 'x' }], output: [{ name: 'y' }] } }), () => undefined); // prettier-ignore
}

const told = (model: OpenModel): ReturnType<typeof neighbourhoods> => neighbourhoods(model, layersOf(model));

describe('where layers stand', () => {
  it('is told through operators without weights, but not through layers', () => {
    const model = graphOf([
      ['Gemm', ['x', 'w1', 'w2'], 'a'],
      ['Relu', ['a'], 'b'],
      ['MatMul', ['b', 'w3'], 'c'],
      ['Add', ['c', 'b'], 'd'],
      ['MatMul', ['d', 'w4'], 'y'],
    ]);
    expect(told(model)).toEqual([
      { reads: ['x'], makes: ['a'], before: [], after: ['/c', '/y'] },
      { reads: ['b'], makes: ['c'], before: ['/a'], after: ['/y'] },
      { reads: ['d'], makes: ['y'], before: ['/c', '/a'], after: [] },
    ]);
  });

  it('in a long residual stream is told of the nearest', () => {
    const blocks = Array.from({ length: 12 }, (_, at): Node[] => [
      ['MatMul', [`s${at}`, `w${at}`], `m${at}`],
      ['Add', [`m${at}`, `s${at}`], `s${at + 1}`],
    ]);
    const all = told(graphOf([['Relu', ['x'], 's0'], ...blocks.flat()]));
    expect(all.at(-1)?.before).toEqual(['/m10', '/m9', '/m8', '/m7', '/m6', '/m5', '/m4', '/m3']);
    expect(all[0]?.after.slice(0, 2)).toEqual(['/m1', '/m2']);
  });
});
