import { Fault, finding, type Finding } from '../core/fault.js';
import { groupBy } from '../core/group.js';
import type { ShardFile } from '../core/plan.js';
import { ShardReader } from '../evaluate/shard-reader.js';

/** Shard files that could be opened, and why others could not. */
export interface Opened {
  readonly readers: readonly ShardReader[];
  readonly problems: readonly Finding[];
}

export async function openShards(files: readonly ShardFile[]): Promise<Opened> {
  const readers: ShardReader[] = [];
  const problems: Finding[] = [];
  for (const file of files) {
    try {
      readers.push(await ShardReader.open(file));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push(...error.findings);
    }
  }
  return { readers, problems };
}

/** Shards of one evaluation, each once. */
export interface Chosen {
  /** By shard index, ascending; a shard that can't be used is left out. */
  readonly readers: ReadonlyMap<number, ShardReader>;
  /** Its plan is that of all. */
  readonly first: ShardReader;
  /** How many shards there should be. */
  readonly of: number;
  readonly problems: readonly Finding[];
}

/** What most shards belong to is the evaluation, the first given where they are equally many; every shard must be there once. */
export function chooseShards({ readers, problems }: Opened): Chosen | undefined {
  const evaluations = [...groupBy(readers, evaluationOf).values()];
  const most = evaluations.toSorted((one, other) => other.length - one.length)[0] ?? [];
  const own = most.toSorted((one, other) => one.header.index - other.header.index);
  const [first] = own;
  if (first === undefined) return undefined;
  const foreign = readers.flatMap((reader) => (own.includes(reader) ? [] : foreignness(reader, first)));
  const { of } = first.header;
  const groups = groupBy(own, (reader) => reader.header.index);
  const single = [...groups].flatMap(([index, [reader, ...more]]) =>
    reader !== undefined && more.length === 0 ? [[index, reader] as const] : [],
  );
  return {
    readers: new Map(single),
    first,
    of,
    problems: [...problems, ...foreign, ...doubled(groups, of), ...missing(groups, of)],
  };
}

function evaluationOf({ header: { tool, of, identity } }: ShardReader): string {
  return JSON.stringify([tool, of, identity]);
}

function doubled(groups: ReadonlyMap<number, readonly ShardReader[]>, of: number): Finding[] {
  return [...groups].flatMap(([index, group]) =>
    group.length > 1 ? [finding('SHARD_DOUBLED', { index, of, paths: group.map(({ shown }) => shown) })] : [],
  );
}

function missing(groups: ReadonlyMap<number, unknown>, of: number): Finding[] {
  const absent = [...new Array(of).keys()].map((each) => each + 1).filter((index) => !groups.has(index));
  return absent.length > 0 ? [finding('SHARD_MISSING', { missing: absent, of })] : [];
}

/** By part of the identity, the more telling first. */
const otherness = {
  seed: 'SHARD_OTHER_SEED',
  models: 'SHARD_OTHER_MODELS',
  data: 'SHARD_OTHER_DATA',
  policy: 'SHARD_OTHER_POLICY',
  engines: 'SHARD_OTHER_ENGINES',
  plan: 'SHARD_OTHER_PLAN',
} as const;

/** The first thing that makes a shard another evaluation's, and what it could not evaluate itself. */
function foreignness({ shown, header }: ShardReader, { header: expected }: ShardReader): Finding[] {
  const parts = [
    ['SHARD_OTHER_VERSION', header.tool, expected.tool],
    ['SHARD_OTHER_COUNT', String(header.of), String(expected.of)],
    ...Object.entries(otherness).map(
      ([part, code]) => [code, header.identity[part] ?? '', expected.identity[part] ?? ''] as const,
    ),
  ] as const;
  const differing = parts.find(([, found, wanted]) => found !== wanted);
  if (differing === undefined) return [];
  const [code, found, wanted] = differing;
  return [finding(code, { path: shown, found, expected: wanted }), ...header.problems];
}
