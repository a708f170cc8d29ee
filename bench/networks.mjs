// Networks of the size of two that everybody knows, with random weights: what noise on pictures is held against.
import { create, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';

const float = 1;
const [numbers, number] = [7, 2]; // AttributeProto: INTS, INT

/** MobileNetV2 (Sandler et al. 2018): 3.5 million weights, 0.3 billion products for a picture of 3 × 224 × 224. */
export function mobileNet() {
  const net = network();
  let at = net.relu(net.convolution('picture', { from: 3, to: 32, kernel: 3, stride: 2 }));
  let from = 32;
  const stages = [[1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 3, 2], [6, 64, 4, 2], [6, 96, 3, 1], [6, 160, 3, 2], [6, 320, 1, 1]]; // prettier-ignore
  for (const [wider, to, blocks, first] of stages) {
    for (let block = 0; block < blocks; block += 1) {
      const inner = from * wider;
      const wide = wider === 1 ? at : net.relu(net.convolution(at, { from, to: inner, kernel: 1 }));
      const stride = block === 0 ? first : 1;
      const deep = net.convolution(wide, { from: inner, to: inner, kernel: 3, stride, groups: inner });
      const out = net.convolution(net.relu(deep), { from: inner, to, kernel: 1 });
      at = stride === 1 && from === to ? net.sum(at, out) : out;
      from = to;
    }
  }
  at = net.relu(net.convolution(at, { from, to: 1280, kernel: 1 }));
  return net.closed(at, 1280);
}

/** ResNet-50 (He et al. 2015): 25.5 million weights, 4 billion products. */
export function resNet() {
  const net = network();
  let at = net.relu(net.convolution('picture', { from: 3, to: 64, kernel: 7, stride: 2 }));
  at = net.pooled(at);
  let from = 64;
  for (const [inner, blocks, first] of [
    [64, 3, 1],
    [128, 4, 2],
    [256, 6, 2],
    [512, 3, 2],
  ]) {
    // prettier-ignore
    for (let block = 0; block < blocks; block += 1) {
      const stride = block === 0 ? first : 1;
      const to = 4 * inner;
      const narrow = net.relu(net.convolution(at, { from, to: inner, kernel: 1 }));
      const deep = net.relu(net.convolution(narrow, { from: inner, to: inner, kernel: 3, stride }));
      const out = net.convolution(deep, { from: inner, to, kernel: 1 });
      const beside = block === 0 ? net.convolution(at, { from, to, kernel: 1, stride }) : at;
      at = net.relu(net.sum(beside, out));
      from = to;
    }
  }
  return net.closed(at, 2048);
}

function network() {
  const [node, initializer] = [[], []];
  const add = (opType, input, attribute = []) => {
    const output = `v${node.length}`;
    node.push({ opType, input, output: [output], attribute });
    return output;
  };
  /** Weights as large as keep a signal’s size. */
  const weights = (dims, reach) => {
    const name = `w${initializer.length}`;
    const data = Float32Array.from({ length: dims.reduce((all, each) => all * each, 1) }, () => (2 * Math.random() - 1) * reach); // prettier-ignore
    const rawData = new Uint8Array(data.buffer);
    initializer.push({ name, dims: dims.map(BigInt), dataType: float, rawData });
    return name;
  };
  const ints = (name, ...all) => ({ name, type: numbers, ints: all.map(BigInt) });
  return {
    relu: (input) => add('Relu', [input]),
    sum: (one, other) => add('Add', [one, other]),
    pooled: (input) => add('MaxPool', [input], [ints('kernel_shape', 3, 3), ints('strides', 2, 2), ints('pads', 1, 1, 1, 1)]), // prettier-ignore
    convolution(input, { from, to, kernel, stride = 1, groups = 1 }) {
      const pad = (kernel - 1) / 2;
      const fan = (from / groups) * kernel * kernel;
      const inputs = [
        input,
        weights([to, from / groups, kernel, kernel], Math.sqrt(6 / fan)),
        weights([to], 0),
      ];
      return add('Conv', inputs, [
        ints('kernel_shape', kernel, kernel),
        ints('strides', stride, stride),
        ints('pads', pad, pad, pad, pad),
        { name: 'group', type: number, i: BigInt(groups) },
      ]);
    },
    closed(input, width) {
      const flat = add('Flatten', [add('GlobalAveragePool', [input])]);
      const logits = add('Gemm', [flat, weights([width, 1000], Math.sqrt(3 / width)), weights([1000], 0)]);
      const shaped = (name, ...dims) => ({
        name,
        type: { value: { case: 'tensorType', value: { elemType: float, shape: { dim: dims.map((size) => ({ value: { case: 'dimValue', value: BigInt(size) } })) } } } },
      }); // prettier-ignore
      const graph = { name: 'network', node, initializer, input: [shaped('picture', 1, 3, 224, 224)], output: [shaped(logits, 1, 1000)] }; // prettier-ignore
      const model = { irVersion: 8n, opsetImport: [{ domain: '', version: 17n }], graph };
      return toBinary(ModelProtoSchema, create(ModelProtoSchema, model));
    },
  };
}
