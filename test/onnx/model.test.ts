import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, TensorProto_DataLocation } from 'onnx-buf';
import { afterAll, describe, expect, it } from 'vitest';
import { openModel } from '../../src/onnx/model.js';
import { constantOf } from '../../src/onnx/weights.js';

const folder = mkdtempSync(join(tmpdir(), 'weights-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A weight of three numbers in a file of five. */
function read(entries: { readonly [key: string]: string }): readonly number[] {
  const location = 'weights.bin';
  const path = join(folder, location);
  writeFileSync(path, new Uint8Array(Float32Array.of(1, 2, 3, 4, 5).buffer));
  const externalData = Object.entries({ location, ...entries }).map(([key, value]) => ({ key, value }));
  const tensor = {
    name: 'w',
    dataType: 1,
    dims: [3n],
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData,
  };
  const model = create(ModelProtoSchema, { graph: { initializer: [tensor] } });
  writeFileSync(join(folder, 'model.onnx'), toBinary(ModelProtoSchema, model));
  const open = openModel({ path: join(folder, 'model.onnx'), external: [{ location, path }] });
  return [...(constantOf(open, 'w')?.values ?? [])];
}

describe('weights in a file of their own', () => {
  it('are read from their offset', () => {
    expect(read({ offset: '4', length: '12' })).toEqual([2, 3, 4]);
  });

  it('reach to the end of the file where no length is given', () => {
    expect(read({ offset: '8' })).toEqual([3, 4, 5]);
    expect(read({})).toEqual([1, 2, 3]);
  });

  it('that end too early are no weights', () => {
    expect(() => read({ offset: '12', length: '12' })).toThrow('w has 8 of 12 bytes');
  });
});
