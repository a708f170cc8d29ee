import { Fault, finding, type Finding } from '../core/fault.js';
import { groupBy } from '../core/group.js';
import type { Report } from '../core/report.js';
import { Totals } from '../decide/totals.js';
import { timeWork } from '../evaluate/ask.js';
import { evaluate, type Ended } from '../evaluate/pool.js';
import {
  chunksOfShard,
  isEnd,
  ShardReader,
  ShardWriter,
  type ShardEnd,
  type ShardNumber,
} from '../evaluate/shard.js';
import { assemble, type Measured } from './assemble.js';
import { identityOf } from './identity.js';
import { measure, totalsFor } from './measure.js';
import { prepare, type Kept } from './prepare.js';
import type { GateRequest } from './request.js';

export interface ShardDone {
  readonly chunks: number;
  readonly of: number;
  readonly cut: Finding | null;
}

/** Evaluates every n-th chunk into a shard file; nothing is decided until the shards are merged. */
export async function gateShard(request: GateRequest, shard: ShardNumber, path: string): Promise<ShardDone> {
  const prepared = await prepare(request);
  const { child: _, ...kept } = prepared;
  const chunks = kept.plan.work.chunks.length;
  const header = { ...shard, tool: request.version, identity: identityOf(kept), chunks, plan: kept };
  const writer = new ShardWriter(path, header);
  const only = chunksOfShard(chunks, shard);
  const { ended, medians } = await measure(request, prepared, { only, take: (result) => { writer.add(result); } }); // prettier-ignore
  writer.end({ ...ended, medians });
  return { chunks: only.length, of: chunks, cut: ended.cut };
}

/** Decides on shards as one run would have; what is missing, doubled, damaged or foreign is not measured. */
export async function gateMerge(
  request: Pick<GateRequest, 'kinds' | 'version' | 'today' | 'witness'>,
  paths: readonly string[],
): Promise<Report> {
  const { kept, readers, problems } = choose(await openAll(paths), request.version);
  const totals = totalsFor(request, kept);
  const ends = await fold(readers, totals, kept.plan.work.chunks.length);
  return assemble(request, kept, measuredOf(totals, ends, [...problems, ...machines(readers)]));
}

interface Opened {
  readonly readers: readonly ShardReader[];
  readonly problems: readonly Finding[];
}

async function openAll(paths: readonly string[]): Promise<Opened> {
  const readers: ShardReader[] = [];
  const problems: Finding[] = [];
  for (const path of paths) {
    try {
      readers.push(await ShardReader.open(path));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push(...error.findings);
    }
  }
  return { readers, problems };
}

interface Chosen {
  readonly kept: Kept;
  /** By shard index; a shard that can't be used is left out. */
  readonly readers: ReadonlyMap<number, ShardReader>;
  readonly problems: readonly Finding[];
}

/** The first shard says which evaluation it is; every other must belong to it, once. */
function choose({ readers, problems }: Opened, version: string): Chosen {
  const [first] = readers;
  if (first === undefined) throw new Fault(problems.length > 0 ? problems : finding('SHARDS_NONE', {}));
  const foreign = readers.flatMap((reader) => foreignness(reader, first, version));
  const own = readers.filter((reader) => foreignness(reader, first, version).length === 0);
  const groups = groupBy(own, (reader) => reader.header.index);
  const { of } = first.header;
  const doubled = [...groups].flatMap(([index, group]) =>
    group.length > 1 ? [finding('SHARD_DOUBLED', { index, of, paths: group.map(({ path }) => path) })] : [],
  );
  const single = [...groups].flatMap(([index, [reader, ...more]]) =>
    reader !== undefined && more.length === 0 ? [[index, reader] as const] : [],
  );
  const missing = [...new Array(of).keys()].map((each) => each + 1).filter((index) => !groups.has(index));
  const absent = missing.length > 0 ? [finding('SHARD_MISSING', { missing, of })] : [];
  const kept = first.header.plan as Kept; // written by gateShard of this very version, digest checked
  return { kept, readers: new Map(single), problems: [...problems, ...foreign, ...doubled, ...absent] };
}

function foreignness(reader: ShardReader, first: ShardReader, version: string): Finding[] {
  const differing = (field: string, found: string | number, expected: string | number): Finding[] =>
    found === expected
      ? []
      : [
          finding('SHARD_FOREIGN', {
            path: reader.path,
            field,
            found: String(found),
            expected: String(expected),
          }),
        ];
  return [
    ...differing('version', reader.header.tool, version),
    ...differing('evaluation', reader.header.identity, first.header.identity),
    ...differing('number of shards', reader.header.of, first.header.of),
  ].slice(0, 1);
}

/** Reads the shards side by side, so that chunks come in order and none waits in memory. */
async function fold(
  readers: ReadonlyMap<number, ShardReader>,
  totals: Totals,
  chunks: number,
): Promise<ShardEnd[]> {
  const ends: ShardEnd[] = [];
  const open = new Map(readers);
  const of = readers.values().next().value?.header.of ?? 1;
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const index = (chunk % of) + 1;
    const next = await open.get(index)?.next();
    if (next === undefined) continue;
    if (!isEnd(next)) totals.add(next);
    else {
      ends.push(next);
      open.delete(index);
    }
  }
  for (const reader of open.values()) {
    const next = await reader.next();
    if (isEnd(next)) ends.push(next);
  }
  return ends;
}

/** Integer arithmetic answers differently on other CPUs: mixing them is told, and does not decide. */
function machines(readers: ReadonlyMap<number, ShardReader>): Finding[] {
  const kinds = [...readers.values()].map(({ header }) => {
    const { machine } = header.plan as Kept; // as in choose()
    return `${machine.platform} ${machine.arch}, ${machine.cpu}, ${machine.isa.join(' ')}`;
  });
  const differing = [...new Set(kinds)];
  return differing.length > 1 ? [finding('MACHINES_DIFFER', { machines: differing })] : [];
}

/** A shard that ended early has fewer chunks than its share: those are missing, and its reason is the merge's. */
function measuredOf(totals: Totals, ends: readonly ShardEnd[], problems: readonly Finding[]): Measured {
  const missing = problems.find(({ code }) => code !== 'MACHINES_DIFFER');
  const cut = missing ?? ends.map((end) => end.cut).find((reason) => reason !== null) ?? null;
  const ended: Ended = { cut, crashes: ends.reduce((sum, end) => sum + end.crashes, 0) };
  return {
    totals,
    ended,
    medians: ends.map((end) => end.medians).find((list) => list.length > 0) ?? [],
    problems,
  };
}
