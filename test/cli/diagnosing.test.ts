import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { project } from '../gate/kit.js';
import { say } from './kit.js';

it('diagnose of what passes has nothing to say, and writes no model', async () => {
  const folder = project();
  const args = ['diagnose', '--policy', 'gate.yml', '--out', 'mended.onnx'];
  const { code, stdout, stderr } = await say(folder, args);
  expect(stdout).toContain('no check fails: there is nothing to diagnose');
  expect(stderr).toContain('no corrected model was written');
  expect(code).toBe(2);
  expect(existsSync(join(folder, 'mended.onnx'))).toBe(false);
}, 60_000);
