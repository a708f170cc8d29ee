import { describe, expect, it } from 'vitest';
import { isLfsPointer, pointedAt } from '../../src/sources/lfs.js';

const oid = 'a'.repeat(64);
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12\n`;

describe('Git LFS pointers', () => {
  it('say which file they stand for', () => {
    expect(isLfsPointer(pointer)).toBe(true);
    expect(pointedAt(pointer)).toBe(oid);
  });

  it.each(['', 'oid sha256:', `x${pointer}`, `oid sha256:${oid}`])('are nothing else: %j', (text) => {
    expect(isLfsPointer(text)).toBe(false);
    expect(pointedAt(text)).toBeUndefined();
  });

  it('that are cut stand for nothing', () => {
    expect(pointedAt(pointer.slice(0, 80))).toBeUndefined();
  });
});
