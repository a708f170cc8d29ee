import type { Json, Schema } from '../../../core/json.js';
import type { NoiseKind, TextSignal } from '../../../core/noise.js';
import type { Stream } from '../../../core/rng.js';
import { levelOf } from '../level.js';
import { placesOf, type Places } from './places.js';

type Options = Parameters<NoiseKind['apply']>[1];

/** Keys that every kind of text noise has, `rate` first; `what` it is a share of. */
export function textSchema(what: string): Schema {
  return {
    rate: { type: 'number', minimum: 0, maximum: 1, description: `Share of ${what}, each hit for itself.` },
    'min-word': {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Words of fewer characters stay as they are.',
    },
    protect: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: ['urls', 'tags'],
      description: 'What stays as it is: `urls`, `tags`, `numbers`, words, and `/patterns/`.',
    },
  };
}

/** A text under way: its places, and whether a place may be changed at all. */
export interface Draft extends Places {
  /** Outside of protected stretches and of words that are too short. */
  readonly isFree: (at: number) => boolean;
  /** null: not hit. Else a number below 2³² that chooses among ways; asked once per eligible place, in order. */
  readonly draw: () => number | null;
}

/** Each text as its kind's rule rewrites it, one after the other from one stream. */
export function rewritten(
  { texts }: TextSignal,
  options: Options,
  stream: Stream,
  rule: (draft: Draft) => readonly string[],
): readonly string[] {
  const rate = levelOf(options, 'rate');
  const shortest = 'min-word' in options ? levelOf(options, 'min-word') : 1;
  const protect = protectOf(options['protect']);
  const draw = drawer(rate, stream);
  return texts.map((text) => {
    const places = placesOf(text, protect);
    const isFree = (at: number): boolean =>
      places.fixed[at] === false && (places.wordLength[at] === 0 || (places.wordLength[at] ?? 0) >= shortest);
    return rule({ ...places, isFree, draw }).join('');
  });
}

/** Every eligible character that is hit replaced by one of its `ways`; a character without ways is not eligible. */
export function substituted(
  signal: TextSignal,
  options: Options,
  { stream, ways }: { readonly stream: Stream; ways(point: string): readonly string[] | undefined },
): readonly string[] {
  return rewritten(signal, options, stream, ({ points, isFree, draw }) =>
    points.map((point, at) => {
      const choices = isFree(at) ? ways(point) : undefined;
      const pick = choices === undefined ? null : draw();
      return pick === null ? point : chosen(choices ?? [], pick);
    }),
  );
}

/** One of the choices, equally likely to within 2⁻³². */
export function chosen(choices: readonly string[], pick: number): string {
  return choices[Math.floor((pick / 4294967296) * choices.length)] ?? '';
}

/** Two draws per place, hit or not: a larger rate hits the same places in the same way, and more. */
function drawer(rate: number, stream: Stream): () => number | null {
  const reach = rate * 4294967296;
  return () => {
    const hit = stream.int32() >>> 0;
    const pick = stream.int32() >>> 0;
    return hit < reach ? pick : null;
  };
}

function protectOf(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return ['urls', 'tags'];
  return value.filter((item) => typeof item === 'string');
}
