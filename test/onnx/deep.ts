import { create, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';

const float = 1;

function weights(name: string, dims: readonly number[], seed: number): object {
  const size = dims.reduce((product, dim) => product * dim, 1);
  const floatData = Array.from({ length: size }, (_, at) => ((at * 37 + seed * 11) % 19) / 10 - 0.9);
  return { name, dims: dims.map(BigInt), dataType: float, floatData };
}

const value = (name: string, width: number): object => ({
  name,
  type: { value: { case: 'tensorType', value: { elemType: float, shape: { dim: [dim('n'), dim(width)] } } } },
});

const dim = (size: number | string): object => ({
  value:
    typeof size === 'string' ? { case: 'dimParam', value: size } : { case: 'dimValue', value: BigInt(size) },
});

const node = (opType: string, input: readonly string[], output: string): object => ({
  opType,
  input,
  output: [output],
});

/** x [n, 4] → MatMul → Relu `hidden` [n, 5] → MatMul → `logits` [n, 3]; other seeds have other weights. */
export function deepModel(seed: number, hidden = 'hidden'): Uint8Array {
  const graph = {
    name: 'deep',
    node: [node('MatMul', ['x', 'w1'], 'first'), node('Relu', ['first'], hidden), node('MatMul', [hidden, 'w2'], 'logits')],
    initializer: [weights('w1', [4, 5], seed), weights('w2', [5, 3], seed + 1)],
    input: [value('x', 4)],
    output: [value('logits', 3)],
  }; // prettier-ignore
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, { irVersion: 8n, opsetImport: [{ version: 17n }], graph }),
  );
}
