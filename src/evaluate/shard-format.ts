/** A line of a shard file, parsed. */
export type ShardLine = { readonly [key: string]: unknown };

/**
 * What takes a line of one format to the next, the first from format 1 to 2. A change of what the lines hold adds
 * its step here; `is`, `format` and the last line stay as they are in every format.
 */
const upgraders: readonly ((line: ShardLine) => ShardLine)[] = [];

/** The format that this version writes; it reads every one up to it. */
export const format = upgraders.length + 1;

/** A line of an older format as this version would have written it. */
export function upgrade(line: ShardLine, from: number): ShardLine {
  return upgraders.slice(from - 1).reduce((each, step) => step(each), line);
}
