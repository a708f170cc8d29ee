import { fourier, type Complex, type Fourier } from '../../audio/fourier.js';

/**
 * Convolves sounds with one response, from its place `from` on; the response's spectrum is kept per size of transform. A
 * sound's second half goes through the same transform as the first, as its imaginary part: the response is real.
 */
export function convolver(
  response: ArrayLike<number>,
  from = 0,
): (values: Float32Array, length: number) => Float64Array {
  const known = new Map<number, Plan>();
  return (values, length) => {
    const half = Math.ceil(length / 2);
    const size = sizeFor(half + response.length - 1);
    const plan = known.get(size) ?? planOf(response, size);
    known.set(size, plan);
    const input = complex(size);
    input.re.set(values.subarray(0, half));
    input.im.set(values.subarray(half, length));
    const { re, im } = filtered(input, plan);
    const out = new Float64Array(length);
    for (let at = 0; at < length; at += 1) {
      const place = at + from;
      const first = place < size ? (re[place] ?? 0) : 0;
      const second = place >= half ? -(im[place - half] ?? 0) : 0; // conjugated
      out[at] = (first + second) / size;
    }
    return out;
  };
}

/** The transform and the response's spectrum. */
interface Plan {
  readonly transform: Fourier;
  readonly spectrum: Complex;
}

/** The input convolved with the response, times the size and conjugated; the input is written over. */
function filtered(input: Complex, { transform, spectrum }: Plan): Complex {
  const output = complex(input.re.length);
  transform(input, output);
  for (let k = 0; k < output.re.length; k += 1) {
    const re = output.re[k] ?? 0;
    const im = output.im[k] ?? 0;
    const a = spectrum.re[k] ?? 0;
    const b = spectrum.im[k] ?? 0;
    input.re[k] = re * a - im * b;
    input.im[k] = -(re * b + im * a); // conjugated, so that the same transform leads back
  }
  transform(input, output);
  return output;
}

function planOf(response: ArrayLike<number>, size: number): Plan {
  const transform = fourier(size);
  const input = complex(size);
  input.re.set(response);
  const spectrum = complex(size);
  transform(input, spectrum);
  return { transform, spectrum };
}

function complex(size: number): Complex {
  return { re: new Float64Array(size), im: new Float64Array(size) };
}

/** The next of 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, …: powers of 2, and 3 and 5 times such. */
function sizeFor(length: number): number {
  const sizes = [1, 3, 5].map((size) => {
    while (size < length) size *= 2;
    return size;
  });
  return Math.min(...sizes);
}
