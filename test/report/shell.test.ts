import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argument, shellCommand } from '../../src/report/shell.js';
import { check, report } from './make.js';

describe('argument', () => {
  test('leaves plain names bare and quotes printable ones', () => {
    expect(['sensor-high', 'a b', '$(x)'].map(argument)).toEqual(['sensor-high', "'a b'", "'$(x)'"]);
  });

  test('never holds a back-tick, a line break or a hidden character', () => {
    expect(argument("it's `x`\n\u202E")).toBe(
      "$'it\\U00000027s \\U00000060x\\U00000060\\U0000000a\\U0000202e'",
    );
  });

  test('is one word to bash, and the same text', () => {
    const samples = fc.sample(
      fc.string({
        unit: fc.constantFrom(...Array.from('ab \'"`$\\|&;<>()*?\n~!#-é😀')),
        minLength: 1,
        maxLength: 12,
      }),
      {
        numRuns: 60,
        seed: 7,
      },
    );
    const script = `printf '%s\\0' ${samples.map(argument).join(' ')}`;
    const printed = execFileSync('bash', ['--norc', '-c', script], {
      encoding: 'utf8',
      env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] },
    });
    expect(printed.split('\0').slice(0, -1)).toEqual(samples);
  });
});

describe('shellCommand', () => {
  test('runs the report’s own version on one task and level', () => {
    expect(shellCommand(report(), check())).toBe(
      'npx compression-gate@1.4.0 run --policy .github/compression-gate.yml --task garment --level high',
    );
  });

  test('names the target where there are several', () => {
    const [native] = Object.values(report().targets);
    if (native === undefined) throw new Error('the fixture has a target');
    const two = report({ targets: { native, wasm: native } });
    expect(shellCommand(two, check({ target: 'wasm' }))).toMatch(/--target wasm$/);
  });

  test('runs everything rather than a name cut short', () => {
    expect(shellCommand(report(), check({ task: 'x'.repeat(10_000) }))).toBe(
      'npx compression-gate@1.4.0 run --policy .github/compression-gate.yml',
    );
  });
});
