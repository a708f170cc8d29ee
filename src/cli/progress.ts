/** Plain lines for logs; on a terminal each line takes the place of the last. */
export function progressTo(stderr: {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}): (line: string) => void {
  if (stderr.isTTY !== true) return (line) => stderr.write(`${line}\n`);
  return (line) => stderr.write(`\r\u001B[2K${line}`);
}
