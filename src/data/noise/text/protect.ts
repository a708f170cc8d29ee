import { patternIn } from '../../../core/pattern.js';

/** What can be protected by name. */
const named: { readonly [name: string]: string } = {
  urls: String.raw`(?:https?:\/\/|www\.)[^\s<>]+|[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+`,
  numbers: String.raw`\d+(?:[.,:\/\-]\d+)*`,
  tags: String.raw`<[^<>\s][^<>]*>|\[[A-Z]+\]|\{[^{}]*\}`,
};

/** A pattern between slashes, a name, or a word, which is protected as a whole word. */
function sourceOf(text: string): string {
  const pattern = patternIn(text) ?? (Object.hasOwn(named, text) ? named[text] : undefined);
  if (pattern !== undefined) return pattern;
  const literal = text.replace(/[\\^$.*+?()[\]{}|\/\-]/gu, (sign) => `\\${sign}`);
  return String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`;
}

/** Stretches of a text that stay as they are, from and to, in UTF-16 units. */
export function protectedIn(
  text: string,
  protect: readonly string[],
): readonly (readonly [number, number])[] {
  return protect.flatMap((one) =>
    Array.from(text.matchAll(new RegExp(sourceOf(one), 'gu')), (match): [number, number] => [
      match.index,
      match.index + match[0].length,
    ]),
  );
}
