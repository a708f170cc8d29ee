/** How texts are made comparable before anything is counted; what each does is written out in docs/tasks. */
export const normalizers = ['plain', 'none'] as const;
export type Normalizer = (typeof normalizers)[number];

/**
 * `plain`: composed (NFC), in lower case, ’ as ', everything that is no letter, mark, digit or apostrophe within a word
 * as a space, single spaces, none at the ends. `none`: the text as it is.
 */
export function normalized(text: string, normalizer: Normalizer): string {
  if (normalizer === 'none') return text;
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/(?<![\p{L}\p{M}])'|'(?!\p{L})|[^\p{L}\p{M}\p{N}']/gu, ' ')
    .replace(/ +/g, ' ')
    .replace(/^ | $/g, '');
}
