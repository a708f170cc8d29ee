import type { CaseFeature, CaseInput } from '../core/case.js';
import type { AudioSignal, Signal, ValueSignal } from '../core/noise.js';
import { quantile } from '../stats/quantile.js';

/** Larger pictures are shown by every second, third … row and column; more features are no table row. */
const mostSide = 512;
const mostFeatures = 64;
/** Seconds of sound that are shown. */
const mostSeconds = 30;

/** Percentiles of each feature of an input over some samples; empty where it is no table row. */
export type Typical = readonly (readonly [number, number, number])[];

/** What of an input can be shown. */
export function shownInput(
  input: string,
  signal: Signal,
  { names, typical }: { names: readonly string[]; typical: Typical },
): CaseInput {
  if (signal.is === 'text') return { is: 'text', input, texts: signal.texts };
  if (signal.is === 'audio') return shownSound(input, signal);
  const layout = layoutOf(signal);
  if (layout !== undefined) return shownPicture(input, signal, layout);
  if (signal.values.length > mostFeatures) return { is: 'other', input, dims: signal.dims };
  const features = [...signal.values].map((value, at): CaseFeature => ({
    name: names[at] ?? String(at),
    value,
    typical: typical[at] ?? [NaN, NaN, NaN],
  }));
  return { is: 'row', input, features };
}

function shownSound(input: string, { values, rate, length }: AudioSignal): CaseInput {
  return { is: 'audio', input, rate, values: values.slice(0, Math.min(length, mostSeconds * rate)) };
}

interface Layout {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Where a value stands. */
  readonly at: (row: number, column: number, channel: number) => number;
}

/** Pictures, and tensors that look like one: channels first, at least 8 rows and columns. */
function layoutOf({ is, dims }: ValueSignal): Layout | undefined {
  const [one = 0, two = 0, three = 0] = dims;
  if (is === 'picture') return { height: one, width: two, channels: three, at: (row, column, channel) => (row * two + column) * three + channel }; // prettier-ignore
  const [channels, height, width] = dims.length === 2 ? [1, one, two] : [one, two, three];
  const isPicture = (dims.length === 2 || (dims.length === 3 && (one === 1 || one === 3))) && height >= 8 && width >= 8; // prettier-ignore
  return isPicture ? { height, width, channels, at: (row, column, channel) => (channel * height + row) * width + column } : undefined; // prettier-ignore
}

function shownPicture(input: string, signal: ValueSignal, layout: Layout): CaseInput {
  const step = Math.max(1, Math.ceil(Math.max(layout.height, layout.width) / mostSide));
  const [height, width] = [Math.ceil(layout.height / step), Math.ceil(layout.width / step)];
  const channels = layout.channels >= 3 ? 3 : 1;
  const pixels = new Uint8Array(height * width * channels);
  const [low, high] = signal.range ?? extent(signal.values);
  const scale = high > low ? 255 / (high - low) : 0;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      for (let channel = 0; channel < channels; channel += 1) {
        const value = signal.values[layout.at(row * step, column * step, channel)] ?? NaN;
        const shade = Math.round((value - low) * scale);
        pixels[(row * width + column) * channels + channel] = Math.max(0, Math.min(255, shade));
      }
    }
  }
  return { is: 'picture', input, height, width, channels, pixels, step };
}

function extent(values: Float32Array): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}

/** Percentiles of each feature over samples of one length. */
export function typicalOf(rows: readonly Float32Array[]): Typical {
  const [first] = rows;
  if (first === undefined || first.length > mostFeatures) return [];
  return [...first.keys()].map((feature) => {
    const values = Float64Array.from(rows, (row) => row[feature] ?? NaN)
      .filter(Number.isFinite)
      .sort();
    return [quantile(values, 0.05), quantile(values, 0.5), quantile(values, 0.95)];
  });
}
