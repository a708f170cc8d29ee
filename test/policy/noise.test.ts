import { describe, expect, it } from 'vitest';
import { printNoise } from '../../src/core/noise.js';
import { kinds } from '../../src/kinds.js';
import { readPolicy } from '../../src/policy/read.js';
import { Fault } from '../../src/core/fault.js';

function policy(noise: string, level: string): string {
  return `version: 1
models:
  baseline: { path: base.onnx }
  compressed: { path: small.onnx, method: quantized }
noise:
  ${noise}
tasks:
  shoes:
    kind: classification
    data: { path: shoes.npz, label: kind }
    levels: { ${level}: { disagreement: 2% } }
`;
}

const read = (noise: string, level = 'dim') =>
  readPolicy({ text: policy(noise, level), path: 'p.yml' }, kinds);

function told(noise: string, level = 'dim'): readonly string[] {
  try {
    read(noise, level);
  } catch (error) {
    if (error instanceof Fault)
      return error.findings.map(({ code, data }) =>
        typeof data['key'] === 'string' ? `${code} ${data['key']}` : code,
      );
    throw error;
  }
  return [];
}

describe('a severity', () => {
  it('stands for the kind’s own keys, and is printed beside them', () => {
    const [level] = read('dim: { kind: gaussian, severity: 3, of: imagenet-c }').noise;
    expect(level?.steps).toEqual([
      { kind: 'gaussian', options: { sigma: 0.18 }, severity: { level: 3, of: 'imagenet-c' } },
    ]);
    expect(level && printNoise(level)).toBe('gaussian, sigma 0.18 (like imagenet-c, severity 3)');
  });

  it.each([
    ['without the benchmark', '{ kind: gaussian, severity: 3 }', 'MISSING_KEY of'],
    [
      'beside the kind’s own key',
      '{ kind: gaussian, severity: 3, of: imagenet-c, sigma: 0.1 }',
      'UNKNOWN_KEY sigma',
    ],
    ['of nothing', '{ kind: gaussian, sigma: 0.1, of: imagenet-c }', 'MISSING_KEY severity'],
    ['of another benchmark', '{ kind: gaussian, severity: 3, of: imagenet }', 'WRONG_VALUE'],
    ['0', '{ kind: gaussian, severity: 0, of: imagenet-c }', 'WRONG_VALUE'],
    ['of a kind that has none', '{ kind: uniform, severity: 3, of: imagenet-c }', 'MISSING_KEY amount'],
    ['misspelt', '{ kind: gaussian, severty: 3, of: imagenet-c }', 'UNKNOWN_KEY severty'],
    ['of frost', '{ kind: frost, severity: 3, of: imagenet-c }', 'NOISE_LEFT_OUT'],
  ])('%s is refused', (_, noise, code) => {
    expect(told(`dim: ${noise}`)).toContain(code);
  });
});

describe('a list of severities', () => {
  it('makes a level of each, and a task has its limits at all of them', () => {
    const { noise, tasks } = read('dim: { kind: jpeg, severity: [1, 5], of: cifar-10-c }');
    expect(noise.map(({ name, steps }) => [name, steps[0]?.options])).toEqual([
      ['dim-1', { quality: 80 }],
      ['dim-5', { quality: 40 }],
    ]);
    expect(tasks[0]?.levels.map(({ name, limits }) => [name, limits[0]?.value])).toEqual([
      ['dim-1', 0.02],
      ['dim-5', 0.02],
    ]);
  });

  it.each([
    ['empty', 'dim: { kind: jpeg, severity: [], of: cifar-10-c }', 'WRONG_VALUE'],
    ['twice the same', 'dim: { kind: jpeg, severity: [2, 2], of: cifar-10-c }', 'WRONG_VALUE'],
    [
      'a name that is taken',
      'dim: { kind: jpeg, severity: [2], of: cifar-10-c }\n  dim-2: { kind: jpeg, quality: 9 }',
      'NOISE_NAME_TAKEN',
    ],
  ])('is refused: %s', (_, noise, code) => {
    expect(told(noise)).toContain(code);
  });
});

describe('a chain', () => {
  it('has its steps in order, each with keys or a severity', () => {
    const [level] = read(
      'dim: { chain: [{ kind: gaussian-blur, sigma: 1 }, { kind: gaussian, severity: 1, of: cifar-10-c }], repeats: 2 }',
    ).noise;
    expect(level && printNoise(level)).toBe(
      'gaussian-blur, sigma 1; then gaussian, sigma 0.04 (like cifar-10-c, severity 1); 2 draws for every sample',
    );
  });

  it.each([
    ['empty', '{ chain: [] }', 'WRONG_VALUE'],
    ['beside a kind', '{ chain: [{ kind: jpeg, quality: 9 }], kind: jpeg }', 'UNKNOWN_KEY kind'],
    ['of an unknown kind', '{ chain: [{ kind: jpg, quality: 9 }] }', 'UNKNOWN_KIND'],
    ['with repeats inside', '{ chain: [{ kind: gaussian, sigma: 1, repeats: 2 }] }', 'UNKNOWN_KEY repeats'],
    ['of a chain', '{ chain: [{ chain: [] }] }', 'MISSING_KEY kind'],
  ])('is refused: %s', (_, noise, code) => {
    expect(told(`dim: ${noise}`)).toContain(code);
  });
});

describe('repeats', () => {
  it('is 1 without a word', () => {
    expect(read('dim: { kind: gaussian, sigma: 0.1 }').noise[0]?.repeats).toBe(1);
  });

  it.each([
    ['none', '{ kind: gaussian, sigma: 1, repeats: 0 }', 'WRONG_VALUE'],
    ['half a draw', '{ kind: gaussian, sigma: 1, repeats: 1.5 }', 'WRONG_TYPE'],
    ['noise that draws nothing', '{ kind: jpeg, quality: 9, repeats: 2 }', 'NOISE_DRAWS_ALIKE'],
    [
      'a chain that draws nothing',
      '{ chain: [{ kind: jpeg, quality: 9 }], repeats: 2 }',
      'NOISE_DRAWS_ALIKE',
    ],
  ])('is refused: %s', (_, noise, code) => {
    expect(told(`dim: ${noise}`)).toContain(code);
  });
});
