import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { resample } from '../../../src/data/audio/resample.js';
import { apart, floats } from './kit.js';

const part = floats('voice.npy').slice(2000, 3500);

it.each([
  [16000, 8000],
  [8000, 16000],
  [44100, 16000],
  [16000, 22050],
])('from %d to %d is torchaudio’s formula to 1e-7', (from, to) => {
  expect(apart(resample(part, from, to), floats(`resample-${from}-${to}.npy`))).toBeLessThan(1e-7);
});

it('is scipy.signal.resample_poly to 2e-3 for a sound below what either cuts', () => {
  const [ours, theirs] = [resample(floats('low.npy'), 16000, 24000), floats('low-scipy.npy')];
  expect(apart(ours.subarray(200, -200), theirs.subarray(200, -200))).toBeLessThan(2e-3); // apart from the ends
});

it('leaves a sound at its rate as it is, and rounds lengths up', () => {
  expect(resample(part, 16000, 16000)).toBe(part);
  expect(resample(part.subarray(0, 7), 3, 2)).toHaveLength(5);
  expect(resample(part.subarray(0, 1), 44100, 16000)).toHaveLength(1);
});

it('has the same bits everywhere', () => {
  const bytes = Buffer.from(resample(part, 44100, 16000).buffer);
  expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16)).toBe('e7d1f609c8413707');
});
