import { isLast, type Scored } from './scored.js';

/** What the same text costs both models, nats: as much of it as both stretches hold. */
export interface SharedText {
  readonly left: number;
  readonly right: number;
  /** UTF-8; told with the end of the text. */
  readonly bytes: number;
  /** How many tokens it is for the left one. */
  readonly tokens: number;
}

/**
 * The text from the first place on at which a scored token of both begins: what stands before it both were given, in
 * whatever tokens. Tokens that stand for no text (an end mark) cost nothing here. null where there is no such place, where
 * tokens of one don't spell the text to its end, or the texts are not the same.
 */
export function sharedText(left: Scored, right: Scored): SharedText | null {
  if (left.text !== right.text || !isSpelled(left) || !isSpelled(right)) return null;
  const others = new Set(right.begins.slice(0, -1));
  const from = left.begins.slice(0, -1).find((begin) => begin >= 0 && others.has(begin));
  if (from === undefined || from === left.text.length) return null;
  const [one, other] = [costFrom(left, from), costFrom(right, from)];
  const bytes = isLast(left) && isLast(right) ? utf8(left.text.slice(from)) : 0;
  return { left: one.nats, right: other.nats, bytes, tokens: one.tokens };
}

/** Bytes that a model's scored tokens spell, told with the end of the text; null where they don't spell it to its end. */
export function bytesOf(scored: Scored): number | null {
  if (!isLast(scored) || scored.best.length === 0) return 0;
  const [first = -1] = scored.begins;
  return first < 0 || !isSpelled(scored) ? null : utf8(scored.text.slice(first));
}

function isSpelled({ begins, text }: Scored): boolean {
  return begins.at(-1) === text.length;
}

function costFrom({ begins, first, surprise }: Scored, from: number): { nats: number; tokens: number } {
  const shared = begins.indexOf(from) - first;
  const places = [...surprise.keys()].filter((at) => at >= shared && !isEmpty(begins, first + at));
  return { nats: places.reduce((sum, at) => sum + (surprise[at] ?? NaN), 0), tokens: places.length };
}

function isEmpty(begins: readonly number[], at: number): boolean {
  return (begins[at] ?? -1) >= 0 && begins[at] === begins[at + 1];
}

function utf8(text: string): number {
  return new TextEncoder().encode(text).length;
}
