import type { ValueSignal } from '../../core/noise.js';
import { isPicture, isTensor, type Picture, type Sample } from '../../core/sample.js';
import { volume } from '../../core/tensor.js';
import { gatherNumbers } from './gather.js';
import { cropCentre, grey, rgb, sizeByEdges, sizeByShortestEdge } from './picture.js';
import { unfit, type Recipe } from './recipe.js';
import { resize, type Picture8, type Size } from './resize.js';
import type { Edges } from './steps.js';

/** One input up to the point where noise is added: decoded, resized, cropped, rescaled. */
export function signalOf(recipe: Recipe, sample: Sample): ValueSignal {
  const picture = pictureIn(recipe, sample);
  return picture === undefined
    ? tensorSignal(recipe, sample)
    : pictureSignal(prepared(picture, recipe, sample), recipe, sample);
}

function pictureIn(recipe: Recipe, sample: Sample): Picture | undefined {
  const [field = ''] = recipe.fields;
  const value = sample.fields.get(field) ?? null;
  if (recipe.joins) return undefined;
  if (isPicture(value)) return value;
  const { grayscale, resize: resized, crop, layout, normalize } = recipe.steps;
  const shaping = grayscale || resized !== undefined || crop !== undefined;
  if (!shaping && layout === undefined && (normalize?.mean.length ?? 1) === 1) return undefined;
  const picture = isTensor(value) ? asPicture(value.dims, value.data) : undefined;
  if (picture === undefined && shaping)
    throw unfit(recipe, sample, field, 'a picture (uint8, rows × columns × 1, 3 or 4 channels)');
  return picture;
}

function asPicture(dims: readonly number[], data: unknown): Picture | undefined {
  const [height, width, channels = 1] = dims;
  if (height === undefined || width === undefined || dims.length > 3) return undefined;
  if (![1, 3, 4].includes(channels)) return undefined;
  if (data instanceof Uint8Array || data instanceof Uint16Array)
    return { height, width, channels, pixels: data };
  return undefined;
}

function prepared(picture: Picture, recipe: Recipe, sample: Sample): Picture {
  const [field = ''] = recipe.fields;
  const { grayscale, crop } = recipe.steps;
  const coloured = grayscale
    ? grey(picture)
    : withChannels(picture, recipe.preprocessor?.rgb === true ? 3 : channelsWanted(recipe));
  const sized = resized(coloured, recipe, sample);
  if (crop === undefined) return sized;
  const cropped = cropCentre(sized, crop, recipe.preprocessor ? 'down' : 'even');
  if (cropped !== undefined) return cropped;
  const size = `${sized.width} × ${sized.height}`;
  throw unfit(
    recipe,
    sample,
    field,
    `at least ${crop.width} × ${crop.height} pixels for center-crop, after resize it has ${size}`,
  );
}

function withChannels(picture: Picture, wanted: number | string | undefined): Picture {
  return wanted === 3 ? rgb(picture) : picture;
}

function channelsWanted({ declared, steps }: Recipe): number | string | undefined {
  return declared?.length === 3 ? declared[steps.layout === 'hwc' ? 2 : 0] : undefined;
}

function resized(picture: Picture, recipe: Recipe, sample: Sample): Picture {
  const step = recipe.steps.resize;
  if (step === undefined) return picture;
  if (!isEightBit(picture))
    throw unfit(recipe, sample, recipe.fields[0] ?? '', '8 bits a channel for resize');
  return resize(picture, 'shortestEdge' in step.to ? sizeByEdge(picture, step.to) : step.to, step.filter);
}

function sizeByEdge(picture: Picture, { shortestEdge, longestEdge }: Edges): Size {
  if (longestEdge === undefined) return sizeByShortestEdge(picture, shortestEdge);
  return sizeByEdges(picture, shortestEdge, longestEdge);
}

function isEightBit(picture: Picture): picture is Picture8 {
  return picture.pixels instanceof Uint8Array;
}

function pictureSignal(picture: Picture, recipe: Recipe, sample: Sample): ValueSignal {
  const { rescale = 1, range } = recipe.steps;
  const top = isEightBit(picture) ? 255 : 65535;
  const values = scaled(picture.pixels, rescale);
  const dims = [picture.height, picture.width, picture.channels];
  return checked(
    { values, dims, range: range ?? [0, Math.fround(top * rescale)], is: 'picture' },
    recipe,
    sample,
  );
}

function tensorSignal(recipe: Recipe, sample: Sample): ValueSignal {
  const { rescale = 1, range } = recipe.steps;
  const { dims, items } = gatherNumbers(recipe, sample);
  return checked(
    { values: scaled(items, rescale), dims, ...(range && { range }), is: 'tensor' },
    recipe,
    sample,
  );
}

function scaled(items: ArrayLike<number | bigint>, factor: number): Float32Array {
  if (factor === 1 && items instanceof Float32Array) return items;
  if (items instanceof Uint8Array) return scaledBytes(items, factor);
  const values = new Float32Array(items.length);
  for (let at = 0; at < values.length; at += 1) values[at] = Number(items[at]) * factor;
  return values;
}

/** Most pictures are bytes: a loop that meets one kind of array only is several times faster. */
function scaledBytes(bytes: Uint8Array, factor: number): Float32Array {
  const values = new Float32Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) values[at] = (bytes[at] ?? 0) * factor;
  return values;
}

/** Adds the deviations; a value outside a declared range would be cut by noise in both models alike, so it is a Fault. */
function checked(signal: ValueSignal, recipe: Recipe, sample: Sample): ValueSignal {
  const { deviations, steps, fields } = recipe;
  if (steps.range !== undefined) requireInside(steps.range, signal, recipe, sample);
  if (deviations === undefined) return signal;
  const last = signal.dims.at(-1) ?? 1;
  if (deviations.length === last || deviations.length === volume(signal.dims))
    return { ...signal, deviations };
  throw unfit(
    recipe,
    sample,
    fields.join(', '),
    `${deviations.length} features, as many as the reference holds`,
  );
}

/** Throws the Fault of a signal with a value outside its declared range. */
export function requireInside(
  [low, high]: readonly [number, number],
  { values }: Pick<ValueSignal, 'values'>,
  recipe: Recipe,
  sample: Sample,
): void {
  const outside = values.find((value) => !(value >= Math.fround(low) && value <= Math.fround(high)));
  if (outside === undefined) return;
  throw unfit(
    recipe,
    sample,
    recipe.fields.join(', '),
    `values in the range ${low} … ${high} (after rescale ${outside} is one of them)`,
  );
}
