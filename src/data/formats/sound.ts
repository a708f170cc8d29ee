import decodeFlac from '@audio/decode-flac';
import decodeWav from '@audio/decode-wav';
import type { Sound } from '../../core/sample.js';
import { flacStream } from './flac.js';
import { isFlac, isWav } from './media.js';
import { wavLayout } from './wav.js';

/**
 * Decodes WAV (PCM of 8 to 32 bits, float, A-law, µ-law) or FLAC, told apart by their first bytes. Whole
 * numbers of n bits are divided by 2ⁿ⁻¹, so they lie in −1 … 1. Throws an Error whose message says what is wrong with the bytes.
 */
export async function decodeSound(bytes: Uint8Array<ArrayBuffer>): Promise<Sound> {
  if (isWav(bytes)) return wav(bytes);
  if (isFlac(bytes)) return flac(bytes);
  const start = Buffer.from(bytes.subarray(0, 40)).toString('latin1');
  const lfs = start.startsWith('version https://git-lfs');
  throw new Error(lfs ? 'it is a Git LFS pointer, not the file itself' : 'it is neither WAV nor FLAC');
}

/** 2ⁿ⁻¹ by n. */
const halves: ReadonlyMap<number, number> = new Map([[8, 128], [16, 32768], [24, 8388608], [32, 2147483648]]); // prettier-ignore

function wav(bytes: Uint8Array<ArrayBuffer>): Sound {
  const { pcmBits } = wavLayout(bytes);
  const { channelData, sampleRate } = decodeWav(bytes);
  const half = pcmBits === undefined ? undefined : halves.get(pcmBits);
  if (half === undefined) return sound(channelData, sampleRate);
  const even = (values: Float32Array): Float32Array => evened(values, half, 0); // the decoder divides positive numbers by 2ⁿ⁻¹ − 1
  return sound(channelData.map(even), sampleRate);
}

async function flac(bytes: Uint8Array<ArrayBuffer>): Promise<Sound> {
  const { frames, bits } = flacStream(bytes);
  const decoded = await decodeFlac(bytes);
  const found = decoded.channelData[0]?.length ?? 0;
  const { errors = [] } = decoded as { readonly errors?: readonly unknown[] }; // the package's types leave it out
  if (errors.length > 0 || found === 0 || (frames !== 0 && found !== frames))
    throw new Error(`it is damaged or cut short: ${found} of its ${frames} samples can be decoded`);
  const half = halves.get(bits);
  if (half === undefined) throw new Error(`it has ${bits} bits a sample; 8, 16, 24 and 32 are read`);
  const even = (values: Float32Array): Float32Array => evened(values, half, -Infinity); // the decoder divides all numbers by 2ⁿ⁻¹ − 1
  return sound(decoded.channelData.map(even), decoded.sampleRate);
}

/** The multiples of 1 ÷ half that rounded values stand for; those above `from` were divided by half − 1 instead. */
function evened(values: Float32Array, half: number, from: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let at = 0; at < out.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    const even = value > from ? (value * (half - 1)) / half : value;
    out[at] = Math.round(even * half) / half;
  }
  return out;
}

function sound(channels: readonly Float32Array[], rate: number): Sound {
  const frames = channels[0]?.length ?? 0;
  if (frames === 0 || rate === 0) throw new Error('it holds no samples');
  return { rate, channels };
}
