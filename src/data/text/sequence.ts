import type { LoadedTokenizer } from './load.js';
import type { Piece } from './pieces.js';

export type Truncate = 'error' | 'right' | 'left';

/** How a text becomes a sequence of fixed length. */
export interface Form {
  readonly length: number;
  readonly truncate: Truncate;
  /** The side that is filled up. */
  readonly pad: 'right' | 'left';
  readonly padding: LoadedTokenizer['padding'];
  readonly special: boolean;
}

/** What a model is fed of one text or pair, position by position. */
export interface Sequence {
  readonly ids: readonly number[];
  readonly mask: readonly number[];
  readonly types: readonly number[];
  /** Which piece of the first text stands there; −1 for special tokens, the second text and padding. */
  readonly pieces: readonly number[];
}

/** One position before padding. */
interface Place {
  readonly id: number;
  readonly type: number;
  readonly piece: number;
}

/**
 * One or two texts' pieces with special tokens, cut and filled up to the form's length. `tooLong` is called with the
 * length when they don't fit and may not be cut, `noPadding` when they must be filled up and nothing is known to do so with.
 */
export function sequenceOf(
  tokenizer: LoadedTokenizer,
  [first, second]: readonly [readonly Piece[], (readonly Piece[] | undefined)?],
  form: Form,
  refuse: { tooLong: (length: number) => Error; noPadding: () => Error },
): Sequence {
  const around = places(tokenizer, [[], second && []], form.special).length;
  const total = first.length + (second?.length ?? 0) + around;
  const room = form.length - around;
  if (total > form.length && (form.truncate === 'error' || room < 0)) throw refuse.tooLong(total);
  const [left, right] = shares([first.length, second?.length ?? 0], room);
  const kept = (pieces: readonly Piece[], count: number): readonly Kept[] => {
    const from = form.truncate === 'left' ? pieces.length - count : 0;
    return pieces.slice(from, from + count).map(({ id }, at) => ({ id, at: from + at }));
  };
  const all = places(tokenizer, [kept(first, left), second && kept(second, right)], form.special);
  return padded(all, form, refuse.noPadding);
}

interface Kept {
  readonly id: number;
  readonly at: number;
}

/** How many pieces of each text stay: pieces are taken off the longer one until both fit. */
function shares([first, second]: readonly [number, number], room: number): readonly [number, number] {
  if (first + second <= room) return [first, second];
  const shorter = Math.min(first, second);
  if (2 * shorter <= room) return first <= second ? [first, room - first] : [room - second, second];
  const half = Math.floor(room / 2);
  return first <= second ? [half, room - half] : [room - half, half];
}

/** The library's post-processor, run on stand-ins, says where special tokens go and which segment each position is in. */
function places(
  { library }: LoadedTokenizer,
  [first, second]: readonly [readonly Kept[], (readonly Kept[] | undefined)?],
  special: boolean,
): readonly Place[] {
  const standIns = new Map<string, Place>();
  const named = (kept: readonly Kept[], of: number): string[] =>
    kept.map(({ id, at }) => {
      const name = `\u0000${of} ${at}`;
      standIns.set(name, { id, type: of, piece: of === 0 ? at : -1 });
      return name;
    });
  const one = named(first, 0);
  const two = second && named(second, 1);
  const done = library.post_processor?.post_process(one, two ?? null, special) ?? {
    tokens: one,
    tokens_pair: two,
  };
  const tokens = [...done.tokens, ...leftOver(done, two)];
  const types = 'token_type_ids' in done ? done.token_type_ids : undefined;
  return tokens.map((token, at) => {
    const place = standIns.get(token) ?? { id: library.token_to_id(token) ?? NaN, type: 0, piece: -1 };
    return { ...place, type: types?.[at] ?? place.type };
  });
}

/** Some post-processors hand the second text back untouched. */
function leftOver(
  done: { tokens: readonly string[] },
  two: readonly string[] | undefined,
): readonly string[] {
  const [first] = two ?? [];
  return two === undefined || first === undefined || done.tokens.includes(first) ? [] : two;
}

function padded(all: readonly Place[], form: Form, noPadding: () => Error): Sequence {
  const missing = form.length - all.length;
  if (missing > 0 && form.padding === null) throw noPadding();
  const filling = (count: number, value: number): number[] => new Array<number>(count).fill(value);
  const fill = (values: readonly number[], value: number): readonly number[] =>
    form.pad === 'left' ? [...filling(missing, value), ...values] : [...values, ...filling(missing, value)];
  return {
    ids: fill(
      all.map(({ id }) => id),
      form.padding?.id ?? 0,
    ),
    mask: fill(filling(all.length, 1), 0),
    types: fill(
      all.map(({ type }) => type),
      0,
    ),
    pieces: fill(
      all.map(({ piece }) => piece),
      -1,
    ),
  };
}
