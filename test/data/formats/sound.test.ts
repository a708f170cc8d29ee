import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decodeSound } from '../../../src/data/formats/sound.js';
import { floats } from '../audio/kit.js';
import { fixture } from '../kit.js';

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(fixture(name)));
}

const names = ['pcm_u8', 'pcm_16', 'float', 'double', 'ulaw', 'alaw', 'extensible'];

it.each([...names.map((name) => `sound-${name}.wav`), 'sound-pcm_16.flac'])(
  '%s is what soundfile reads',
  async (name) => {
    const { rate, channels } = await decodeSound(bytesOf(name));
    const both = floats(`${name}.npy`);
    expect([rate, channels.length]).toEqual([16000, 2]);
    for (const [channel, values] of channels.entries())
      expect(values).toEqual(both.filter((_, at) => at % 2 === channel));
  },
);

it.each(['sound-pcm_24.wav', 'sound-pcm_32.wav', 'sound-pcm_24.flac'])(
  '%s is what soundfile reads, to the last of its bits',
  async (name) => {
    const { channels } = await decodeSound(bytesOf(name));
    const left = floats(`${name}.npy`).filter((_, at) => at % 2 === 0);
    for (const [at, value] of (channels[0] ?? []).entries())
      expect(Math.abs(value - (left[at] ?? NaN))).toBeLessThanOrEqual(1 / 8388608);
  },
);

it.each([
  ['a cut WAV', 'sound-pcm_16.wav', 2000, /^it ends at byte 2000, its samples would end at 3244$/],
  ['a WAV without samples', 'sound-pcm_16.wav', 40, /^it ends at byte 40, before its samples$/],
  ['a cut FLAC', 'sound-pcm_16.flac', 1500, /^it is damaged or cut short: \d+ of its 800 samples/],
  ['the head of a FLAC', 'sound-pcm_16.flac', 30, /^it is cut short, or no FLAC stream$/],
  [
    'ADPCM',
    'sound-ima_adpcm.wav',
    700,
    /^its samples are compressed \(format 17\); PCM, float, A-law and µ-law are read$/,
  ],
  ['another file', 'grey.png', 500, /^it is neither WAV nor FLAC$/],
])('refuses %s', async (_, name, length, message) => {
  await expect(decodeSound(bytesOf(name).slice(0, length))).rejects.toThrow(message);
});

it('refuses a damaged FLAC and a WAV with nothing in it', async () => {
  const flac = bytesOf('sound-pcm_16.flac');
  flac.fill(255, 1500, 1540);
  await expect(decodeSound(flac)).rejects.toThrow(/damaged or cut short/);
  const wav = bytesOf('sound-pcm_16.wav').slice(0, 44);
  new DataView(wav.buffer).setUint32(40, 0, true);
  await expect(decodeSound(wav)).rejects.toThrow('it holds no samples');
});

it('reads a WAV whose length was not known when it was begun', async () => {
  const wav = bytesOf('sound-pcm_16.wav');
  new DataView(wav.buffer).setUint32(40, 0xffffffff, true);
  expect((await decodeSound(wav)).channels[0]).toHaveLength(800);
});
