import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { finding } from '../../src/core/fault.js';
import type { ChunkResult } from '../../src/core/plan.js';
import type { Disagreement, Report } from '../../src/core/report.js';
import { fromWire } from '../../src/core/wire.js';
import { ShardReader } from '../../src/evaluate/shard-reader.js';
import { chunksOfShard, ShardWriter, type ShardEnd, type ShardStart } from '../../src/evaluate/shard.js';
import { gate } from '../../src/gate.js';
import { prepare, type Kept } from '../../src/gate/prepare.js';
import { gateMerge, gateShard, startOf } from '../../src/gate/shards.js';
import { kinds } from '../../src/kinds.js';
import { renderComment } from '../../src/report/comment.js';
import { renderJson } from '../../src/report/json.js';
import { readReport } from '../../src/report/read.js';
import { renderText } from '../../src/report/terminal.js';
import { noLinks } from '../examples.js';
import { request } from '../evaluate/kit.js';
import { resealed } from '../evaluate/shards.js';
import { codes, project, rows, type Project } from './kit.js';

/** Two passes of 14 and 3 chunks, noise, slices, and limits of every form. */
const wanted: Project = {
  target: 'runtime: wasm, batch: 64',
  data: rows(3500),
  extra: 'noise: { hiss: { kind: gaussian, sigma: 0.05 } }\n',
  tasks: `  kind:
    kind: classification
    data: { path: data.jsonl, label: label, id: id }
    output: logits
    inputs: { x: { from: x, range: [-1, 2] } }
    levels:
      clean: { disagreement: 50%, score-drop: 20pp, divergence: 1 }
      hiss: { disagreement: 50%, robustness-gap: 50pp }
    slices: { label: { disagreement: 60% } }
  some:
    kind: classification
    data: { path: data.jsonl, label: label, id: id, take: 700 }
    output: logits
    inputs: { x: { from: x, range: [-1, 2] } }
    scope: population
    levels: { clean: { disagreement: 50%, calibration-shift: 50pp } }
`,
};

/** What was evaluated once, and what one run made of it. */
interface Evaluated {
  readonly kept: Kept;
  readonly results: readonly ChunkResult[];
  readonly end: ShardEnd;
  readonly single: Report;
  readonly witnesses: readonly Disagreement[];
}

let evaluated: Evaluated;

beforeAll(async () => {
  const folder = limitedProject();
  const witnesses: Disagreement[] = [];
  const single = await gate(request(folder, { witness: (one) => witnesses.push(one) }));
  const whole = join(folder, 'shard.jsonl');
  await gateShard(request(folder), { index: 1, of: 1 }, whole);
  const reader = await ShardReader.open({ path: whole, shown: whole });
  const kept = (await reader.plan()) as Kept; // what gateShard wrote
  const results: ChunkResult[] = [];
  for (const chunk of kept.plan.work.chunks.keys()) {
    const result = await reader.take(chunk);
    if (result !== undefined) results.push(result);
  }
  evaluated = { kept, results, end: await reader.end(), single, witnesses };
  await reader.close();
}, 120_000);

/** The project with a limit on bytes, which no shard can touch. */
function limitedProject(change: Project = {}): string {
  const folder = project({ ...wanted, ...change });
  const path = join(folder, 'gate.yml');
  const policy = readFileSync(path, 'utf8').replace('method: other', 'method: other, limits: { size: 100% }');
  writeFileSync(path, policy);
  return folder;
}

interface Share {
  readonly index: number;
  readonly of: number;
  readonly kept?: Kept;
  readonly tool?: string;
  readonly start?: (start: ShardStart) => ShardStart;
  readonly results?: readonly ChunkResult[];
  readonly end?: Partial<ShardEnd>;
}

let written = 0;
const scratch = mkdtempSync(join(tmpdir(), 'shards-'));

/** One shard of what was evaluated, as gateShard would have written it. */
function shard({ index, of, kept, tool = '0.0.0', start = (same) => same, results, end }: Share): string {
  const path = join(scratch, `${(written += 1)}.jsonl`);
  const writer = new ShardWriter(path, start(startOf(kept ?? evaluated.kept, { index, of }, tool)));
  const own = new Set(chunksOfShard(evaluated.kept.plan.work.chunks.length, { index, of }));
  for (const result of (results ?? evaluated.results).filter(({ chunk }) => own.has(chunk)))
    writer.add(result);
  writer.end({ ...evaluated.end, ...(index > 1 && { probe: [] }), ...end });
  return path;
}

function shards(of: number): string[] {
  return Array.from({ length: of }, (_, index) => shard({ index: index + 1, of }));
}

async function merged(
  paths: readonly string[],
): Promise<Report & { readonly heard: readonly Disagreement[] }> {
  const heard: Disagreement[] = [];
  const witness = (one: Disagreement): void => void heard.push(one);
  const report = await gateMerge(
    { kinds, version: '0.0.0', today: '2026-01-02', witness },
    paths.map((path) => ({ path, shown: path })),
  );
  return { ...report, heard };
}

