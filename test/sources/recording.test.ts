import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import { readRecordings } from '../../src/sources/recording.js';
import { handMade, model } from '../recording.js';

async function codeOf(folder: string): Promise<string> {
  try {
    await readRecordings(folder, 'rec');
    return 'fine';
  } catch (error) {
    if (error instanceof Fault) return error.findings.map(({ code }) => code).join();
    throw error;
  }
}

describe('a recording', () => {
  it('of another program is read', async () => {
    const [found] = await readRecordings(handMade(), 'rec');
    expect(found).toMatchObject({ shown: 'rec', recording: { model: { sha256: model } } });
  });

  it('may be one of several in a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'several-'));
    for (const name of ['b', 'a']) renameSync(handMade(), join(folder, name));
    mkdirSync(join(folder, 'c'));
    const found = await readRecordings(folder, 'rec');
    expect(found.map(({ shown }) => shown)).toEqual(['rec/a', 'rec/b']);
  });

  it('of which one of several is damaged is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'several-'));
    for (const name of ['b', 'a']) renameSync(handMade(), join(folder, name));
    appendFileSync(join(folder, 'b/clean/outputs.jsonl'), ' ');
    expect(await codeOf(folder)).toBe('RECORDING_CHANGED');
  });

  const damages: readonly [string, string, (folder: string) => void][] = [
    ['was never finished', 'RECORDING_UNFINISHED', (folder) => rmSync(join(folder, 'recording.json'))],
    ['has no JSON', 'RECORDING_UNREADABLE', (folder) => truncateSync(join(folder, 'recording.json'), 40)],
    ['is an export of inputs', 'RECORDING_UNREADABLE', (folder) => edit(folder, '"is":"recording"', '"is":"inputs"')],
    ['says less than it must', 'RECORDING_UNREADABLE', (folder) => edit(folder, '"seed":0,', '')],
    ['has no parts', 'RECORDING_UNREADABLE', (folder) => edit(folder, /"parts":.*,"files"/u, '"parts":[],"files"')],
    ['names a file elsewhere', 'RECORDING_UNREADABLE', (folder) => edit(folder, /clean\/outputs/gu, 'clean/../../outputs')],
    ['does not list a file', 'RECORDING_UNREADABLE', (folder) => edit(folder, /"files":.*/u, '"files":[]}')],
    ['is newer', 'RECORDING_FORMAT', (folder) => edit(folder, '"format":1', '"format":2')],
    ['lacks a file', 'RECORDING_FILE_MISSING', (folder) => rmSync(join(folder, 'clean/outputs.jsonl'))],
    ['ends early', 'RECORDING_TRUNCATED', (folder) => truncateSync(join(folder, 'clean/outputs.jsonl'), 20)],
    ['has one byte changed', 'RECORDING_CHANGED', (folder) => flip(join(folder, 'clean/outputs.jsonl'))],
    ['has other samples', 'RECORDING_CHANGED', (folder) => flip(join(folder, 'clean/samples.jsonl'))],
  ];
  it.each(damages)('that %s is refused: %s', async (_, code, damage) => {
    const folder = handMade();
    damage(folder);
    expect(await codeOf(folder)).toBe(code);
  });
}); // prettier-ignore

function edit(folder: string, from: string | RegExp, to: string): void {
  const path = join(folder, 'recording.json');
  const text = readFileSync(path, 'utf8');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(path, edited);
}

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
