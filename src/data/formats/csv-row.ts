/** The cells of one row that csv-parse has accepted: RFC 4180 quoting, line ends before and after it ignored. */
export function splitRow(text: string, delimiter: string): string[] {
  const row = text.replace(/^[\r\n]+/, '');
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const cell = row[at] === '"' ? quoted(row, at) : plain(row, at, delimiter);
    cells.push(cell.text);
    if (!row.startsWith(delimiter, cell.end)) return cells;
    at = cell.end + delimiter.length;
  }
}

interface Cell {
  readonly text: string;
  /** Position after the cell. */
  readonly end: number;
}

function plain(row: string, from: number, delimiter: string): Cell {
  const next = row.indexOf(delimiter, from);
  if (next >= 0) return { text: row.slice(from, next), end: next };
  const text = row.slice(from).replace(/[\r\n]+$/, '');
  return { text, end: from + text.length };
}

function quoted(row: string, from: number): Cell {
  let close = row.indexOf('"', from + 1);
  while (row[close + 1] === '"') close = row.indexOf('"', close + 2);
  const end = close < 0 ? row.length : close;
  return { text: row.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 };
}

/** What a cell is when its column holds numbers: plain decimal notation; whole numbers no longer than float64 is exact, and without leading zeros. */
export function isNumeric(cell: string): boolean {
  const text = cell.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) || /^[+-]?0\d/.test(text)) return false;
  const number = Number(text);
  return Number.isFinite(number) && (!/^[+-]?\d+$/.test(text) || Number.isSafeInteger(number));
}
