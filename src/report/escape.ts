/** Longest shown name, in code points. */
const nameCap = 80;
const proseCap = 800;
const urlCap = 2000;

/** Control, format (bidi, zero-width), separator, private-use and lone surrogate characters. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/** Text in which every invisible character is written out as `⟨U+202E⟩`, so that nothing reorders, hides or breaks a line. */
export function visible(text: string): string {
  return text.replace(hidden, (char) => {
    const digits = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨U+${digits}⟩`;
  });
}

/** At most `length` code points, the last an ellipsis when something was cut. */
export function capped(text: string, length: number): string {
  if (text.length <= length) return text;
  const points = Array.from(text.slice(0, 2 * length + 2));
  return points.length <= length ? points.join('') : `${points.slice(0, length - 1).join('')}…`;
}

/** Every ASCII punctuation mark as a numeric entity: neither Markdown nor HTML sees anything but text. */
export function entities(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A name that others chose (model, task, label, file, sample), as Markdown: inert, visible and short. */
export function code(name: string, length: number = nameCap): string {
  const text = visible(capped(name, length));
  return `<code>${entities(text.trim() === '' ? `"${text}"` : text)}</code>`;
}

/** A sentence with names in it, as Markdown: back-ticked spans and words that GitHub would act on become code. */
export function prose(text: string): string {
  const parts = visible(capped(text, proseCap)).split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 === 1 ? code(part, proseCap) : words(part))).join('');
}

function words(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => (actsOnGitHub(word) ? code(word, proseCap) : sentenceMarks(word)))
    .join('');
}

/** Mentions, issue references, addresses: escaped text alone still pings and closes. */
function actsOnGitHub(word: string): boolean {
  return /[@#]|:\/\/|^\W*www\.|\bgh-\d/i.test(word);
}

const harmless = `.,;:%'"/?()`;

/** Escapes all but the marks that mean nothing inside a line. */
function sentenceMarks(word: string): string {
  return word.replace(/[!-/:-@[-`{-~]/g, (char) => (harmless.includes(char) ? char : entities(char)));
}

/** Short data of known shape (version, digest, CPU feature) stays plain; anything else becomes code. */
export function plain(text: string): string {
  const known = /^[0-9a-z.]{1,40}([-_][0-9a-z.]{1,40}){0,4}$/i.test(text);
  return known && !/^(www\.|gh-\d)/i.test(text) ? text : code(text);
}

/** A Markdown link; the bare text when the address is absent, not http(s), or unreasonably long. */
export function link(markdown: string, url: string | null): string {
  if (url === null || url.length > urlCap || !/^https?:\/\/[^/\s]/i.test(url)) return markdown;
  return `[${markdown}](${address(url)})`;
}

/** Percent-encodes what could end a link destination or a table cell. */
function address(url: string): string {
  const sound = url.replace(/\p{Cs}/gu, '�');
  return sound.replace(/[^\w\-.~:/?#@!$&*+,;=%]/gu, (char) =>
    char === '(' ? '%28' : char === ')' ? '%29' : char === "'" ? '%27' : encodeURIComponent(char),
  );
}
