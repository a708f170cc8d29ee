import { fault } from '../core/fault.js';
import { isPicture, isTensor, type Sample } from '../core/sample.js';
import type { OutputMeaning, Outputs, Reading, TaskSettings } from '../core/task.js';
import { volume, type Tensor } from '../core/tensor.js';
import { labelValue, wrongType } from './labels.js';
import { numbersOf, outputOf } from './outputs.js';

/** A class for each pixel, row by row. */
export interface Mask {
  readonly height: number;
  readonly width: number;
  readonly classes: Int32Array;
}

/** The mask that a sample's label holds. */
export interface Truth extends Mask {
  readonly sample: string;
}

/** One arm's mask. */
export interface Answered extends Mask {
  /** NaN or +Infinity among the scores of a pixel, or nothing but −Infinity. */
  readonly degenerate: boolean;
}

/** How masks are read. */
export interface MaskLayout {
  readonly classes: number;
  /** Where the scores of a pixel lie: along the first axis of a sample or its last. */
  readonly channels: 'first' | 'last';
  /** Of one channel: the probability above which a pixel is class 1. */
  readonly threshold: number;
  /** Label of pixels that do not count. */
  readonly ignore: number | null;
}

/**
 * The label's mask: a picture of one channel, or whole numbers [H, W] or [1, H, W]. undefined without a label; Fault
 * LABEL_TYPE, or LABEL_OUT_OF_RANGE for the first pixel that is no class and not ignored.
 */
export function truthOf(sample: Sample, settings: TaskSettings, layout: MaskLayout): Truth | undefined {
  const value = labelValue(sample, settings);
  if (value === undefined || value === '') return undefined;
  const expected = 'a mask: a picture of one channel, or whole numbers [height, width]';
  if (typeof value !== 'object') throw wrongType(value, expected, sample.id);
  if (isPicture(value) && value.channels === 1)
    return truth({ ...value, classes: Int32Array.from(value.pixels) }, sample.id, layout);
  if (!isTensor(value) || value.type === 'string') throw wrongType(value, expected, sample.id);
  const dims = value.dims.length === 3 && value.dims[0] === 1 ? value.dims.slice(1) : value.dims;
  const [height = 0, width = 0] = dims;
  const numbers = numbersOf(value);
  if (dims.length !== 2 || !numbers.every(Number.isSafeInteger)) throw wrongType(value, expected, sample.id);
  return truth({ height, width, classes: Int32Array.from(numbers) }, sample.id, layout);
}

function truth({ height, width, classes }: Mask, sample: string, layout: MaskLayout): Truth {
  const wrong = classes.find((each) => each !== layout.ignore && !(each >= 0 && each < layout.classes));
  if (wrong !== undefined)
    throw fault('LABEL_OUT_OF_RANGE', { sample, value: String(wrong), classes: layout.classes });
  return { height, width, classes, sample };
}

/**
 * One mask per sample: of scores [N, C, H, W] (or [N, H, W, C]) the class with the highest, the lowest index on ties;
 * of one channel class 1 above the threshold; of labels [N, H, W] or [N, 1, H, W] those. Fault OUTPUT_ROWS,
 * OUTPUT_SHAPE or OUTPUT_NOT_LABELS.
 */
export function masksOf(outputs: Outputs, reading: Reading, count: number, layout: MaskLayout): Answered[] {
  const tensor = outputOf(outputs, reading.output);
  const about = { output: reading.output, shape: tensor.dims };
  if (tensor.dims[0] !== count) throw fault('OUTPUT_ROWS', { ...about, samples: count });
  const [channels, height, width] = axesOf(tensor, layout);
  const expected = `scores of ${layout.classes} classes for each pixel, or a class for each`;
  const single = channels === 1;
  if (height * width === 0 || !(single || channels === layout.classes) || (single && reading.meaning !== 'labels' && layout.classes !== 2)) throw fault('OUTPUT_SHAPE', { ...about, expected }); // prettier-ignore
  const values = numbersOf(tensor);
  const size = channels * height * width;
  return Array.from({ length: count }, (_, sample) => {
    const own = values.subarray(sample * size, (sample + 1) * size);
    const shape = { channels, height, width };
    if (reading.meaning === 'labels') return labelled(own, shape, { ...layout, output: reading.output });
    return single ? split(own, shape, threshold(reading.meaning, layout)) : highest(own, shape, layout);
  });
}

interface Shape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

function axesOf({ dims }: Tensor, { channels }: MaskLayout): readonly [number, number, number] {
  const [a = 0, b = 0, c = 0] = dims.slice(1);
  if (dims.length === 3) return [1, a, b];
  if (dims.length !== 4) return [0, 0, 0];
  return channels === 'first' ? [a, b, c] : [c, a, b];
}

function labelled(
  values: Float64Array,
  { height, width }: Shape,
  { classes, output }: { classes: number; output: string },
): Answered {
  const wrong = values.find((value) => Number.isFinite(value) && !(Number.isInteger(value) && value >= 0 && value < classes)); // prettier-ignore
  if (wrong !== undefined) {
    const expected = `a whole number from 0 to ${classes - 1} for each pixel`;
    throw fault('OUTPUT_NOT_LABELS', { output, value: String(wrong), expected });
  }
  const degenerate = !values.every(Number.isFinite);
  return { height, width, classes: Int32Array.from(values), degenerate };
}

/** The score above which a pixel is class 1. */
function threshold(meaning: OutputMeaning, { threshold: share }: MaskLayout): number {
  return meaning === 'probabilities' ? share : Math.log(share / (1 - share));
}

function split(values: Float64Array, { height, width }: Shape, above: number): Answered {
  const classes = Int32Array.from(values, (value) => Number(value > above));
  return { height, width, classes, degenerate: values.some((value) => !(value < Infinity)) };
}

function highest(
  values: Float64Array,
  { channels, height, width }: Shape,
  layout: Pick<MaskLayout, 'channels'>,
): Answered {
  const pixels = height * width;
  const [perPixel, perChannel] = layout.channels === 'first' ? [1, pixels] : [channels, 1];
  const classes = new Int32Array(pixels);
  let degenerate = false;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    let [best, at] = [-Infinity, 0];
    for (let channel = 0; channel < channels; channel += 1) {
      const value = values[pixel * perPixel + channel * perChannel] ?? NaN;
      if (!(value < Infinity)) degenerate = true;
      if (value > best) [best, at] = [value, channel];
    }
    if (best === -Infinity) degenerate = true;
    classes[pixel] = at;
  }
  return { height, width, classes, degenerate };
}

/** Whole numbers are labels; one channel of numbers in 0…1 are probabilities; all else logits. */
export function maskMeaning(tensor: Tensor): OutputMeaning {
  const isFloat = tensor.type.startsWith('float');
  if (!isFloat || tensor.dims.length === 3) return 'labels';
  const isSingle = tensor.dims.length === 4 && (tensor.dims[1] === 1 || tensor.dims[3] === 1);
  const values = isSingle && volume(tensor.dims) > 0 ? numbersOf(tensor) : new Float64Array();
  const isShare = values.length > 0 && values.every((value) => value >= 0 && value <= 1);
  return isShare ? 'probabilities' : 'logits';
}
