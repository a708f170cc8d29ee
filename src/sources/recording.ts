import { Ajv, type ValidateFunction } from 'ajv';
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fault } from '../core/fault.js';
import {
  recordingFormat,
  type PlacedRecording,
  type RecordedFile,
  type Recording,
} from '../core/recording.js';
import { recordingSchema } from './recording-schema.js';

/** Written last: without it nothing was finished. */
export const manifestName = 'recording.json';

/**
 * The recordings in a folder: the folder itself, or each folder in it that holds one. `shown` is for messages.
 * Throws a Fault RECORDING_… when one of them is not what its recording.json says, to the last byte.
 */
export async function readRecordings(directory: string, shown: string): Promise<PlacedRecording[]> {
  if (isFile(join(directory, manifestName))) return [await readRecording(directory, shown)];
  const names = statSync(directory).isDirectory() ? readdirSync(directory).sort() : [];
  const folders = names.filter((name) => isFile(join(directory, name, manifestName)));
  if (folders.length === 0) throw fault('RECORDING_UNFINISHED', { path: shown });
  const recordings: PlacedRecording[] = [];
  for (const name of folders) recordings.push(await readRecording(join(directory, name), `${shown}/${name}`));
  return recordings;
}

/** One recording, with the digest of every file compared. */
export async function readRecording(directory: string, shown: string): Promise<PlacedRecording> {
  const manifest = join(directory, manifestName);
  if (!isFile(manifest)) throw fault('RECORDING_UNFINISHED', { path: shown });
  const recording = parse(readFileSync(manifest, 'utf8'), shown);
  for (const each of recording.files) await checkFile(directory, each, shown);
  return { directory, shown, recording };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Compiled when first needed. */
let compiled: ValidateFunction | undefined;

function parse(text: string, path: string): Recording {
  const value = parseJson(text, path);
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (typeof format === 'number' && format > recordingFormat)
    throw fault('RECORDING_FORMAT', { path, format, expected: recordingFormat });
  compiled ??= new Ajv({ allowUnionTypes: true }).compile(recordingSchema);
  if (!compiled(value)) {
    const [error] = compiled.errors ?? [];
    const reason = `${error?.instancePath === '' ? 'it' : (error?.instancePath ?? 'it')} ${error?.message ?? 'is wrong'}`;
    throw fault('RECORDING_UNREADABLE', { path, reason });
  }
  const recording = value as Recording; // the schema says the same as the type
  const listed = new Set(recording.files.map(({ file }) => file));
  const used = recording.parts.flatMap(({ samples, outputs }) => [
    samples,
    ...outputs.map(({ file }) => file),
  ]);
  const unlisted = used.find((file) => !listed.has(file));
  if (unlisted !== undefined)
    throw fault('RECORDING_UNREADABLE', { path, reason: `/files does not list ${unlisted}` });
  return recording;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw fault('RECORDING_UNREADABLE', { path, reason: `${manifestName} is no JSON` });
  }
}

async function checkFile(directory: string, wanted: RecordedFile, path: string): Promise<void> {
  const { file, bytes, sha256 } = wanted;
  const found = join(directory, file);
  const status = statSync(found, { throwIfNoEntry: false });
  if (status?.isFile() !== true) throw fault('RECORDING_FILE_MISSING', { path, file });
  if (status.size < bytes)
    throw fault('RECORDING_TRUNCATED', { path, file, bytes: status.size, expected: bytes });
  const hash = createHash('sha256');
  await pipeline(createReadStream(found), hash);
  if (hash.digest('hex') !== sha256) throw fault('RECORDING_CHANGED', { path, file });
}
