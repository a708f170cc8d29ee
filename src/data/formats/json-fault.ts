/**
 * The offset of the first character at which a text stops being JSON, or undefined when it is JSON.
 * JSON.parse does not say where in every version of Node.
 */
export function jsonFault(text: string): number | undefined {
  const cursor = { text, at: 0 };
  const whole = value(cursor) && space(cursor) && cursor.at === text.length;
  return whole ? undefined : cursor.at;
}

interface Cursor {
  readonly text: string;
  at: number;
}

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

function value(cursor: Cursor): boolean {
  space(cursor);
  const first = cursor.text[cursor.at];
  if (first === '{') return list(cursor, '}', member);
  if (first === '[') return list(cursor, ']', value);
  return take(cursor, first === '"' ? string : scalar);
}

function list(cursor: Cursor, end: string, item: (cursor: Cursor) => boolean): boolean {
  cursor.at += 1;
  space(cursor);
  if (sign(cursor, end)) return true;
  while (item(cursor)) {
    space(cursor);
    if (sign(cursor, end)) return true;
    if (!sign(cursor, ',')) return false;
  }
  return false;
}

function member(cursor: Cursor): boolean {
  return space(cursor) && take(cursor, string) && space(cursor) && sign(cursor, ':') && value(cursor);
}

function sign(cursor: Cursor, expected: string): boolean {
  if (cursor.text[cursor.at] !== expected) return false;
  cursor.at += 1;
  return true;
}

function space(cursor: Cursor): boolean {
  return take(cursor, /[ \t\r\n]*/y);
}

function take(cursor: Cursor, pattern: RegExp): boolean {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found !== null) cursor.at = pattern.lastIndex;
  return found !== null;
}
