// Plants faults in tiny networks and counts how often diagnosis names the layer: `node bench/faults.mjs [cases per net]`. See README.md.
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';

const [cases = '100'] = process.argv.slice(2);
execFileSync('npx', ['vitest', 'run', 'test/diagnose/diagnose.test.ts', '--disable-console-intercept'], {
  cwd: dirname(import.meta.dirname),
  env: { ...process.env, FAULTS: cases },
  stdio: 'inherit',
});
