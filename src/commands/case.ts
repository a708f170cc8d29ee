import type { SampleCase } from '../core/case.js';
import { lookAt } from '../gate/cases.js';
import type { House } from './house.js';
import { gateRequest, readPolicyText, type RunRequest } from './run.js';

/** A sample of a task, by its id. */
export interface CaseOptions {
  readonly task: string;
  readonly sample: string;
}

/** One sample as both models see it at each level; throws a Fault when the policy or the usage is wrong. */
export async function lookAtCase(
  request: Omit<RunRequest, 'out' | 'html' | 'links'>,
  house: House,
  { task, sample }: CaseOptions,
): Promise<SampleCase> {
  const text = await readPolicyText(request);
  return lookAt({ ...gateRequest(request, house, text), witness: () => undefined }, task, sample);
}
