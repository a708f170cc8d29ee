import { fault } from '../core/fault.js';
import type { ShardFile, ShardNumber } from '../core/plan.js';
import { gateMerge, gateShard, type ShardDone } from '../gate/shards.js';
import type { House } from './house.js';
import {
  gateRequest,
  readPolicyText,
  writeReports,
  type Destination,
  type RunRequest,
  type RunResult,
} from './run.js';

export type ShardRequest = Omit<RunRequest, 'out' | 'html' | 'links'> & {
  readonly shard: ShardNumber;
  /** The shard file. */
  readonly path: string;
};

/** Evaluates one shard of a policy into a file; throws a Fault when the policy or the usage is wrong. */
export async function runShard(request: ShardRequest, house: House): Promise<ShardDone> {
  const { tasks, levels, targets } = request.only;
  if (tasks.length + levels.length + targets.length > 0) throw fault('SHARD_PARTIAL', {});
  const text = await readPolicyText(request);
  const witness = (): void => undefined; // nothing is folded here
  return gateShard({ ...gateRequest(request, house, text), witness }, request.shard, request.path);
}

export type MergeRequest = Omit<Destination, 'house'> & {
  /** In any order. */
  readonly shards: readonly ShardFile[];
  readonly today: string;
};

/** Decides on shards and writes the reports that one run would have written. */
export function merge(request: MergeRequest, house: House): Promise<RunResult> {
  const { kinds, version } = house;
  const { today, shards } = request;
  return writeReports({ ...request, house }, ({ witness }) =>
    gateMerge({ kinds, version, today, witness }, shards),
  );
}
