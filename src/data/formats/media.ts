/** Whether these bytes start as a picture does that is decoded here. */
export function isPictureFile(bytes: Uint8Array): boolean {
  const start = startOf(bytes);
  return (
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    start.startsWith('\xff\xd8\xff') ||
    (start.startsWith('RIFF') && start.startsWith('WEBP', 8))
  );
}

export function isWav(bytes: Uint8Array): boolean {
  const start = startOf(bytes);
  return start.startsWith('RIFF') && start.startsWith('WAVE', 8);
}

export function isFlac(bytes: Uint8Array): boolean {
  return startOf(bytes).startsWith('fLaC');
}

function startOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 12)).toString('latin1');
}
