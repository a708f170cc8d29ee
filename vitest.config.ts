import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // builds first, so that tests that start a worker or the command line never meet a stale one
    globalSetup: ['scripts/build-for-tests.mjs'],
    testTimeout: 30_000,
    // what is tested keeps no state of its own; a fresh process for every file would cost as much as the tests
    isolate: false,
    maxWorkers: '100%',
    // tests load the native engine in their own process, too
    env: { ORT_DISABLE_TELEMETRY: '1' },
  },
});
