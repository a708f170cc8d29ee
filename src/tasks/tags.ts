import { fault } from '../core/fault.js';

/** How tags mark spans: B-X I-X O; B-X I-X E-X S-X O; or every tag is a span of its own. */
export const schemes = ['bio', 'bioes', 'plain'] as const;
export type Scheme = (typeof schemes)[number];

/** How spans are read, by seqeval's names: `default` starts one wherever a tag can be read so, `strict` wants it whole. */
export const matchings = ['default', 'strict'] as const;
export type Matching = (typeof matchings)[number];

export interface Tagging {
  readonly scheme: Scheme;
  readonly matching: Matching;
  /** The kinds of spans, in the order of the tags' names. */
  readonly types: readonly string[];
  /** What each tag says, by its number. */
  readonly tags: readonly Tag[];
}

interface Tag {
  readonly prefix: string;
  /** Position in `types`; −1 outside of spans. */
  readonly type: number;
}

/** Words from `start` to `end` − 1 are one span. */
export interface Span {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

const outside: Tag = { prefix: 'O', type: -1 };
const prefixes: { readonly [scheme in Scheme]: string } = { bio: 'BI', bioes: 'BIES', plain: '' };

/** What the names of the tags mean in a scheme. Throws a Fault for a name that the scheme does not have, and for none at all. */
export function taggingOf(names: readonly string[], scheme: Scheme, matching: Matching): Tagging {
  if (names.length === 0) throw fault('TAGS_UNNAMED', {});
  const types: string[] = [];
  const numbered = (type: string): number => {
    if (!types.includes(type)) types.push(type);
    return types.indexOf(type);
  };
  const tags = names.map((name): Tag => {
    const parsed = parse(name, scheme);
    if (parsed === undefined) throw fault('TAG_SCHEME', { tag: name, scheme, sample: null });
    return parsed.type === null ? outside : { prefix: parsed.prefix, type: numbered(parsed.type) };
  });
  return { scheme, matching, types, tags };
}

/** Whether a text can be a tag of a scheme. */
export function isTag(name: string, scheme: Scheme): boolean {
  return parse(name, scheme) !== undefined;
}

function parse(name: string, scheme: Scheme): { prefix: string; type: string | null } | undefined {
  if (name === 'O') return { prefix: 'O', type: null };
  if (scheme === 'plain') return { prefix: 'S', type: name };
  const [, prefix = '', type] = /^([A-Z])(?:-(.+))?$/u.exec(name) ?? [];
  return prefix !== '' && prefixes[scheme].includes(prefix) ? { prefix, type: type ?? '_' } : undefined;
}

/** The spans that tags mark, in order; a tag of −1 (no answer) is outside. */
export function spansOf(numbers: readonly number[], { tags, scheme, matching }: Tagging): readonly Span[] {
  const read = numbers.map((number) => tags[number] ?? outside);
  if (scheme === 'plain') {
    return read.flatMap(({ type }, at) => (type < 0 ? [] : [{ type, start: at, end: at + 1 }]));
  }
  return matching === 'strict' ? wholeSpans(read, scheme) : readableSpans(read);
}

/** B and what continues it, I of the same kind; in BIOES only up to its E, or S alone. */
function wholeSpans(tags: readonly Tag[], scheme: Scheme): readonly Span[] {
  return tags.flatMap(({ prefix, type }, start) => {
    if (prefix === 'S') return [{ type, start, end: start + 1 }];
    if (prefix !== 'B') return [];
    let end = start + 1;
    while (tags[end]?.prefix === 'I' && tags[end]?.type === type) end += 1;
    if (scheme === 'bio') return [{ type, start, end }];
    return tags[end]?.prefix === 'E' && tags[end]?.type === type ? [{ type, start, end: end + 1 }] : [];
  });
}

/** As CoNLL's script reads them: a span also begins at an I or E after another kind, and ends where none goes on. */
function readableSpans(tags: readonly Tag[]): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  let before = outside;
  for (const [at, tag] of [...tags, outside].entries()) {
    if (ends(before, tag)) spans.push({ type: before.type, start, end: at });
    if (begins(before, tag)) start = at;
    before = tag;
  }
  return spans;
}

function ends(before: Tag, tag: Tag): boolean {
  if (before.prefix === 'O') return false;
  return 'ES'.includes(before.prefix) || 'BSO'.includes(tag.prefix) || before.type !== tag.type;
}

function begins(before: Tag, tag: Tag): boolean {
  if (tag.prefix === 'O') return false;
  return 'BS'.includes(tag.prefix) || 'ESO'.includes(before.prefix) || before.type !== tag.type;
}

/** Those of the first list that are in the second as well: the same words and the same kind. */
export function shared(left: readonly Span[], right: readonly Span[]): readonly Span[] {
  return left.filter((span) => right.some((other) => isSame(span, other)));
}

function isSame(left: Span, right: Span): boolean {
  return left.type === right.type && left.start === right.start && left.end === right.end;
}
