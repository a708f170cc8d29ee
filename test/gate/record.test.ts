import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import type { RecordedPart, Recording } from '../../src/core/recording.js';
import type { Report } from '../../src/core/report.js';
import { gate } from '../../src/gate.js';
import { gateRecord, type Recorder } from '../../src/gate/record.js';
import { request } from '../evaluate/kit.js';
import { project, rows } from './kit.js';

const noisy = `  kind:
    kind: classification
    data: { path: data.jsonl, label: label, id: id }
    inputs: { x: { from: x, range: [0, 2] } }
    output: logits
    levels: { clean: { disagreement: 50% }, dim: { disagreement: 50% } }
`;

/** A folder whose policy judges `near` against `linear`, clean and with noise. */
function folderOf(): string {
  const extra = 'noise: { dim: { kind: gaussian, sigma: 0.2 } }\n';
  return project({ data: rows(24), target: 'runtime: wasm', extra, tasks: noisy });
}

function edit(folder: string, from: string | RegExp, to: string): void {
  const path = join(folder, 'gate.yml');
  const text = readFileSync(path, 'utf8');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(path, edited);
}

function record(folder: string, wanted: Partial<Recorder> = {}): ReturnType<typeof gateRecord> {
  const recorder = { model: 'compressed.onnx', target: 'here', out: 'rec', inputs: null, ...wanted };
  return gateRecord(request(folder), recorder);
}

/** The manifest, changed. */
function rewrite(folder: string, change: (recording: Recording) => object): void {
  const path = join(folder, 'recording.json');
  const recording = JSON.parse(readFileSync(path, 'utf8')) as Recording; // written by record()
  writeFileSync(path, JSON.stringify(change(recording)));
}

async function codesOf(work: () => Promise<unknown>): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof Fault) return error.findings.map(({ code }) => code);
    throw error;
  }
}

const kept = new Map<string, Promise<string>>();

/** Copies of one folder in which both models were recorded, with what they were fed. */
async function recorded(): Promise<string> {
  const make = async (): Promise<string> => {
    const folder = folderOf();
    await record(folder, { inputs: 'fed' });
    const text = readFileSync(join(folder, 'gate.yml'));
    edit(folder, '{ path: baseline.onnx }', '{ recording: base }'); // the policy knows no file of it
    await record(folder, { model: 'baseline.onnx', out: 'base' });
    writeFileSync(join(folder, 'gate.yml'), text);
    return folder;
  };
  const folder = kept.get('') ?? make();
  kept.set('', folder);
  const copy = mkdtempSync(join(tmpdir(), 'gate-'));
  cpSync(await folder, copy, { recursive: true });
  return copy;
}

const phone = 'phone: { runtime: recording, path: rec, limits: { disagreement: 0 } }';

/** As if it had been made on another processor. */
function elsewhere(folder: string): void {
  rewrite(folder, (whole) => ({ ...whole, device: { ...whole.device, arch: 'riscv64', isa: ['v'] } }));
}

function codes({ findings }: Report): string[] {
  return [...new Set(findings.map(({ code }) => code))];
}

afterAll(() => kept.clear());

