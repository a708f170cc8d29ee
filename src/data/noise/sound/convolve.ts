import { fourier, type Complex, type Fourier } from '../../audio/fourier.js';

/** Convolves sounds with one response, from its place `from` on; the response's spectrum is kept per size of transform. */
export function convolver(
  response: ArrayLike<number>,
  from = 0,
): (values: Float32Array, length: number) => Float64Array {
  const known = new Map<number, { readonly transform: Fourier; readonly spectrum: Complex }>();
  return (values, length) => {
    const size = sizeFor(length + response.length - 1);
    const { transform, spectrum } = known.get(size) ?? planOf(response, size);
    known.set(size, { transform, spectrum });
    const input = complex(size);
    input.re.set(values.subarray(0, length));
    const output = complex(size);
    transform(input, output);
    for (let k = 0; k < size; k += 1) {
      const [re, im] = [output.re[k] ?? 0, output.im[k] ?? 0];
      const [a, b] = [spectrum.re[k] ?? 0, spectrum.im[k] ?? 0];
      input.re[k] = re * a - im * b;
      input.im[k] = -(re * b + im * a); // conjugated, so that the same transform leads back
    }
    transform(input, output);
    return output.re.slice(from, from + length).map((value) => value / size);
  };
}

function planOf(response: ArrayLike<number>, size: number): { transform: Fourier; spectrum: Complex } {
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
