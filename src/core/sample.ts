import type { Tensor } from './tensor.js';

/** A decoded picture, rows × columns × channels (1 grey, 3 RGB, 4 RGBA), 0…255 (or 0…65535 for 16 bit). */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly pixels: Uint8Array | Uint16Array;
}

/** A decoded sound: one array of values in −1 … 1 per channel, all of one length, `rate` of them a second. */
export interface Sound {
  readonly rate: number;
  readonly channels: readonly Float32Array[];
}

/** A box in a picture and what it is of. */
export interface SceneObject {
  /** Left, top, width, height, in pixels. */
  readonly box: readonly [number, number, number, number];
  readonly category: number;
  readonly name: string;
  /** In square pixels: of its outline where that is known. */
  readonly area: number;
  /** Many objects in one box. */
  readonly crowd: boolean;
}

/** What is in one picture, and its width and height. */
export interface Objects {
  readonly objects: readonly SceneObject[];
  readonly size: readonly [number, number];
}

/** What a data file holds for one sample under one name. int64 arrives as number; beyond 2⁵³ as a Fault. */
export type Value = string | number | boolean | null | readonly string[] | Tensor | Picture | Sound | Objects;

/** One input of the data set, decoded but not preprocessed. */
export interface Sample {
  readonly id: string;
  readonly fields: ReadonlyMap<string, Value>;
}

export function isPicture(value: Value): value is Picture {
  return typeof value === 'object' && value !== null && 'pixels' in value;
}

export function isTensor(value: Value): value is Tensor {
  return typeof value === 'object' && value !== null && 'dims' in value;
}

export function isSound(value: Value): value is Sound {
  return typeof value === 'object' && value !== null && 'rate' in value;
}

export function isObjects(value: Value): value is Objects {
  return typeof value === 'object' && value !== null && 'objects' in value;
}