/** The report as a file, without what differs from run to run. */
function steady(report: Report): string {
  const { cost, tasks, environment: _, ...rest } = report;
  const { heard: __, ...whole } = rest as typeof rest & { heard?: unknown }; // the kit's own
  return renderJson({
    ...whole,
    cost: { ...cost, latency: {} },
    tasks: tasks.map((row) => ({ ...row, seconds: 0 })),
    environment: { node: '', platform: '', arch: '' },
  });
}

describe('merged shards', () => {
  it('of an evaluation that decides something', () => {
    expect(evaluated.results).toHaveLength(17);
    expect(evaluated.single.checks.length).toBeGreaterThan(8);
    expect(evaluated.single.verdict).toBe('pass');
    expect(evaluated.witnesses.length).toBeGreaterThan(200);
  });

  it.each([
    [1, [0]],
    [2, [1, 0]],
    [5, [3, 0, 4, 2, 1]],
    [13, [12, 3, 7, 0, 9, 1, 11, 5, 2, 10, 4, 8, 6]],
  ])('%i in the order %j are the report of one run, byte for byte', async (of, order) => {
    const paths = shards(of);
    const { heard, ...report } = await merged(order.map((position) => paths[position] ?? ''));
    expect(steady(report)).toBe(steady(evaluated.single));
    expect(heard).toEqual(evaluated.witnesses);
  });

  it('hold no path of the machine', () => {
    const path = shard({ index: 1, of: 1 });
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain(tmpdir());
    expect(text).not.toContain(process.cwd());
  });

  // A merge reads files of earlier versions: what they hold may change only with the format and a step in
  // src/evaluate/shard-format.ts. Until format 1 is published, UPDATE_GOLDENS=1 writes the list again.
  it('hold what format 1 holds', () => {
    const lines = readFileSync(shard({ index: 1, of: 1 }), 'utf8')
      .trimEnd()
      .split('\n')
      .map(fromWire);
    const varying = /^rows\.|\.isa\b/; // how rows are packed depends on their values; what they are is in the probe
    const paths = new Set(lines.flatMap((line) => pathsIn(line)).filter((path) => !varying.test(path)));
    const held = `${[...paths].sort().join('\n')}\n`;
    const golden = join(import.meta.dirname, 'shard-format-1.txt');
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, held);
    expect(held).toBe(readFileSync(golden, 'utf8'));
  });

  it('more than there are chunks are fine', async () => {
    expect((await merged(shards(20))).verdict).toBe('pass');
  });

  it('from differing machines are told, and decide the same', async () => {
    const elsewhere = (start: ShardStart): ShardStart => ({
      ...start,
      header: { ...start.header, machine: 'darwin arm64, Apple M4, asimd i8mm' },
    });
    const report = await merged([shard({ index: 1, of: 2 }), shard({ index: 2, of: 2, start: elsewhere })]);
    expect(codes(report)).toEqual(['MACHINES_DIFFER']);
    expect(JSON.stringify(report.findings)).toContain('Apple M4');
    expect(report.verdict).toBe('pass');
    expect(report.checks).toEqual(evaluated.single.checks);
  });

  it('of another version than the one that merges are told, and decide the same', async () => {
    const report = await merged([
      shard({ index: 1, of: 2, tool: '0.9.0' }),
      shard({ index: 2, of: 2, tool: '0.9.0' }),
    ]);
    expect(codes(report)).toEqual(['MERGED_BY_OTHER_VERSION']);
    expect(report.verdict).toBe('pass');
  });
});

/** Where values lie in a line of a shard file; all places of a list are one. */
function pathsIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [path];
  if (value instanceof Map) return [`${path} (map)`];
  if (Array.isArray(value)) return value.flatMap((each) => pathsIn(each, `${path}[]`));
  return Object.entries(value).flatMap(([key, each]) => pathsIn(each, path === '' ? key : `${path}.${key}`));
}

/** Another shard in place of the third: what differs is only what the name says. */
const corruptions: readonly (readonly [string, string, () => string | Promise<string>])[] = [
  ['a flipped byte', 'SHARD_CHANGED', () => changed((text) => text.replace('"s0', '"s1'))],
  ['cut in half', 'SHARD_TRUNCATED', () => changed((text) => text.slice(0, text.length / 2))],
  ['empty', 'SHARD_EMPTY', () => changed(() => '')],
  ['not a shard', 'SHARD_UNREADABLE', () => changed(() => '{"verdict":"pass"}\n')],
  ['not there', 'FILE_MISSING', () => join(scratch, 'none.jsonl')],
  ['of a newer format', 'SHARD_FORMAT', () => changed((text) => resealed(text.replace('"format":1', '"format":2')))],
  ['of another version', 'SHARD_OTHER_VERSION', () => shard({ index: 3, of: 3, tool: '0.0.1' })],
  ['of another division', 'SHARD_OTHER_COUNT', () => shard({ index: 3, of: 4 })],
  ['with another seed', 'SHARD_OTHER_SEED', () => other({ extra: 'decision: { seed: 8 }\n' })],
  ['of another model', 'SHARD_OTHER_MODELS', () => other({ compressed: 'permuted' })],
  ['of other data', 'SHARD_OTHER_DATA', () => other({ data: rows(3501).slice(1) })],
  ['by another policy', 'SHARD_OTHER_POLICY', () => other({ tasks: wanted.tasks?.replace('50%', '51%') ?? '' })],
  ['of a model that could not be read there', 'SHARD_OTHER_MODELS', () => other({ compressed: 'truncated' })],
]; // prettier-ignore

