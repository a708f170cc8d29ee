import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { finding, type Finding } from '../core/fault.js';
import type { Report } from '../core/report.js';
import { artifactDigest } from '../gate/artifact.js';

export interface VerifyRequest {
  readonly report: Report;
  /** The artifact that is about to be deployed, relative to `directory`. */
  readonly model: string;
  /** undefined: the report's own path, checked only if it is there (a deploy job may have no checkout). */
  readonly policy: string | undefined;
  readonly directory: string;
}

/** Why this artifact may not be deployed on this report; an empty list when it may. */
export async function verify(request: VerifyRequest): Promise<readonly Finding[]> {
  const { report } = request;
  const verdict = report.verdict === 'pass' ? [] : [finding('VERIFY_VERDICT', { verdict: report.verdict })];
  const partial = report.partial ? [finding('VERIFY_PARTIAL', {})] : [];
  return [...verdict, ...partial, ...(await wrongModel(request)), ...(await wrongPolicy(request))];
}

async function wrongModel({ report, model, directory }: VerifyRequest): Promise<Finding[]> {
  const actual = await artifactDigest(directory, model);
  const judged = [report.models.compressed, ...report.taskModels.map((each) => each.compressed)];
  if (judged.some(({ sha256 }) => sha256 === actual)) return [];
  return [finding('VERIFY_MODEL', { path: model, actual, expected: report.models.compressed.sha256 })];
}

async function wrongPolicy({ report, policy, directory }: VerifyRequest): Promise<Finding[]> {
  const path = policy ?? report.policy.path;
  const file = resolve(directory, path);
  if (!existsSync(file))
    return policy === undefined ? [] : [finding('FILE_MISSING', { path, what: 'policy' })];
  const actual = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  if (actual === report.policy.sha256) return [];
  return [finding('VERIFY_POLICY', { path, actual, expected: report.policy.sha256 })];
}
