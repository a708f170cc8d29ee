import type { Unit } from '../core/task.js';

/** Digits after the point that a unit is shown with unless more are needed. */
const leastDigits: { readonly [U in Unit]: number } = { share: 2, points: 2, nats: 3, ratio: 2, number: 2 };
const mostDigits = 12;

function isPercentage(unit: Unit): boolean {
  return unit === 'share' || unit === 'points';
}

/**
 * Values of one unit as people read them, without the unit's word (shares carry their %): all with the same
 * digits after the point, as many as it takes that different values differ in print and only 0 prints as 0.
 */
export function figures(values: readonly number[], unit: Unit, least = leastDigits[unit]): readonly string[] {
  const digits = digitsThatTell([...values, 0], unit, least);
  return values.map((value) => {
    const text = digits === null ? exactText(value, unit) : fixed(value, unit, digits);
    return unit === 'share' && Number.isFinite(value) ? `${text}%` : text;
  });
}

/** One value, as `figures` prints it. */
export function figure(value: number, unit: Unit, least = leastDigits[unit]): string {
  return figures([value], unit, least)[0] ?? '';
}

/** The unit's word after a printed figure. */
export function withUnit(text: string, unit: Unit): string {
  if (unit === 'points') return `${text} points`;
  return unit === 'nats' ? `${text} nats` : text;
}

function digitsThatTell(values: readonly number[], unit: Unit, least: number): number | null {
  const different = new Set(values.map((value) => value + 0)).size;
  for (let digits = least; digits <= mostDigits; digits += 1) {
    const printed = new Set(values.map((value) => fixed(value, unit, digits)));
    if (printed.size === different) return digits;
  }
  return null;
}

function fixed(value: number, unit: Unit, digits: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const text = (isPercentage(unit) ? value * 100 : value).toFixed(digits);
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text;
}

/** The shortest decimal that is this double and no other, shifted without arithmetic. */
function exactText(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return fixed(value, unit, 0);
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', decimals = ''] = mantissa.replace('-', '').split('.');
  const point = 1 + Number(exponent) + (isPercentage(unit) ? 2 : 0);
  const digits = whole + decimals;
  const padded = point > 0 ? digits.padEnd(point, '0') : '0'.repeat(1 - point) + digits;
  const cut = Math.max(1, point);
  const rest = padded.slice(cut);
  return `${value < 0 ? '-' : ''}${padded.slice(0, cut)}${rest === '' ? '' : `.${rest}`}`;
}

/** The smallest two-digit percentage or number that is not below the value: what a limit would have to be. */
export function figureAbove(value: number, unit: Unit): string {
  const scale = isPercentage(unit) ? 'e-2' : '';
  const step = Number(`1e-${leastDigits[unit]}`);
  const text = fixed(value, unit, leastDigits[unit]);
  const above = Number(`${text}${scale}`) >= value ? text : (Number(text) + step).toFixed(leastDigits[unit]);
  return unit === 'share' ? `${above}%` : above;
}

/** A count with thousands separators: 4,000. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Bytes in decimal units, three digits: 58.6 kB. */
export function bytes(n: number): string {
  if (!Number.isFinite(n)) return 'unknown size';
  let value = n;
  let unit = 'B';
  for (const larger of ['kB', 'MB', 'GB', 'TB']) {
    if (value < 1000) break;
    value /= 1000;
    unit = larger;
  }
  const digits = unit === 'B' || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

/** compressed ÷ baseline time in words: "1.6× faster". */
export function speed(ratio: number): string {
  if (!Number.isFinite(ratio) || ratio <= 0) return 'speed unknown';
  const [times, word] = ratio <= 1 ? [1 / ratio, 'faster'] : [ratio, 'slower'];
  const text = times.toFixed(1);
  return text === '1.0' ? 'as fast' : `${text}× ${word}`;
}

/** The word for one or for many: 1 check, 29 checks. */
export function plural(n: number, one: string, many: string): string {
  return n === 1 ? one : many;
}
