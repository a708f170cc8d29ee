interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Where a command says how far it is. */
export interface Progress {
  tell(line: string): void;
  /** Leaves the cursor at the start of an empty line, for whatever is written next. */
  end(): void;
}

/** Plain lines for logs; on a terminal each line takes the place of the last. */
export function progressTo(stderr: Output): Progress {
  if (stderr.isTTY !== true) return { tell: (line) => stderr.write(`${line}\n`), end: () => undefined };
  let isOpen = false;
  return {
    tell: (line) => {
      isOpen = true;
      stderr.write(`\r\u001B[2K${line}`);
    },
    end: () => {
      if (isOpen) stderr.write('\n');
      isOpen = false;
    },
  };
}
