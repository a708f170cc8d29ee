import { expect, test } from 'vitest';
import { finding } from '../../../src/core/fault.js';
import { described, notes } from '../../../src/report/sections/notes.js';
import { report } from '../make.js';
import { view } from './view.js';

const whole = { planned: 10, measured: 10, spared: 0, faulty: 0 };

test('there are none after a whole run without findings', () => {
  expect(notes(view({ coverage: whole }))).toBeNull();
});

test('missing samples, exemptions and findings are told, in this order', () => {
  const policy = {
    ...report().policy,
    exemptions: [{ method: 'pruned', without: 'noise', reason: 'no sensor' }],
  };
  const findings = [finding('ARM_GIVEN_UP', { arm: 'compressed', crashes: 3 })];
  const text = notes(view({ coverage: { ...whole, measured: 9, faulty: 1 }, policy, findings }));
  expect(text?.split('\n').map((line) => line.slice(0, 40))).toEqual([
    '- ⚠️ 9 of 10 planned answers were measur',
    '- Exemption: <code>pruned</code> is acce',
    '- the compressed model was given up afte',
  ]);
});

test('a finding shows its place and the place it was reached from', () => {
  const place = { file: 'gate.yml', line: 3, column: 4 };
  const found = finding('PATH_OUTSIDE', { path: 'up' }, place, { ...place, line: 9 });
  expect(described(found)).toBe(
    '<code>gate&#46;yml&#58;3&#58;4</code>: up leads out of the working directory (reached from <code>gate&#46;yml&#58;9&#58;4</code>). Move the file inside, or set the working directory to a folder that holds it.',
  );
});
