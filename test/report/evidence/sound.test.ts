import { expect, it } from 'vitest';
import { soundRaster } from '../../../src/report/evidence/sound.js';

it('a tone is a line in the spectrogram at its pitch, silence is black', () => {
  const rate = 8000;
  const tone = Float32Array.from({ length: rate }, (_, at) => Math.sin((2 * Math.PI * 1000 * at) / rate));
  const { width, height, pixels } = soundRaster(tone);
  const brightness = (y: number): number => {
    let sum = 0;
    for (let x = 0; x < width; x += 1) sum += pixels[(y * width + x) * 3 + 2] ?? 0;
    return sum / width;
  };
  const rows = Array.from({ length: 128 }, (_, bin) => brightness(height - 1 - bin));
  expect(rows.indexOf(Math.max(...rows))).toBe(32); // 1000 Hz ÷ (8000 Hz ÷ 256)
  expect(rows[96]).toBe(0);
  const silent = soundRaster(new Float32Array(4000)).pixels.subarray(96 * 480 * 3);
  expect(silent.every((shade) => shade === 0)).toBe(true);
});
