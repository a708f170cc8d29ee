import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // builds first, so that tests that start a worker or the command line never meet a stale one
    globalSetup: ['scripts/build-for-tests.mjs'],
    testTimeout: 30_000,
  },
});
