import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import { findWasm } from '../../src/sources/wasm.js';

const root = join(import.meta.dirname, '../..');

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'gate-wasm-'));
}

describe('findWasm', () => {
  it('takes the package of a checkout, and the name loads it', () => {
    const directory = findWasm(join(root, 'build'));
    expect(directory).toBe(join(root, 'build'));
    const ort = createRequire(join(directory, '_.js'))('onnxruntime-web') as {
      env: { versions: { web: string } };
    }; // what onnxruntime exports
    expect(ort.env.versions.web).toBe('1.30.0');
  });

  it('takes dist/wasm beside the bundle that is running', () => {
    const dist = scratch();
    mkdirSync(join(dist, 'worker'));
    mkdirSync(join(dist, 'wasm'));
    const exports = { '.': './index.js', './ort-wasm-simd-threaded.wasm': './ort-wasm-simd-threaded.wasm' };
    writeFileSync(join(dist, 'wasm/package.json'), JSON.stringify({ name: 'onnxruntime-web', exports }));
    writeFileSync(join(dist, 'wasm/ort-wasm-simd-threaded.wasm'), '');
    expect(findWasm(join(dist, 'worker'))).toBe(join(dist, 'wasm'));
  });

  it('says so when dist came without it', () => {
    const dist = scratch();
    mkdirSync(join(dist, 'worker'));
    expect(() => findWasm(join(dist, 'worker'))).toThrow(Fault);
    expect(() => findWasm(join(dist, 'worker'))).toThrow('the WASM engine is not at');
  });
});
