import { gateRecord, type RecordDone, type Recorder } from '../gate/record.js';
import type { House } from './house.js';
import { gateRequest, readPolicyText, type RunRequest } from './run.js';

export type RecordRequest = Omit<RunRequest, 'out' | 'html' | 'links' | 'only'> & Recorder;

/** Records one model on this machine; throws a Fault when the policy or the usage is wrong. */
export async function record(request: RecordRequest, house: House): Promise<RecordDone> {
  const text = await readPolicyText(request);
  const only = { tasks: [], levels: [], targets: [] };
  const asked = gateRequest({ ...request, only }, house, text);
  return gateRecord({ ...asked, witness: () => undefined }, request);
}
