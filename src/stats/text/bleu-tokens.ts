import { withoutEnd, wordsOf } from './words.js';

/** How BLEU takes texts apart, by sacreBLEU's names. */
export const bleuTokenizers = ['13a', 'intl', 'char', 'none'] as const;
export type BleuTokenizer = (typeof bleuTokenizers)[number];

/** The tokens of a text, as sacreBLEU 2.6.0 counts them. */
export function bleuTokens(text: string, tokenizer: BleuTokenizer, lowercase: boolean): readonly string[] {
  const line = withoutEnd(lowercase ? text.toLowerCase() : text);
  switch (tokenizer) {
    case '13a':
      return wordsOf(western(line));
    case 'intl':
      return wordsOf(international(line));
    case 'char':
      return Array.from(line).flatMap((point) => wordsOf(point));
    case 'none':
      return wordsOf(line);
  }
}

/** mteval-v13a: entities, then ASCII punctuation apart; a point or comma between digits stays in its number. */
function western(line: string): string {
  const plain = line
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  return ` ${plain} `
    .replace(/[\x20-&(-+:-@/[-`{-~]/gu, ' $& ')
    .replace(/([^0-9])([.,])/gu, '$1 $2 ')
    .replace(/([.,])([^0-9])/gu, ' $1 $2')
    .replace(/([0-9])(-)/gu, '$1 $2 ');
}

/** mteval-v14: punctuation of all scripts apart, but between digits; symbols apart. */
function international(line: string): string {
  return line
    .replace(/(\P{N})(\p{P})/gu, '$1 $2 ')
    .replace(/(\p{P})(\P{N})/gu, ' $1 $2')
    .replace(/\p{S}/gu, ' $& ');
}