describe('a recording', { timeout: 120_000 }, () => {
  it('holds an answer for each sample and level, and says what it is of', async () => {
    const folder = await recorded();
    const recording = JSON.parse(readFileSync(join(folder, 'rec/recording.json'), 'utf8')) as Recording; // just written
    expect(recording).toMatchObject({ format: 1, seed: 0, device: { runtime: 'onnxruntime-web', threads: 1 } });
    expect(recording.parts.map(({ level, count }) => [level, count])).toEqual([['clean', 24], ['dim', 24]]);
    expect(readdirSync(join(folder, 'rec')).sort()).toEqual(['0-0', '0-1', 'recording.json']);
    const fed = JSON.parse(readFileSync(join(folder, 'fed/inputs.json'), 'utf8')) as Record<string, unknown>; // just written
    expect(fed).toMatchObject({ is: 'inputs', model: recording.model, seed: 0 });
    expect(fed).not.toHaveProperty('device');
    expect(readFileSync(join(folder, 'fed/0-1/samples.jsonl'))).toEqual(readFileSync(join(folder, 'rec/0-1/samples.jsonl')));
  });

  it('answers as the engine did, in place of both models', async () => {
    const folder = await recorded();
    const alone = await gate(request(folder));
    edit(folder, '{ path: baseline.onnx }', '{ recording: base }');
    elsewhere(join(folder, 'base'));
    const mixed = await gate(request(folder)); // recorded there, run here
    expect([mixed.verdict, codes(mixed)]).toEqual(['invalid', ['RECORDING_OTHER_MACHINE']]);
    edit(folder, '{ path: compressed.onnx,', '{ recording: rec,');
    elsewhere(join(folder, 'rec'));
    const there = await gate(request(folder));
    const counts = (report: Report): unknown => report.tasks.map(({ seconds: _, ...row }): unknown => row);
    expect(counts(there)).toEqual(counts(alone));
    expect([there.verdict, there.noiseFloor, there.cost.latency]).toEqual(['pass', [], {}]);
    expect(there.models.baseline.sha256).toBe(alone.models.baseline.sha256);
  });

  it('answers as a target; each that does not fit is refused once, with its code, and the others count', async () => {
    const folder = await recorded();
    const change = (part: Partial<RecordedPart>) => (whole: Recording) => ({ ...whole, parts: whole.parts.map((each) => ({ ...each, ...part })) });
    const damages: Record<string, (at: string) => void> = {
      OTHER_MODEL: (at) => rewrite(at, (whole) => ({ ...whole, model: { ...whole.model, sha256: 'f'.repeat(64) } })),
      OTHER_SEED: (at) => rewrite(at, (whole) => ({ ...whole, seed: 1 })),
      OTHER_DATA: (at) => rewrite(at, change({ data: 'f'.repeat(64) })),
      OTHER_POLICY: (at) => rewrite(at, change({ key: 'f' })),
      TRUNCATED: (at) => writeFileSync(join(at, '0-1/output-0.npy'), 'x'),
      FORMAT: (at) => rewrite(at, (whole) => ({ ...whole, format: 2 })),
    };
    const gone = '  UNFINISHED: { runtime: recording, path: nowhere }\n  optional: { runtime: recording, path: base, required: false }\n';
    const targets = Object.entries(damages).map(([name, damage]) => {
      cpSync(join(folder, 'rec'), join(folder, name), { recursive: true });
      damage(join(folder, name));
      return `  ${name}: { runtime: recording, path: ${name} }\n`;
    });
    edit(folder, 'targets: { here: { runtime: wasm } }', `targets:\n  here: { runtime: wasm }\n  ${phone}\n${gone}${targets.join('')}`);
    const report = await gate(request(folder));
    expect(report.verdict).toBe('invalid');
    const optional = report.checks.filter(({ target }) => target === 'optional');
    expect(optional.map(({ judged, finding }) => [judged, finding.code])).toEqual(Array(2).fill([false, 'RECORDING_OTHER_MODEL']));
    for (const { target, outcome, finding } of report.checks.filter(({ judged }) => judged)) {
      const isFit = target === 'here' || target === 'phone';
      const expected = isFit ? ['pass', outcome] : ['invalid', `RECORDING_${target}`];
      expect([target, outcome, isFit ? outcome : finding.data['reason'] ?? finding.code]).toEqual([target, ...expected]);
    }
    expect(report.targets['phone']).toMatchObject({ runtime: 'onnxruntime-web', cpu: report.targets['here']?.cpu });
  });

  it('holds the gallery that queries are compared with', async () => {
    const data = rows(24).map((row, at) => ({ ...row, part: at % 2 === 0 ? 'query' : 'document' }));
    const tasks = `  search:
    kind: embedding
    data: { path: data.jsonl, label: label, id: id }
    output: logits
    k: 3
    gallery: { field: part, is: document }
    levels: { clean: { disagreement: 50% } }
`;
    const folder = project({ data, tasks, target: 'runtime: wasm' });
    expect((await record(folder)).answers).toBe(24);
    edit(folder, 'here: { runtime: wasm }', `here: { runtime: wasm }, ${phone}`);
    expect((await gate(request(folder))).verdict).toBe('pass');
  });

  it('of a model that the policy pins otherwise is refused', async () => {
    const folder = await recorded();
    edit(folder, '{ path: baseline.onnx }', `{ recording: base, sha256: ${'f'.repeat(64)} }`);
    expect(codes(await gate(request(folder)))).toEqual(['DIGEST_MISMATCH']);
  });
}); // prettier-ignore

