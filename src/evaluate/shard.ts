import { createHash } from 'node:crypto';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Finding } from '../core/fault.js';
import type { ChunkResult, ShardNumber } from '../core/plan.js';
import type { ReportedStudy } from '../core/study.js';
import { toWire } from '../core/wire.js';
import { toColumns } from './columns.js';
import { format } from './shard-format.js';

/** The first line of a shard file. */
export interface ShardHeader extends ShardNumber {
  readonly format: number;
  readonly tool: string;
  /** Digests of what makes an evaluation one, by part: shards of one evaluation share them. */
  readonly identity: { readonly [part: string]: string };
  readonly chunks: number;
  /** Where it ran, in words. */
  readonly machine: string;
  /** Why tasks could not be evaluated there. */
  readonly problems: readonly Finding[];
}

/** What a shard ends with. */
export interface ShardEnd {
  readonly medians: readonly number[];
  readonly cut: Finding | null;
  readonly crashes: number;
  /** Chunks of the models against themselves; the first shard's only. */
  readonly probe: readonly ChunkResult[];
  /** Looks into the models; the first shard's only, and of none of an earlier version. */
  readonly studies?: readonly ReportedStudy[];
}

/** Shard i of n evaluates every n-th chunk. */
export function chunksOfShard(chunks: number, { index, of }: ShardNumber): number[] {
  return [...new Array(chunks).keys()].filter((chunk) => chunk % of === index - 1);
}

/** The part of a shard file in memory that a merge needs once: this room does not look into it. */
export interface ShardStart {
  readonly header: Omit<ShardHeader, 'format'>;
  readonly plan: unknown;
}

/**
 * Writes a shard file line by line: header, plan, a line per chunk in order, how it ended, and the SHA-256 of all
 * that. A file without that last line is cut short.
 */
export class ShardWriter {
  private readonly file: number;
  private readonly hash = createHash('sha256');

  constructor(path: string, { header, plan }: ShardStart) {
    this.file = openSync(path, 'w');
    this.line({ is: 'shard', format, ...header });
    this.line({ is: 'plan', plan });
  }

  add({ chunk, rows, seconds }: ChunkResult): void {
    this.line({ is: 'chunk', chunk, seconds, rows: toColumns(rows) });
  }

  end(end: ShardEnd): void {
    this.line({ is: 'ended', ...end });
    this.write(`${toWire({ is: 'end', sha256: this.hash.digest('hex') })}\n`);
    closeSync(this.file);
  }

  private line(value: object): void {
    const text = `${toWire(value)}\n`;
    this.hash.update(text);
    this.write(text);
  }

  private write(text: string): void {
    writeFileSync(this.file, text); // appends to an open file, and writes all of it
  }
}
