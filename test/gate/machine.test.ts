import { availableParallelism, totalmem } from 'node:os';
import { describe, expect, it } from 'vitest';
import { describeMachine, workerCount } from '../../src/gate/machine.js';

describe('workers', () => {
  it('are as many as there are cores for small models', () => {
    expect(workerCount(1, 1000)).toBe(availableParallelism());
  });

  it('are one where models fill the memory, where threads take all cores, and where there is no model', () => {
    expect(workerCount(1, totalmem())).toBe(1);
    expect(workerCount(10_000, 1000)).toBe(1);
    expect(workerCount(availableParallelism(), 0)).toBe(1);
  });
});

it('a machine is told by what changes bits', () => {
  const { cpu, isa, node, platform, arch } = describeMachine();
  expect(cpu).not.toBe('');
  expect(new Set(isa).size).toBe(isa.length);
  expect({ node, platform, arch }).toEqual({
    node: process.version,
    platform: process.platform,
    arch: process.arch,
  });
});
