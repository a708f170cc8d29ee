import { hash } from 'node:crypto';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random 32-bit integers that belongs to its name and to nothing else. */
export interface Stream {
  /** Uniform over the signed 32-bit integers. */
  int32(): number;
  /** Uniform in [0, 1), a multiple of 2⁻³². */
  uniform(): number;
}

/**
 * The stream of a name: equal names give equal streams on any machine, different names independent ones.
 * The state is the first 128 bits of SHA-256 over the length-prefixed parts; the generator is xoroshiro128+.
 */
export function rng(...name: readonly (string | number)[]): Stream {
  let whole = '';
  for (const part of name) {
    const text = String(part);
    whole += `${text.length}:${text};`;
  }
  const digest = hash('sha256', whole, 'binary'); // of all forms of a digest the cheapest to get
  const word = (at: number): number => {
    const [first, second] = [digest.charCodeAt(at), digest.charCodeAt(at + 1)];
    return first | (second << 8) | (digest.charCodeAt(at + 2) << 16) | (digest.charCodeAt(at + 3) << 24);
  };
  const generator = xoroshiro128plusFromState([word(0), word(4), word(8), word(12)]);
  const int32 = (): number => generator.next();
  return { int32, uniform: () => (int32() >>> 0) / 4294967296 };
}

/** A seeded permutation of 0…n−1 (Fisher–Yates, unbiased by rejection). */
export function shuffled(n: number, stream: Stream): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, index) => index);
  for (let last = n - 1; last > 0; last -= 1) {
    const other = below(last + 1, stream);
    const held = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}

/** Uniform in 0…bound−1 (bound ≤ 2³²), by rejection. */
export function below(bound: number, stream: Stream): number {
  const isPowerOfTwo = bound <= 1073741824 && (bound & (bound - 1)) === 0; // then nothing is rejected
  if (isPowerOfTwo) return stream.int32() & (bound - 1);
  const limit = Math.floor(4294967296 / bound) * bound;
  for (;;) {
    const drawn = stream.int32() >>> 0;
    if (drawn < limit) return drawn % bound;
  }
}
