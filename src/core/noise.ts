import type { Json, Schema } from './json.js';
import type { Stream } from './rng.js';

/** One input before noise. Closed: a noise kind changes either values or texts, and nothing else. */
export type Signal = ValueSignal | AudioSignal | TextSignal;

/** Values in row-major order. Pictures are rows × columns × channels in 0…1. */
export interface ValueSignal {
  readonly is: 'picture' | 'tensor';
  readonly values: Float32Array;
  readonly dims: readonly number[];
  /** Pictures and tensors with a declared range; the noise is then a share of it and the result is clipped to it. */
  readonly range?: readonly [number, number];
  /** Per-feature deviations (`reference: FILE`), as long as the last dimension or as the whole signal. */
  readonly deviations?: Float32Array;
}

/** A waveform of one channel, before features are made of it. */
export interface AudioSignal {
  readonly is: 'audio';
  readonly values: Float32Array;
  readonly dims: readonly number[];
  /** Samples per second. */
  readonly rate: number;
  /** So many values hold sound, the rest is padding: it stays as it is and has no part in any power. */
  readonly length: number;
  /** What the result is clipped to, if to anything. */
  readonly range?: readonly [number, number];
}

/** Texts as the data hold them, before templates and tokens: one, a pair, or the words of a list. */
export interface TextSignal {
  readonly is: 'text';
  readonly texts: readonly string[];
  /** Shape of the texts; [] for a single one. */
  readonly dims: readonly number[];
}

/** What noise makes of a signal: values of the same length, or as many texts. */
type Content<S extends Signal> = S extends TextSignal ? readonly string[] : Float32Array;

/** Places that a label may point at: pixels (boxes, masks), characters of a text, words of a text. */
export type Moved = 'pixels' | 'characters' | 'words';

/** For tasks whose labels tell of the whole input, and point at no place in it. */
export const anything: readonly Moved[] = ['pixels', 'characters', 'words'];

/** A level's own keys, as numbers, texts and lists. */
export type NoiseOptions = { readonly [name: string]: Json };

export const ladderNames = ['imagenet-c', 'cifar-10-c'] as const;
export type LadderName = (typeof ladderNames)[number];
export type Ladders = { readonly [name in LadderName]: readonly NoiseOptions[] };

export interface NoiseKind<S extends Signal = ValueSignal> {
  readonly name: string;
  /** Schema of the level's own keys, without `kind`. */
  readonly options: Schema;
  /** What this kind applies to; other inputs of a model stay as they are. */
  readonly on: readonly S['is'][];
  /** Whether it needs `range` (or a picture). */
  readonly needsRange: boolean;
  /** What is elsewhere afterwards; a task that does not follow it refuses this kind. */
  readonly moves: readonly Moved[];
  /** Numbers of channels that a picture may have; any where it is left out. */
  readonly channels?: readonly number[];
  /** It draws nothing: the same input always becomes the same, so that further draws would be none. */
  readonly fixed?: true;
  /** The options of severities 1 to 5 in published benchmarks. */
  readonly ladders?: Ladders;
  /** The options at a share of the strength, 0…1 (0: nothing is changed); without it a level can't be made milder. */
  milder?(options: NoiseOptions, share: number): NoiseOptions;
  /**
   * For a kind that reads files, or has to look at its options as a whole: what is applied instead, made once for a
   * level. Files are relative to the directory. Throws a Fault.
   */
  readonly open?: (options: NoiseOptions, directory: string) => Promise<OpenedNoise<S>>;
  /** The new content; never changes the signal. Arithmetic: + − × ÷ sqrt and tables only. */
  apply(signal: S, options: NoiseOptions, stream: Stream): Content<S>;
}

/** A kind of noise made ready for one level. */
export interface OpenedNoise<S extends Signal = Signal> {
  /** SHA-256 of each file that was read: part of what an evaluation is of. */
  readonly files: readonly string[];
  readonly apply: NoiseKind<S>['apply'];
}

/** What is applied of a kind that only works when it was opened. */
export function unopened(): never {
  throw new Error('noise that was not opened');
}

/** A kind of noise in a registry. */
export type AnyNoise = NoiseKind<Signal>;

/** Whether a kind changes this sort of input. */
export function fits(kind: AnyNoise, { is }: Pick<Signal, 'is'>): boolean {
  return kind.on.includes(is);
}

/** The signal with what a kind made of it; itself where the kind does not fit. */
export function withNoise(kind: AnyNoise, signal: Signal, options: NoiseOptions, stream: Stream): Signal {
  if (!fits(kind, signal)) return signal;
  const content = kind.apply(signal, options, stream);
  if (signal.is !== 'text' && content instanceof Float32Array) return { ...signal, values: content };
  if (signal.is === 'text' && !(content instanceof Float32Array)) return { ...signal, texts: content };
  throw new Error(`${kind.name} noise made something else of ${signal.is}`);
}

/** A step as people say it: "gaussian, sigma 0.18 (like imagenet-c, severity 4)". */
export function printStep({ kind, options, severity }: PrintedStep): string {
  const keys = Object.entries(options).map(([name, value]) => `${name} ${printOption(value)}`);
  const like = severity === undefined ? '' : ` (like ${severity.of}, severity ${severity.level})`;
  return `${[kind, ...keys].join(', ')}${like}`;
}

interface PrintedStep {
  readonly kind: string;
  readonly options: NoiseOptions;
  readonly severity?: { readonly level: number; readonly of: string };
}

/** Numbers that are products of two others are not printed to their last bit. */
function printOption(value: Json): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A whole level: its steps, and how often it is drawn. */
export function printNoise(level: {
  readonly steps: readonly PrintedStep[];
  readonly repeats: number;
}): string {
  const steps = level.steps.map(printStep).join('; then ');
  return level.repeats === 1 ? steps : `${steps}; ${level.repeats} draws for every sample`;
}

/** Levels of the same kind of noise, or of the same chain of kinds, in the order of the levels. */
export interface Family {
  readonly noise: string;
  readonly levels: readonly string[];
}

/** The kinds of noise that levels have, each level once however often it is drawn. */
export function familiesOf(
  levels: readonly {
    readonly name: string;
    readonly noise: { readonly steps: readonly PrintedStep[] } | null;
  }[],
): Family[] {
  const families = new Map<string, Set<string>>();
  for (const { name, noise } of levels) {
    if (noise === null) continue;
    const kinds = noise.steps.map(({ kind }) => kind).join(' + ');
    families.set(kinds, (families.get(kinds) ?? new Set()).add(name));
  }
  return [...families].map(([noise, names]) => ({ noise, levels: [...names] }));
}
