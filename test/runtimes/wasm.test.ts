import { expect, it } from 'vitest';
import { wasm } from '../../src/runtimes/wasm.js';
import { sessionContract } from './contract.js';

sessionContract(wasm);

it('wasm: refuses a second thread count, which it could not keep', async () => {
  const root = new URL('../..', import.meta.url).pathname;
  const file = { path: `${root}test/fixtures/models/linear.onnx`, external: [] };
  const engine = wasm.load(root);
  const session = await engine.open(file, { threads: 1, graphOptimization: 'all', session: {} });
  const second = async (): Promise<unknown> =>
    engine.open(file, { threads: 2, graphOptimization: 'all', session: {} });
  await expect(second()).rejects.toThrow('wasm targets must agree on threads: 1 and 2');
  await session.close();
});
