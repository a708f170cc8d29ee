import type { Place } from '../core/place.js';

/** Longest stretch of a line that is shown. */
const width = 96;

/** The line of a place with the one before it and a mark under the column; '' when the text has no such line. */
export function frame(text: string, place: Place): string {
  const lines = text.split(/\r\n|\r|\n/);
  const line = lines[place.line - 1];
  if (line === undefined) return '';
  const gutter = String(place.line).length;
  const start = Math.max(0, place.column - 1 - Math.floor(width / 2));
  const show = (number: number): string => {
    const shown = printable((lines[number - 1] ?? '').slice(start, start + width));
    return `  ${String(number).padStart(gutter)} | ${shown}`.trimEnd();
  };
  // Tabs stay tabs under the line, so that the mark stands where the column is.
  const indent = line.slice(start, place.column - 1).replaceAll(/[^\t]/g, ' ');
  const mark = `  ${' '.repeat(gutter)} | ${indent}^`;
  const before = place.line > 1 && (lines[place.line - 2] ?? '').trim() !== '' ? [show(place.line - 1)] : [];
  return [...before, show(place.line), mark].join('\n');
}

/** Control characters would steer the terminal. */
function printable(line: string): string {
  return line.replaceAll(/[^\P{Cc}\t]/gu, '·');
}
