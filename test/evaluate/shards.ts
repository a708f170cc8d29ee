import { createHash } from 'node:crypto';

/** The text of a shard file with the digest that fits it: what only another version could have written. */
export function resealed(text: string): string {
  const body = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
  const sha256 = createHash('sha256').update(body).digest('hex');
  return `${body}{"is":"end","sha256":"${sha256}"}\n`;
}
