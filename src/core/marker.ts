/** What the first line of our comment says about it; the words of a marker are never shown to readers. */
export interface Marker {
  /** Which gate of the repository wrote it, any text. */
  readonly key: string;
  /** `RUN.ATTEMPT` of the workflow run; null outside of one. */
  readonly run: string | null;
  readonly sha: string | null;
  readonly verdict: string | null;
  /** Digest of the checks that do not pass. */
  readonly failing: string | null;
}

const line = /^<!-- compression-gate:comment v=1((?: [a-z]+=[\w./%-]*)*) -->(?:\r?\n|$)/;

/** The marker line, without a line break; nothing in it can close the HTML comment. */
export function printMarker(marker: Marker): string {
  const fields = (['key', 'run', 'sha', 'verdict', 'failing'] as const)
    .map((name) => ({ name, value: marker[name] }))
    .filter(({ value }) => value !== null)
    .map(({ name, value }) => ` ${name}=${escapeField(value ?? '')}`);
  return `<!-- compression-gate:comment v=1${fields.join('')} -->`;
}

/** The marker that a comment's body starts with; null when it starts with anything else. */
export function readMarker(body: string): Marker | null {
  const found = line.exec(body);
  if (!found) return null;
  const fields = new Map<string, string>();
  for (const field of (found[1] ?? '').split(' ').slice(1)) {
    const equals = field.indexOf('=');
    fields.set(field.slice(0, equals), unescapeField(field.slice(equals + 1)));
  }
  const key = fields.get('key');
  if (key === undefined) return null;
  const of = (name: string): string | null => fields.get(name) ?? null;
  return { key, run: of('run'), sha: of('sha'), verdict: of('verdict'), failing: of('failing') };
}

/** The body under this marker, in place of the one that it may already start with. */
export function withMarker(body: string, marker: Marker): string {
  return `${printMarker(marker)}\n${body.replace(line, '')}`;
}

/** Percent-encoding over UTF-8; `--` is broken up, because it ends a comment for some parsers. */
function escapeField(text: string): string {
  const bytes = [...Buffer.from(text, 'utf8')];
  const plain = /[A-Za-z0-9._/-]/;
  const escaped = bytes.map((byte) => {
    const letter = String.fromCharCode(byte);
    return plain.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return escaped.join('').replaceAll('--', '-%2D');
}

function unescapeField(text: string): string {
  const bytes = text.replaceAll(/%([0-9A-F]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
