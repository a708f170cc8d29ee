import { expect, it } from 'vitest';
import { describeMachine } from '../src/gate/machine.js';
import { exampleOf, judge, policyText } from './examples.js';

const folder = exampleOf('fashion-mnist');
const { arch, isa } = describeMachine();

/** Sums of u8 times s8 saturate on x64 unless the CPU has one of these. */
const saturates =
  arch === 'x64' && isa.length > 0 && !isa.some((name) => name.endsWith('_vnni') || name === 'amx_int8');

it('int8 on this CPU: the runtime is blamed where its products saturate, and nowhere else', async () => {
  const report = await judge('int8', policyText('int8', folder), folder);
  const told = report.findings.filter(({ code }) => code === 'RUNTIME_DIFFERS');
  expect(told.length > 0).toBe(saturates);
  if (saturates) expect(told[0]?.data['better']).toContain('x64quantprecision 1');
}, 120_000); // prettier-ignore
