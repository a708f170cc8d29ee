import type { Place } from '../core/place.js';

/** Reads `file:line:column` back; null when the text is none. */
export function readPlace(text: string): Place | null {
  const found = /^(.*):(\d+):(\d+)$/su.exec(text);
  if (found === null) return null;
  const [, file = '', line = '', column = ''] = found;
  return { file, line: Number(line), column: Number(column) };
}
