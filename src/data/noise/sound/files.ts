import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../../../core/fault.js';
import type { Sound } from '../../../core/sample.js';
import { resample } from '../../audio/resample.js';
import { mediaFiles } from '../../formats/media-files.js';
import { decodeSound } from '../../formats/sound.js';
import { pathInside } from '../../inside.js';
import { energy } from './mix.js';

/** A recording that noise is made of, and the digest of its file. */
export interface Recording {
  readonly sha256: string;
  /** One channel, the mean of all, at a rate; made once for each rate. */
  at(rate: number): Float32Array;
}

/** The WAV or FLAC file of a policy, or all of a folder, in the order of their paths' bytes; a Fault for what is not one, or silent. */
export async function readRecordings(
  directory: string,
  path: string,
  option: string,
): Promise<readonly Recording[]> {
  const found = pathInside(directory, path, option);
  if (!statSync(found).isDirectory()) return [await readRecording(found, path)];
  const files = mediaFiles({ path: found, shown: path, medium: 'sound' });
  if (files.length === 0) throw unreadable(path, 'it holds no WAV or FLAC files');
  return Promise.all(files.map((file) => readRecording(join(found, file), `${path}/${file}`)));
}

async function readRecording(file: string, shown: string): Promise<Recording> {
  const bytes = Uint8Array.from(readFileSync(file));
  const values = mean(await decoded(bytes, shown));
  const loud = energy(values.values, values.values.length);
  if (!(loud > 0 && loud < Number.POSITIVE_INFINITY))
    throw unreadable(shown, 'it is silent, or holds values that are none');
  const known = new Map<number, Float32Array>();
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    at: (rate) => {
      const made = known.get(rate) ?? resample(values.values, values.rate, rate);
      known.set(rate, made);
      return made;
    },
  };
}

async function decoded(bytes: Uint8Array<ArrayBuffer>, shown: string): Promise<Sound> {
  try {
    return await decodeSound(bytes);
  } catch (error) {
    throw unreadable(shown, error instanceof Error ? error.message : String(error));
  }
}

function mean({ channels, rate }: Sound): { readonly values: Float32Array; readonly rate: number } {
  const [first = new Float32Array(0), ...others] = channels;
  if (others.length === 0) return { values: first, rate };
  const sum = (at: number): number => others.reduce((total, channel) => total + (channel[at] ?? Number.NaN), first[at] ?? 0); // prettier-ignore
  return { values: first.map((_, at) => sum(at) / channels.length), rate };
}

function unreadable(path: string, reason: string): Error {
  return fault('DATA_UNREADABLE', { path, part: null, reason });
}
