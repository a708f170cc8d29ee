import { remembered } from '../../kept.js';

/** Divisors of the 64 frequencies at quality 50, row by row: ITU-T T.81, tables K.1 and K.2. */
const luminance = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const chrominance = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99,
  99, 99, 99, 99, 99,
];

/** The divisors that libraries use for a quality of 1…100, row by row. */
export const divisors = remembered((quality: number, of: 'luminance' | 'chrominance'): Int32Array => {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  const table = of === 'luminance' ? luminance : chrominance;
  return Int32Array.from({ length: 64 }, (_, at) => {
    const divisor = Math.floor(((table[at] ?? 99) * percent + 50) / 100);
    return divisor < 1 ? 1 : divisor > 255 ? 255 : divisor;
  });
});
