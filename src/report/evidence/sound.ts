import { blank, heat, paint, type Raster } from './raster.js';

const width = 480;
const waveHeight = 96;
/** Bins of the spectrogram, one row each: frames are twice as long. */
const bins = 128;
/** Decibels below the loudest bin that are black. */
const range = 80;

/** A waveform, and below it the spectrogram (Hann windows of 256 values, decibels below the loudest, high tones on top). */
export function soundRaster(values: Float32Array): Raster {
  const raster = blank(width, waveHeight + bins, 0);
  drawWave(raster, values);
  drawSpectrogram(raster, values);
  return raster;
}

/** From the lowest to the highest value of each column. */
function drawWave(raster: Raster, values: Float32Array): void {
  const most = values.reduce((top, value) => Math.max(top, Math.abs(value)), 0) || 1; // silence is a line
  const rowOf = (value: number): number => Math.round(((1 - value / most) / 2) * (waveHeight - 1));
  for (let x = 0; x < width; x += 1) {
    const part = values.subarray(Math.floor((x * values.length) / width), Math.max(1, Math.floor(((x + 1) * values.length) / width))); // prettier-ignore
    const [low, high] = part.reduce(
      ([least, top], value) => [Math.min(least, value), Math.max(top, value)],
      [0, 0],
    );
    for (let y = rowOf(high); y <= rowOf(low); y += 1) paint(raster, x, y, [120, 180, 255]);
  }
}

function drawSpectrogram(raster: Raster, values: Float32Array): void {
  const size = 2 * bins;
  const angle = (at: number): number => (2 * Math.PI * at) / size;
  const cosines = Float64Array.from({ length: size }, (_, at) => Math.cos(angle(at)));
  const sines = Float64Array.from({ length: size }, (_, at) => Math.sin(angle(at)));
  const powers = new Float64Array(width * bins);
  for (let x = 0; x < width; x += 1) {
    const start = Math.floor((x * Math.max(0, values.length - size)) / (width - 1));
    for (let bin = 0; bin < bins; bin += 1) {
      let [re, im] = [0, 0];
      for (let at = 0; at < size; at += 1) {
        const windowed = (values[start + at] ?? 0) * (0.5 - 0.5 * (cosines[at] ?? 0));
        const turn = (at * bin) % size;
        re += windowed * (cosines[turn] ?? 0);
        im -= windowed * (sines[turn] ?? 0);
      }
      powers[x * bins + bin] = re * re + im * im;
    }
  }
  const loudest = powers.reduce((top, one) => Math.max(top, one), 0);
  powers.forEach((power, at) => {
    const decibels = power > 0 ? 10 * Math.log10(power / loudest) : -Infinity;
    const y = waveHeight + bins - 1 - (at % bins);
    if (decibels > -range) paint(raster, Math.floor(at / bins), y, heat(1 + decibels / range));
  });
}
