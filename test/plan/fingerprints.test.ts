import { expect, test } from 'vitest';
import { fingerprinted } from '../../src/plan/fingerprints.js';
import { passesOf } from '../../src/plan/passes.js';
import type { Role } from '../../src/core/policy.js';
import { armsOf, known, policy, target, task } from './kit.js';

function flags(...roles: readonly Role[]): boolean[] {
  const tasks = roles.map((role) => task(role, { role, data: { ...task(role).data, path: `${role}.npz` } }));
  const of = policy(tasks);
  const passes = passesOf(of, armsOf([target('native')]), tasks.map((each) => known(each))); // prettier-ignore
  return fingerprinted(of, passes).map((pass) => pass.fingerprinted ?? false);
}

test('novel and primary tasks are fingerprinted where both are there', () => {
  expect(flags('primary', 'novel', 'guardrail')).toEqual([true, true, false]);
  expect(flags('primary', 'guardrail')).toEqual([false, false]);
});
