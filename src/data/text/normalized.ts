/** A character of a text on its way through a normalizer, with the span of the original's characters that it stands for. */
export interface Unit {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A normalizer of the library; a sequence holds others. */
export interface Normalizer {
  normalize(text: string): string;
  readonly normalizers?: readonly (Normalizer | null)[];
}

/** The number of characters (code points), as Python counts them. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** The characters of a text that begins at `offset`. */
export function unitsOf(text: string, offset: number): readonly Unit[] {
  return Array.from(text, (character, at) => ({
    text: character,
    start: offset + at,
    end: offset + at + 1,
  }));
}

/**
 * The characters of normalized text, each with where it comes from. A character is normalized by itself, or with its
 * marks; where a normalizer looks further (strips the ends, joins spaces, puts something in front) the text before and
 * after are brought in line, and what has no origin gets an empty span.
 */
export function normalized(units: readonly Unit[], normalizer: Normalizer | null): readonly Unit[] {
  if (normalizer === null) return units;
  if (normalizer.normalizers) return normalizer.normalizers.reduce<readonly Unit[]>(normalized, units);
  const whole = Array.from(normalizer.normalize(joined(units)));
  for (const groups of [units.map((unit) => [unit]), clusters(units)]) {
    const apart = groups.flatMap((group) => made(group, normalizer));
    if (apart.length === whole.length) return apart.map((unit, at) => ({ ...unit, text: whole[at] ?? '' }));
  }
  return inLine(whole, units);
}

function joined(units: readonly Unit[]): string {
  return units.map(({ text }) => text).join('');
}

function made(group: readonly Unit[], normalizer: Normalizer): readonly Unit[] {
  const [first] = group; // marks that melt into a letter have no span, as in the Rust library
  const span = { start: first?.start ?? 0, end: first?.end ?? 0 };
  return Array.from(normalizer.normalize(joined(group)), (text) => ({ text, ...span }));
}

/** A letter and the marks after it. */
function clusters(units: readonly Unit[]): readonly (readonly Unit[])[] {
  const groups: Unit[][] = [];
  for (const unit of units) {
    const last = groups.at(-1);
    if (last && /^\p{M}$/u.test(unit.text)) last.push(unit);
    else groups.push([unit]);
  }
  return groups;
}

/** How many characters have to agree before two texts are in line again. */
const agreeing = 3;

function inLine(whole: readonly string[], parts: readonly Unit[]): readonly Unit[] {
  const units: Unit[] = [];
  let part = 0;
  for (let at = 0; at < whole.length;) {
    const [inserted, dropped] = nextAgreement(whole.slice(at), parts.slice(part));
    const place = parts[part]?.start ?? parts.at(-1)?.end ?? 0;
    for (const text of whole.slice(at, at + inserted)) units.push({ text, start: place, end: place });
    at += inserted;
    part += dropped;
    for (let unit = parts[part]; at < whole.length && unit?.text === whole[at]; unit = parts[part]) {
      if (unit) units.push(unit);
      at += 1;
      part += 1;
    }
  }
  return units;
}

/** How many characters to insert and to drop, as few as possible, before the two agree; all that is left when they never do. */
function nextAgreement(whole: readonly string[], parts: readonly Unit[]): readonly [number, number] {
  for (let sum = 0; sum <= whole.length + parts.length; sum += 1) {
    for (let inserted = 0; inserted <= Math.min(sum, whole.length - 1); inserted += 1) {
      if (agrees(whole, parts, { inserted, dropped: sum - inserted })) return [inserted, sum - inserted];
    }
  }
  return [whole.length, parts.length];
}

function agrees(
  whole: readonly string[],
  parts: readonly Unit[],
  { inserted, dropped }: { inserted: number; dropped: number },
): boolean {
  const length = Math.min(agreeing, whole.length - inserted, parts.length - dropped);
  if (length < 1) return false;
  for (let at = 0; at < length; at += 1) if (whole[inserted + at] !== parts[dropped + at]?.text) return false;
  return true;
}
