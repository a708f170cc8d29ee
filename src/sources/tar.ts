import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const blockBytes = 512;

/** Hands out the next bytes: at most `limit`, at least one; none at the end. */
type Take = (limit: number) => Promise<Buffer>;

interface Member {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/**
 * Writes the wanted members of a .tar.gz below `folder` and nothing else: `place` gives a member's path there,
 * undefined leaves it out. Returns the paths written. Throws an Error on anything but plain files among the wanted,
 * on a path that leaves the folder, on a file that already exists, and on an archive that is damaged or ends early.
 */
export async function unpack(
  archive: string,
  folder: string,
  place: (name: string) => string | undefined,
): Promise<readonly string[]> {
  const written: string[] = [];
  await pipeline(createReadStream(archive), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
    const take = taker(chunks);
    for (;;) {
      const member = readHeader(await exactly(blockBytes, take));
      if (member === undefined) break;
      const path = place(member.name);
      if (path === undefined) await skip(member.bytes, take);
      else written.push(await write(member, inside(path), { folder, take }));
      await skip(padding(member.bytes), take);
    }
    while ((await take(1 << 20)).length > 0); // to the end, or gzip's own check of the whole would not run
  });
  return written;
}

function taker(source: AsyncIterable<Buffer>): Take {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return async (limit) => {
    while (rest.length === 0) {
      const next = await chunks.next();
      if (next.done === true) return rest;
      rest = next.value;
    }
    const piece = rest.subarray(0, limit);
    rest = rest.subarray(piece.length);
    return piece;
  };
}

async function* pieces(bytes: number, take: Take): AsyncGenerator<Buffer> {
  for (let left = bytes; left > 0;) {
    const piece = await take(left);
    if (piece.length === 0) throw new Error(`the archive ends early, ${left} bytes are missing`);
    left -= piece.length;
    yield piece;
  }
}

async function exactly(bytes: number, take: Take): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of pieces(bytes, take)) parts.push(piece);
  return Buffer.concat(parts);
}

async function skip(bytes: number, take: Take): Promise<void> {
  for await (const _ of pieces(bytes, take));
}

async function write(
  member: Member,
  path: string,
  { folder, take }: { readonly folder: string; readonly take: Take },
): Promise<string> {
  if (member.type !== '0') throw new Error(`${member.name} is not a plain file (type ${member.type})`);
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await pipeline(Readable.from(pieces(member.bytes, take)), createWriteStream(target, { flags: 'wx' }));
  return path;
}

/** Undefined at the block of zeros that ends an archive. The layout is POSIX.1-1988 ustar. */
function readHeader(block: Buffer): Member | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (octal(block, 148, 8) !== checksum(block)) throw new Error('a header of the archive is damaged');
  const prefix = text(block, 345, 155);
  const type = text(block, 156, 1);
  return {
    name: prefix === '' ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`,
    type: type === '' ? '0' : type,
    bytes: octal(block, 124, 12),
  };
}

/** The sum of a header's bytes, its own checksum field counted as spaces. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}

function text(block: Buffer, from: number, length: number): string {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}

function octal(block: Buffer, from: number, length: number): number {
  const digits = text(block, from, length).trim();
  if (!/^[0-7]+$/.test(digits)) throw new Error('a header of the archive holds something else than a number');
  return Number.parseInt(digits, 8);
}

function padding(bytes: number): number {
  return (blockBytes - (bytes % blockBytes)) % blockBytes;
}

function inside(path: string): string {
  const parts = path.split(/[/\\]/);
  if (parts.some((part) => part === '..' || part === '') || /^[A-Za-z]:/.test(path))
    throw new Error(`${path} leads out of the folder`);
  return path;
}
