import { Fault, finding, type Finding } from '../core/fault.js';
import type { PlannedModel, ShardFile, ShardNumber } from '../core/plan.js';
import type { Report } from '../core/report.js';
import type { Totals } from '../decide/totals.js';
import type { Ended } from '../evaluate/pool.js';
import { chunksOfShard, ShardWriter, type ShardEnd, type ShardStart } from '../evaluate/shard.js';
import { assemble, type Measured } from './assemble.js';
import { chooseShards, openShards, type Chosen, type Opened } from './choose.js';
import { identityOf } from './identity.js';
import type { Machine } from './machine.js';
import { measure, probe, probedBy, totalsFor } from './measure.js';
import { prepare, type Kept } from './prepare.js';
import type { GateRequest } from './request.js';
import { studies } from './study.js';
import { unread } from './unread.js';

export interface ShardDone {
  readonly chunks: number;
  readonly of: number;
  /** Why something of it was not evaluated; empty when all was. */
  readonly problems: readonly Finding[];
}

/** Evaluates every n-th chunk into a shard file; nothing is decided until the shards are merged. */
export async function gateShard(request: GateRequest, shard: ShardNumber, path: string): Promise<ShardDone> {
  using prepared = await prepare(request);
  const { crew: _, ...kept } = prepared;
  const chunks = kept.plan.work.chunks.length;
  const start = startOf(kept, shard, request.version);
  const writer = new ShardWriter(path, start);
  const only = chunksOfShard(chunks, shard);
  const { ended, medians } = await measure(request, prepared, { only, take: (result) => { writer.add(result); } }); // prettier-ignore
  const isFirst = shard.index === 1 && ended.crashes === 0;
  writer.end({ ...ended, medians, probe: isFirst ? await probe(prepared) : [], studies: shard.index === 1 ? await studies(prepared) : [] }); // prettier-ignore
  const cut = ended.cut === null ? [] : [ended.cut];
  return { chunks: only.length, of: chunks, problems: [...start.header.problems, ...cut] };
}

/** What a shard file begins with. */
export function startOf(kept: Kept, shard: ShardNumber, tool: string): ShardStart {
  const chunks = kept.plan.work.chunks.length;
  const problems = kept.plan.impossible.map(({ reason }) => reason);
  const machine = inWords(kept.machine);
  const header = { ...shard, tool, identity: identityOf(kept), chunks, machine, problems };
  return { header, plan: portable(kept) };
}

/** Integer arithmetic answers differently on other CPUs. */
function inWords({ platform, arch, cpu, isa }: Machine): string {
  return `${platform} ${arch}, ${cpu}, ${isa.join(' ')}`;
}

/** Without the paths of this machine: deciding opens no file. */
function portable(kept: Kept): Kept {
  const pathless = <M extends Pick<PlannedModel, 'file'>>(model: M): M => ({
    ...model,
    ...('recorded' in model && typeof model.recorded === 'object' && { recorded: undefined }),
    file: { path: '', external: [] },
  });
  const pair = <M extends Pick<PlannedModel, 'file'>>(models: { baseline: M; compressed: M }): typeof models => ({
    baseline: pathless(models.baseline),
    compressed: pathless(models.compressed),
  }); // prettier-ignore
  const withPathless = <T extends { readonly judge?: { readonly file: PlannedModel['file'] } }>(
    each: T,
  ): T => ({
    ...each,
    ...(each.judge && { judge: pathless(each.judge) }),
  });
  const { work } = kept.plan;
  const passes = work.passes.map((pass) => ({
    ...pass,
    path: '',
    models: pair(pass.models),
    tasks: pass.tasks.map(withPathless),
  }));
  return {
    ...kept,
    files: kept.files.map((each) => ('models' in each ? { ...withPathless(each), path: '', models: pair(each.models) } : each)),
    plan: { ...kept.plan, work: { ...work, passes } },
  }; // prettier-ignore
}

type MergeRequest = Pick<GateRequest, 'kinds' | 'version' | 'today' | 'witness'>;

/** Decides on shards as one run would have; what is missing, doubled, damaged or foreign is not measured. */
export async function gateMerge(request: MergeRequest, files: readonly ShardFile[]): Promise<Report> {
  if (files.length === 0) throw new Fault(finding('SHARDS_NONE', {}));
  const opened = await openShards(files);
  try {
    return await decideOn(request, opened);
  } finally {
    for (const reader of opened.readers) await reader.close();
  }
}

async function decideOn(request: MergeRequest, opened: Opened): Promise<Report> {
  const chosen = chooseShards(opened);
  if (chosen === undefined) return unread(request, opened.problems);
  const kept = (await chosen.first.plan()) as Kept; // what gateShard wrote
  const totals = totalsFor(request, kept);
  const ends = await fold(chosen, totals, kept.plan.work.chunks.length);
  const measured = measuredOf(totals, ends, [...chosen.problems, ...notes(chosen, request)]);
  const probes = measured.ended.crashes === 0 ? ends.flatMap((end) => end.probe) : []; // as in one run
  const probed = probedBy(request, kept, probes);
  return assemble(request, kept, { ...measured, probed, studies: ends.flatMap((end) => end.studies ?? []) });
}

/** Reads the shards side by side, so that chunks come in order and none waits in memory. */
async function fold({ readers, of }: Chosen, totals: Totals, chunks: number): Promise<ShardEnd[]> {
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const result = await readers.get((chunk % of) + 1)?.take(chunk);
    if (result !== undefined) totals.add(result);
  }
  return Promise.all([...readers.values()].map((reader) => reader.end()));
}

const noteCodes: readonly Finding['code'][] = ['MACHINES_DIFFER', 'MERGED_BY_OTHER_VERSION'];

/** What is told, and does not decide. */
function notes({ readers, first }: Chosen, { version }: MergeRequest): Finding[] {
  const machines = [...new Set([...readers.values()].map(({ header }) => header.machine))];
  const evaluated = first.header.tool;
  return [
    ...(machines.length > 1 ? [finding('MACHINES_DIFFER', { machines })] : []),
    ...(evaluated === version ? [] : [finding('MERGED_BY_OTHER_VERSION', { evaluated, merged: version })]),
  ];
}

/** A shard that ended early has fewer chunks than its share: those are missing, and its reason is the merge's. */
function measuredOf(
  totals: Totals,
  ends: readonly ShardEnd[],
  problems: readonly Finding[],
): Omit<Measured, 'probed' | 'studies'> {
  const broken = problems.find(({ code }) => !noteCodes.includes(code));
  const cut = broken ?? ends.map((end) => end.cut).find((reason) => reason !== null) ?? null;
  const ended: Ended = { cut, crashes: ends.reduce((sum, end) => sum + end.crashes, 0) };
  const medians = ends.map((end) => end.medians).find((list) => list.length > 0) ?? [];
  return { totals, ended, medians, problems };
}
