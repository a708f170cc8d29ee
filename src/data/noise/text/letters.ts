/**
 * Letters of the basic plane. What Unicode added there after version 15.0 is left out, so that every Node has the same ones;
 * beyond the basic plane nothing is a letter here.
 */
const letter =
  /^(?![\u088f\u0c5c\u0cdc\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7dc\ua7f1\u{10000}-\u{10ffff}])\p{L}$/u;
const mark = /^(?![\u0897\u1ac1-\u1aff\u{10000}-\u{10ffff}])\p{M}$/u;

export function isLetter(point: string): boolean {
  return isAscii(point) ? isLatin(point) : letter.test(point);
}

/** Most texts are mostly these, and comparing is quicker than a pattern. */
function isAscii(point: string): boolean {
  return point.length === 1 && point < '\u0080';
}

function isLatin(point: string): boolean {
  return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}

/** Letters, marks on them and digits: what words are made of. */
export function isInWord(point: string): boolean {
  if (isAscii(point)) return isLatin(point) || (point >= '0' && point <= '9');
  return isLetter(point) || mark.test(point);
}

export function isSpace(point: string): boolean {
  return [' ', '\t', '\n', '\r', '\u00a0', '\u3000'].includes(point);
}

/** The same letter in the other case; undefined where there is none of one code point that leads back. */
export function otherCase(point: string): string | undefined {
  if (!isLetter(point)) return undefined;
  const upper = point.toUpperCase();
  const lower = point.toLowerCase();
  const other = upper === point ? lower : upper;
  const back = other === upper ? other.toLowerCase() : other.toUpperCase();
  return other !== point && back === point && isLetter(other) ? other : undefined;
}
