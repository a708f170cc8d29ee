const header = 'version https://git-lfs.github.com/spec/';

/** Whether a file that starts so is a Git LFS pointer, and not the file itself. */
export function isLfsPointer(start: string): boolean {
  return start.startsWith(header);
}

/** The SHA-256 of the file that a pointer stands for; undefined for anything that is no pointer. */
export function pointedAt(text: string): string | undefined {
  return isLfsPointer(text) ? /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1] : undefined;
}
