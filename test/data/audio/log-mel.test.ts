import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { framesOf, logMel } from '../../../src/data/audio/log-mel.js';
import { apart, floats } from './kit.js';

const voice = floats('voice.npy');

it.each([80, 128])('gives the %d features of WhisperFeatureExtractor to 1e-6', (mels) => {
  const made = logMel(voice, mels);
  expect(made).toHaveLength(mels * 80);
  expect(apart(made, floats(`voice-log-mel-${mels}.npy`))).toBeLessThan(1e-6);
});

it('gives the features of a sound that was padded with silence', () => {
  const padded = new Float32Array(16000);
  padded.set(voice);
  expect(apart(logMel(padded, 80), floats('voice-log-mel-padded.npy'))).toBeLessThan(1e-6);
});

it('gives −1.5 for silence, and NaN for NaN', () => {
  expect(new Set(logMel(new Float32Array(1600), 80))).toEqual(new Set([-1.5]));
  const broken = voice.slice();
  broken[5000] = Number.NaN;
  expect(logMel(broken, 80).some((value) => Number.isNaN(value))).toBe(true);
});

it('counts frames, odd ones too, and knows what is too short', () => {
  expect([200, 201, 320, 479, 480000].map(framesOf)).toEqual([undefined, 1, 2, 2, 3000]);
  const [odd, even] = [logMel(voice.subarray(0, 800), 80), logMel(voice.subarray(0, 1600), 80)];
  expect([odd.length, even.length]).toEqual([80 * 5, 80 * 10]);
});

it('has the same bits everywhere', () => {
  const bytes = Buffer.from(logMel(voice, 80).buffer);
  expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16)).toBe('1b8e1ed201796381');
});
