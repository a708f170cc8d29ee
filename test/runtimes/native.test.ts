import { expect, it } from 'vitest';
import { native } from '../../src/runtimes/native.js';
import { sessionContract } from './contract.js';

sessionContract(native);

it('native: computes on the CPU', async () => {
  const identity = await native.load(new URL('../..', import.meta.url).pathname).identity();
  expect(identity).toMatchObject({ runtime: 'onnxruntime-node', providers: ['cpu'] });
});
