import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unpack } from '../../src/sources/tar.js';
import { tarball, writeTarball } from './archive.js';
import type { MemberSketch } from './archive.js';

const everything = (name: string): string => name;

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'gate-tar-'));
}

function unpacked(
  members: readonly MemberSketch[],
  place = everything as (name: string) => string | undefined,
) {
  const folder = scratch();
  const archive = writeTarball(join(folder, 'a.tgz'), members);
  const out = join(folder, 'out', 'deep');
  return { out, folder, written: unpack(archive, out, place) };
}

describe('unpack', () => {
  it('writes the wanted members with their bytes and leaves out the others', async () => {
    const long = 'x'.repeat(200_000);
    const { out, written } = unpacked(
      [
        { name: 'a/one.txt', text: 'one' },
        { name: 'b.txt', text: 'no' },
        { name: 'a/long.txt', text: long },
        { name: 'empty' },
      ],
      (name) => (name === 'b.txt' ? undefined : name),
    );
    expect(await written).toEqual(['a/one.txt', 'a/long.txt', 'empty']);
    expect(readFileSync(join(out, 'a/one.txt'), 'utf8')).toBe('one');
    expect(readFileSync(join(out, 'a/long.txt'), 'utf8')).toBe(long);
    expect(readFileSync(join(out, 'empty'), 'utf8')).toBe('');
    expect(readdirSync(out)).toEqual(['a', 'empty']);
  });

  it.each(['../escape.txt', 'a/../../escape.txt', '/escape.txt', 'a\\..\\..\\escape.txt', 'C:/escape.txt'])(
    'refuses the path %s, and nothing is outside the folder',
    async (name) => {
      const { folder, written } = unpacked([{ name, text: 'out' }]);
      await expect(written).rejects.toThrow('leads out of the folder');
      expect(readdirSync(folder)).toEqual(['a.tgz']);
    },
  );

  it.each([
    { name: 'link', type: '2', link: '/etc/passwd' },
    { name: 'link', type: '1', link: 'other' },
    { name: 'link', type: '5' },
  ])('refuses a wanted member of type $type', async (member) => {
    const { out, written } = unpacked([member]);
    await expect(written).rejects.toThrow('is not a plain file');
    expect(existsSync(join(out, 'link'))).toBe(false);
  });

  it('refuses to write a member twice', async () => {
    const twice = [
      { name: 'a', text: '1' },
      { name: 'a', text: '2' },
    ];
    const { out, written } = unpacked(twice);
    await expect(written).rejects.toThrow('EEXIST');
    expect(readFileSync(join(out, 'a'), 'utf8')).toBe('1');
  });

  it.each([0.2, 0.5, 0.9, 0.99])('refuses an archive cut at %f of its length', async (share) => {
    const folder = scratch();
    const whole = tarball([{ name: 'a', text: 'some words '.repeat(500) }]);
    const archive = join(folder, 'cut.tgz');
    writeFileSync(archive, whole.subarray(0, Math.floor(whole.length * share)));
    await expect(unpack(archive, join(folder, 'out'), everything)).rejects.toThrow('unexpected end of file');
  });

  it('refuses an archive whose trailing checksum does not fit', async () => {
    const folder = scratch();
    const bytes = tarball([{ name: 'a', text: 'words' }]);
    const at = bytes.length - 8;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    const archive = join(folder, 'tampered.tgz');
    writeFileSync(archive, bytes);
    await expect(unpack(archive, join(folder, 'out'), everything)).rejects.toThrow('incorrect data check');
  });

  it('refuses what is no archive', async () => {
    const folder = scratch();
    const archive = join(folder, 'page.tgz');
    writeFileSync(archive, '<html>not found</html>');
    await expect(unpack(archive, join(folder, 'out'), everything)).rejects.toThrow('incorrect header check');
  });
});
