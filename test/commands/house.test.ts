import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findEngine } from '../../src/commands/house.js';
import { houseOf } from '../../src/house.js';

const root = join(import.meta.dirname, '../..');
const house = houseOf(join(root, 'build/cli.js'), { RUNNER_TOOL_CACHE: '/none' });
const asked = { house, nativeDir: undefined, progress: () => undefined };

describe('a house', () => {
  it('of the compiler keeps its entries side by side', () => {
    expect(houseOf('/app/build/cli.js', {})).toMatchObject({
      from: '/app/build',
      workerEntry: '/app/build/worker.js',
    });
  });

  it('of the bundle keeps each entry in a folder of its own', () => {
    expect(houseOf('/app/dist/action/index.js', {})).toMatchObject({
      workerEntry: '/app/dist/worker/index.js',
    });
  });

  it('keeps engines where the runner does', () => {
    expect(house.toolCache).toBe('/none');
  });
});

describe('an engine', () => {
  it.each(['native', 'wasm'] as const)('%s is found in a checkout', async (runtime) => {
    expect(await findEngine(runtime, asked)).toHaveProperty('directory');
  });

  it('that is not where the user says is a problem, and no other takes its place', async () => {
    const place = await findEngine('native', { ...asked, nativeDir: '/' });
    expect(place).toMatchObject({ problem: { code: 'NATIVE_DIR_WRONG' } });
  });
});
