const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);
const halves = new Float32Array(65536);
let filled = false;

/** The number that 16 bits of IEEE 754 binary16 stand for. */
export function fromHalf(half: number): number {
  if (!filled) fillHalves();
  return halves[half] ?? Number.NaN;
}

function fillHalves(): void {
  for (let half = 0; half < 65536; half += 1) halves[half] = decode(half);
  filled = true;
}

function decode(half: number): number {
  const exponent = (half >>> 10) & 31;
  const mantissa = half & 1023;
  const magnitude =
    exponent === 0 ? mantissa / 16777216 : exponent === 31 ? special(mantissa) : scaled(exponent, mantissa);
  return half >= 32768 ? -magnitude : magnitude;
}

function special(mantissa: number): number {
  return mantissa === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}

function scaled(exponent: number, mantissa: number): number {
  bits[0] = ((exponent + 112) << 23) | (mantissa << 13); // binary32's bias is 112 larger
  return single[0] ?? Number.NaN;
}

/** The bits of the binary16 number nearest to a binary32 value, ties to even; beyond 65504 infinity. */
export function toHalf(value: number): number {
  single[0] = value;
  const all = bits[0] ?? 0;
  const sign = (all >>> 16) & 0x8000;
  const magnitude = all & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // 65520 and up round to infinity
  if (magnitude < 0x38800000) return sign | nearestEven((single[0] < 0 ? -single[0] : single[0]) * 16777216); // subnormal: multiples of 2⁻²⁴
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude - 0x38000000 + 0xfff + odd) >>> 13);
}

/** The whole number nearest to a value, ties to even. */
export function nearestEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  return rest < 0.5 ? floor : floor + 1;
}
