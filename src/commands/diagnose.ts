import { gate } from '../gate.js';
import type { House } from './house.js';
import { gateRequest, readPolicyText, writeReports, type RunRequest, type RunResult } from './run.js';

/** A run whose worst failing check is explained; `corrected` makes the model with the suspects put back, null where none helps. */
export interface Diagnosed {
  readonly result: RunResult;
  readonly corrected: (() => Uint8Array) | null;
}

/** Judges as `run` does and explains what fails; throws a Fault when the policy or the usage is wrong. */
export async function diagnose(request: RunRequest, house: House): Promise<Diagnosed> {
  const text = await readPolicyText(request);
  const found: (() => Uint8Array)[] = [];
  const { out, html, links } = request;
  const destination = { out, html, house, links: () => links, evidence: request.evidence };
  const corrected = (bytes: () => Uint8Array): void => {
    found.push(bytes);
  };
  const result = await writeReports(destination, (watch) =>
    gate({ ...gateRequest(request, house, text), ...watch, diagnose: { corrected } }),
  );
  return { result, corrected: found[0] ?? null };
}