function changed(change: (text: string) => string): string {
  const path = shard({ index: 3, of: 3 });
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return path;
}

/** Shard 3 of another evaluation. */
async function other(change: Project): Promise<string> {
  const extra = `${wanted.extra ?? ''}${change.extra ?? ''}`;
  const folder = limitedProject({ ...change, extra });
  using ready = await prepare(request(folder));
  const { crew: _, ...kept } = ready;
  return shard({ index: 3, of: 3, kept });
}

describe('a shard is refused, and the report invalid', () => {
  it.each(corruptions)(
    '%s: %s',
    async (_, code, make) => {
      const [one, two] = shards(3);
      const report = await merged([await make(), two ?? '', one ?? '']);
      expect(codes(report).slice(0, 1)).toEqual([code]);
      expect(codes(report)).toContain('SHARD_MISSING');
      expect(report.verdict).toBe('invalid');
      const bySize = report.checks.filter(({ task }) => task === null);
      expect(bySize).toEqual(evaluated.single.checks.filter(({ task }) => task === null));
      const ofTasks = report.checks.filter(({ task, slice }) => task !== null && slice === null);
      expect([...new Set(ofTasks.map(({ outcome }) => outcome))]).toEqual(['invalid']);
      expect(report.coverage.measured).toBeLessThan(report.coverage.planned);
    },
    60_000,
  );

  it('missing: named', async () => {
    const paths = shards(5);
    const report = await merged(paths.toSpliced(3, 1).toSpliced(1, 1));
    expect(report.findings).toEqual([finding('SHARD_MISSING', { missing: [2, 4], of: 5 })]);
    expect(report.verdict).toBe('invalid');
  });

  it('doubled: neither counts', async () => {
    const [one = '', two = ''] = shards(2);
    const again = shard({ index: 2, of: 2 });
    const report = await merged([two, one, again]);
    expect(report.findings).toEqual([finding('SHARD_DOUBLED', { index: 2, of: 2, paths: [two, again] })]);
    expect(report.verdict).toBe('invalid');
  });

  it('given twice, alone: invalid', async () => {
    const [one = ''] = shards(1);
    const report = await merged([one, one]);
    expect(codes(report)).toEqual(['SHARD_DOUBLED']);
    expect(report.verdict).toBe('invalid');
    expect(report.coverage.measured).toBe(0);
  });

  it('where none can be read, nothing is known, and that can be shown', async () => {
    const { heard: _, ...report } = await merged([changed(() => ''), changed((text) => text.slice(0, -1))]);
    expect(codes(report)).toEqual(['SHARD_EMPTY', 'SHARD_TRUNCATED']);
    expect(report).toMatchObject({ verdict: 'invalid', checks: [] });
    expect(readReport(renderJson(report), 'report.json')).toEqual(report);
    expect(renderText(report)).toContain('verdict: invalid');
    expect(renderComment(report, noLinks('x'))).toContain('is an empty file');
  });

  it('no shard at all is wrong usage', async () => {
    await expect(merged([])).rejects.toMatchObject({ findings: [{ code: 'SHARDS_NONE' }] });
  });
});

describe('a shard whose evaluation was cut', () => {
  const reason = finding('ARM_GIVEN_UP', { arm: 'compressed', crashes: 3 });

  it('makes its checks invalid with the reason; later passes count', async () => {
    const isFirstPass = ({ chunk }: ChunkResult): boolean =>
      evaluated.kept.plan.work.chunks[chunk]?.pass === 0;
    const results = evaluated.results.filter((result) => !isFirstPass(result) || result.chunk < 4);
    const paths = [
      shard({ index: 1, of: 2 }),
      shard({ index: 2, of: 2, results, end: { cut: reason, crashes: 3, medians: [] } }),
    ];
    const report = await merged(paths);
    expect(report.verdict).toBe('invalid');
    expect(report.findings).toEqual([reason]);
    const outcomes = (name: string): string[] =>
      report.checks.filter(({ task }) => task === name).map(({ outcome }) => outcome);
    expect(outcomes('some')).toEqual(['pass', 'pass']);
    expect(outcomes('kind')[0]).toBe('invalid');
  });
});
