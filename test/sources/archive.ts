import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export interface MemberSketch {
  readonly name: string;
  readonly text?: string;
  /** '0' file (default), '1' hard link, '2' symbolic link, '5' folder. */
  readonly type?: string;
  readonly link?: string;
}

/** The bytes of a .tar.gz with these members, as npm packs them. */
export function tarball(members: readonly MemberSketch[]): Buffer {
  return gzipSync(Buffer.concat([...members.flatMap(blocks), Buffer.alloc(1024)]));
}

export function writeTarball(path: string, members: readonly MemberSketch[]): string {
  writeFileSync(path, tarball(members));
  return path;
}

function blocks({ name, text = '', type = '0', link = '' }: MemberSketch): readonly Buffer[] {
  const body = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(link, 157);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
}
