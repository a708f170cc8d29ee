import { finding, type Finding } from '../core/fault.js';
import type { Fraction } from '../core/fraction.js';
import type { Limit } from '../core/policy.js';
import type { Unit } from '../core/task.js';
import { show } from './words.js';

/** A limit's number, exactly and as a float (the quotient of two safe integers, so correctly rounded). */
export interface Quantity {
  readonly value: number;
  readonly exact: Fraction;
}

const suffixes = { share: '%', points: 'pp', nats: '', ratio: '', number: '' } as const satisfies Record<
  Unit,
  string
>;

const written = /^([-+]?)(\d+(?:\.\d+)?|\.\d+)\s*(%|pp)?$/;

export function suffixOf(unit: Unit): '%' | 'pp' | '' {
  return suffixes[unit];
}

/** A written number with its unit, or the finding (without a place) that says why it is none. */
export function readQuantity(value: unknown, unit: Unit): Quantity | Finding {
  if (typeof value === 'number') return readNumber(value, unit);
  if (typeof value === 'string') return readText(value, unit);
  return unreadable(show(value), unit);
}

export function isQuantity(read: Quantity | Finding): read is Quantity {
  return 'exact' in read;
}

function readNumber(value: number, unit: Unit): Quantity | Finding {
  const text = String(value);
  if (!Number.isFinite(value)) return finding('LIMIT_NOT_FINITE', { value: text });
  if (value < 0) return finding('LIMIT_NEGATIVE', { value: text });
  if (value === 0 || suffixOf(unit) === '') return exactly(text, 0);
  return finding('UNIT_MISSING', { value: text, readings: readings(value, suffixOf(unit)) });
}

/** Both things a bare number can mean, without the one that no limit can be. */
function readings(value: number, suffix: string): string {
  const print = (number: number): string => `${Number(number.toPrecision(12))}${suffix}`;
  const both = [value, value * 100].filter((number) => number <= 100).map(print);
  return both.length < 2 ? both.join('') : `${both.join(' or ')}, whichever is meant`;
}

function readText(value: string, unit: Unit): Quantity | Finding {
  const [, sign, digits, suffix] = written.exec(value.trim()) ?? [];
  if (digits === undefined) return unreadable(`\`${value}\``, unit);
  if (sign === '-') return finding('LIMIT_NEGATIVE', { value });
  if (sign === '+') return unreadable(`\`${value}\``, unit);
  if (suffix === undefined && suffixOf(unit) !== '') return readNumber(Number(digits), unit);
  if ((suffix ?? '') !== suffixOf(unit) || suffix === undefined) {
    return finding('UNIT_WRONG', {
      value,
      meant: meaning(unit),
      reading: otherReading(digits, suffix, unit),
    });
  }
  if (!(Number(digits) <= 100)) return finding('LIMIT_ABOVE_ALL', { value });
  return exactly(digits, 2);
}

/** The same digits in the unit that is meant; a percentage is a hundredth as a plain number. */
function otherReading(digits: string, suffix: string | undefined, unit: Unit): string {
  if (suffixOf(unit) !== '' || suffix === undefined) return `${digits}${suffixOf(unit)}`;
  return `${Number((Number(digits) / 100).toPrecision(12))} or ${digits}`;
}

function unreadable(value: string, unit: Unit): Finding {
  return finding('LIMIT_UNREADABLE', { value, meant: meaning(unit) });
}

function meaning(unit: Unit): string {
  if (unit === 'share') return 'a share, such as 1%';
  if (unit === 'points') return 'a difference of shares, such as 1pp';
  return unit === 'nats' ? 'a plain number of nats, such as 0.02' : 'a plain number, such as 1.02';
}

/** Decimal text ÷ 10^shift without rounding: '0.5' and 2 is 5/1000. */
function exactly(text: string, shift: number): Quantity | Finding {
  const [, whole = '', decimals = '', exponent = '0'] = /^(\d*)\.?(\d*)(?:e([-+]?\d+))?$/.exec(text) ?? [];
  const down = decimals.length + shift - Number(exponent);
  const digits = BigInt(`0${whole}${decimals}`);
  const numerator = down < 0 && down > -20 ? digits * 10n ** BigInt(-down) : digits;
  if (Math.abs(down) > 15 || numerator > BigInt(Number.MAX_SAFE_INTEGER)) {
    return finding('LIMIT_TOO_PRECISE', { value: text });
  }
  const denominator = down > 0 ? Number(10n ** BigInt(down)) : 1;
  return { value: Number(numerator) / denominator, exact: { numerator: Number(numerator), denominator } };
}

/** A limit as a policy writes it: `1%`, `0.5pp`, `0.02`. */
export function printLimit(limit: Pick<Limit, 'value' | 'unit'>): string {
  const suffix = suffixOf(limit.unit);
  return `${Number((suffix === '' ? limit.value : limit.value * 100).toPrecision(12))}${suffix}`;
}
