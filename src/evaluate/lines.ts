import type { FileHandle } from 'node:fs/promises';

const blockBytes = 262_144;

/** The lines of a file, one at a time: what nobody asked for yet stays on disk. */
export class LineReader {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly file: FileHandle) {}

  /** The next line without its line break; undefined where no whole line is left. */
  async next(): Promise<string | undefined> {
    const parts: Buffer[] = [];
    for (;;) {
      const end = this.rest.indexOf(10);
      parts.push(end < 0 ? this.rest : this.rest.subarray(0, end));
      this.rest = end < 0 ? this.rest : this.rest.subarray(end + 1);
      if (end >= 0) return Buffer.concat(parts).toString('utf8');
      const { bytesRead, buffer } = await this.file.read(Buffer.allocUnsafe(blockBytes), 0, blockBytes);
      if (bytesRead === 0) return undefined;
      this.rest = buffer.subarray(0, bytesRead);
    }
  }
}