describe('answers that are kept', { timeout: 120_000 }, () => {
  it('change nothing in the report, and neither do damaged ones', async () => {
    const folder = folderOf();
    const answersDir = mkdtempSync(join(tmpdir(), 'answers-'));
    const steady = (report: Report): object => ({ ...report, cost: null, tasks: report.tasks.map((row) => ({ ...row, seconds: 0 })) });
    const anew = steady(await gate(request(folder)));
    expect(steady(await gate(request(folder, { answersDir })))).toEqual(anew);
    const kept = readdirSync(answersDir);
    expect(kept).toHaveLength(2); // one chunk, two levels
    const told: string[] = [];
    writeFileSync(join(answersDir, kept[0] ?? ''), 'damaged');
    const progress = (line: string): void => void told.push(line);
    expect(steady(await gate(request(folder, { answersDir, progress })))).toEqual(anew);
    expect(told.join()).toContain('damaged');
  });
}); // prettier-ignore

describe('record', { timeout: 120_000 }, () => {
  it.each([
    ['a target that the policy has not', { target: 'phone' }, 'SELECTOR_UNKNOWN'],
    ['a model that the policy has not', { model: 'other.onnx' }, 'RECORD_MODEL'],
    ['a folder that holds something', { out: 'full' }, 'RECORD_OUT'],
    ['a file as folder', { out: 'gate.yml' }, 'RECORD_OUT'],
  ])('refuses %s: %s', async (_, wanted, code) => {
    const folder = folderOf();
    mkdirSync(join(folder, 'full/something'), { recursive: true });
    expect(await codesOf(() => record(folder, wanted))).toEqual([code]);
    expect(existsSync(join(folder, 'rec'))).toBe(false);
  });

  it('refuses a target that is a recording itself', async () => {
    const folder = await recorded();
    edit(folder, 'here: { runtime: wasm }', `here: { runtime: wasm }, ${phone}`);
    expect(await codesOf(() => record(folder, { target: 'phone', out: 'again' }))).toEqual(['RECORD_TARGET']);
  });

  it('that dies leaves nothing that could be taken for a recording', async () => {
    const folder = folderOf();
    const stopped = new AbortController();
    const progress = setInterval(() => {
      if (existsSync(join(folder, 'rec/0-0/samples.jsonl'))) stopped.abort(new Error('stopped'));
    }, 1);
    const recorder = { model: 'compressed.onnx', target: 'here', out: 'rec', inputs: null };
    await expect(gateRecord({ ...request(folder), signal: stopped.signal }, recorder)).rejects.toThrow('stopped');
    clearInterval(progress);
    expect(existsSync(join(folder, 'rec/recording.json'))).toBe(false);
  });

  it('says what the model failed at, and finishes nothing', async () => {
    const folder = project({ compressed: 'linear', data: [{ id: 'a', x: [1, 2, 3, 4, 5], label: 0 }] });
    const { answers, problems } = await record(folder);
    expect([answers, problems.length]).toEqual([0, 1]);
    expect(existsSync(join(folder, 'rec/recording.json'))).toBe(false);
  });
}); // prettier-ignore
