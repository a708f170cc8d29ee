import type { Plane } from './plane.js';

/** Brightness and two differences of colour (JFIF: ITU-R BT.601 over the full range), 8 bits each. */
export type Components = readonly [y: Plane, cb: Plane, cr: Plane];

const one = 65536;
/** A factor in sixteen bits. */
const part = (factor: number): number => Math.floor(factor * one + 0.5);
const toY = [part(0.299), part(0.587), part(0.114)] as const;
const toCb = [-part(0.168735892), -part(0.331264108), part(0.5)] as const;
const toCr = [part(0.5), -part(0.418687589), -part(0.081312411)] as const;

/** Interleaved red, green and blue as components. */
export function components(bytes: Uint8Array, rows: number, columns: number): Components {
  const plane = (factors: readonly [number, number, number], offset: number): Plane => {
    const samples = new Uint8Array(rows * columns);
    for (let at = 0, from = 0; at < samples.length; at += 1, from += 3) {
      const sum =
        factors[0] * (bytes[from] ?? 0) + factors[1] * (bytes[from + 1] ?? 0) + factors[2] * (bytes[from + 2] ?? 0);
      samples[at] = Math.floor((sum + offset) / one);
    }
    return { rows, columns, samples };
  }; // prettier-ignore
  const middle = 128 * one + one / 2 - 1;
  return [plane(toY, one / 2), plane(toCb, middle), plane(toCr, middle)];
}

const red = part(1.402);
const blue = part(1.772);
const [greenCb, greenCr] = [-part(0.344136286), -part(0.714136286)];

/** Components as interleaved red, green and blue. */
export function colours([y, cb, cr]: Components): Uint8Array {
  const bytes = new Uint8ClampedArray(y.samples.length * 3);
  for (let at = 0, to = 0; at < y.samples.length; at += 1, to += 3) {
    const [light, b, r] = [y.samples[at] ?? 0, (cb.samples[at] ?? 0) - 128, (cr.samples[at] ?? 0) - 128];
    bytes[to] = light + Math.floor((red * r + one / 2) / one);
    bytes[to + 1] = light + Math.floor((greenCb * b + greenCr * r + one / 2) / one);
    bytes[to + 2] = light + Math.floor((blue * b + one / 2) / one);
  }
  return new Uint8Array(bytes.buffer);
}
