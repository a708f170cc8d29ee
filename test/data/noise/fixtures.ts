import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LadderName, NoiseKind, ValueSignal } from '../../../src/core/noise.js';
import { rng, type Stream } from '../../../src/core/rng.js';

interface Corruptions {
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly picture: readonly number[];
  readonly made: {
    readonly [kind: string]: { readonly [name in LadderName]: readonly (readonly number[])[] };
  };
  readonly jpeg: {
    readonly rows: number;
    readonly columns: number;
    readonly quality: number;
    readonly grey: readonly number[];
    readonly colour: readonly number[];
  };
}

/** What fixtures/make.py made by the benchmarks' formulas. */
export const corruptions = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/corruptions.json'), 'utf8'),
) as Corruptions; // written by make.py

/** The generator of make.py: the same draws there and here. */
export function draws(): Stream {
  let state = 12345;
  const bits = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  return { int32: () => bits() | 0, uniform: () => bits() / 4294967296 };
}

/** The picture of make.py, as it comes from `rescale: 1/255`. */
export function photo(): ValueSignal {
  const { rows, columns, picture } = corruptions;
  return {
    values: Float32Array.from(picture, (byte) => byte / 255),
    dims: [rows, columns, 3],
    range: [0, 1],
    is: 'picture',
  };
}

/** The largest and the mean distance from the benchmark's formula, of all five severities in both ladders. */
export function distances(kind: NoiseKind): { readonly largest: number; readonly mean: number } {
  const all = (['imagenet-c', 'cifar-10-c'] as const).flatMap((of) =>
    (kind.ladders?.[of] ?? []).flatMap((options, severity) => {
      const ours = kind.apply(photo(), options, draws());
      const theirs = corruptions.made[kind.name]?.[of][severity] ?? [];
      return theirs.map((value, at) => Math.abs(value - (ours[at * corruptions.stride] ?? NaN)));
    }),
  );
  if (all.length !== 10 * Math.ceil(corruptions.picture.length / corruptions.stride))
    return { largest: NaN, mean: NaN };
  return { largest: Math.max(...all), mean: all.reduce((sum, each) => sum + each, 0) / all.length };
}

/** Of the bytes that the strongest severities make of the picture: another digest is another noise. */
export function digest(kind: NoiseKind): string {
  const hash = createHash('sha256');
  for (const ladder of Object.values(kind.ladders ?? {}))
    hash.update(new Uint8Array(kind.apply(photo(), ladder.at(-1) ?? {}, rng('golden')).buffer));
  return hash.digest('hex').slice(0, 16);
}
