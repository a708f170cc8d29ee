import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Fault } from '../../core/fault.js';
import type { Json } from '../../core/json.js';
import { pathInside } from '../inside.js';
import type { Filter } from './filters.js';

/** What a preprocessor_config.json says, in this program's own steps. */
export interface Preprocessor {
  readonly steps: { readonly [step: string]: Json };
  /** Pictures become RGB, whatever the model declares. */
  readonly rgb: boolean;
  readonly sha256: string;
}

type Refuse = (step: string, reason: string) => Fault;
type Config = { readonly [key: string]: Json };

/** Keys that say nothing about the pixels a model is given. */
const inert = new Set([
  'image_processor_type', 'feature_extractor_type', 'processor_class', 'image_processor_class', '_processor_class',
  '_valid_processor_keys', 'valid_processor_keys', 'return_tensors', 'device', 'input_data_format', 'auto_map',
  'transformers_version', 'disable_grouping', 'format', 'do_reduce_labels', 'reduce_labels', 'do_convert_annotations',
  'image_seq_length', 'default_to_square', 'num_channels',
]); // prettier-ignore

/** Keys that are read here. */
const read = new Set([
  'do_resize', 'size', 'resample', 'do_center_crop', 'crop_size', 'do_rescale', 'rescale_factor', 'do_normalize',
  'image_mean', 'image_std', 'do_convert_rgb', 'data_format', 'do_pad', 'pad_size',
]); // prettier-ignore

/** Pillow's numbers of its filters. */
const pillow: readonly Filter[] = ['nearest', 'lanczos', 'bilinear', 'bicubic'];

/** Processors whose `size` of one number is the shorter edge, and those where it is both edges. */
const byEdge = /^(CLIP|ChineseCLIP)/;
const square = /^(ViT|DeiT|Beit|Segformer|Swin)/;
/** Those that put zeros to the right and below: up to `pad_size`, without it up to the largest picture of a batch. */
const zeros = /^(Detr|ConditionalDetr|DeformableDetr|GroundingDino|RTDetr)/;

/** Reads the file of an image processor of transformers, relative to the working directory; what it asks for and is not done here is refused by name. */
export function readPreprocessor(directory: string, path: string, refuse: Refuse): Preprocessor {
  const file = readFileSync(pathInside(directory, path, 'preprocessor'));
  const config = parsed(file.toString('utf8'));
  const wrong = (reason: string): Fault => refuse('preprocessor', `${path} ${reason}`);
  if (config === undefined) throw wrong('is no JSON object');
  const foreign = Object.keys(config).find((key) => !inert.has(key) && !read.has(key) && isOn(config[key]));
  if (foreign !== undefined) throw wrong(`says \`${foreign}\`, which is not done here`);
  if (isOn(config['data_format']) && config['data_format'] !== 'channels_first')
    throw wrong(
      `says \`data_format: ${print(config['data_format'])}\`; write \`layout: nhwc\` instead of it`,
    );
  const steps = {
    ...resizing(config, wrong),
    ...cropping(config, wrong),
    ...scaling(config, wrong),
    ...padding(config, wrong),
  };
  const sha256 = createHash('sha256').update(file).digest('hex');
  return { steps, rgb: config['do_convert_rgb'] === true, sha256 };
}

function parsed(text: string): Config | undefined {
  try {
    const json = JSON.parse(text) as Json; // JSON.parse gives any
    return isMap(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isMap(json: Json | undefined): json is Config {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isOn(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== false;
}

function print(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** Whether a step is asked for: `do_…`, which is true where it is missing and its values are there. */
function asked(config: Config, key: string, value: string, wrong: (reason: string) => Fault): boolean {
  const said = config[key];
  if (typeof said === 'boolean') return said;
  if (isOn(said)) throw wrong(`says \`${key}: ${print(said)}\`, which is neither true nor false`);
  if (isOn(config[value])) return true;
  throw wrong(
    `says neither \`${key}\` nor \`${value}\`; what then happens depends on the class that reads it`,
  );
}

function resizing(config: Config, wrong: (reason: string) => Fault): Config {
  if (!asked(config, 'do_resize', 'size', wrong)) return {};
  const filter = pillow[Number(config['resample'] ?? Number.NaN)];
  if (filter === undefined)
    throw wrong(
      `says \`resample: ${print(config['resample'])}\`; expected 0 nearest, 1 lanczos, 2 bilinear or 3 bicubic`,
    );
  return { resize: { ...sizeOf(config, wrong), filter } };
}

function sizeOf(config: Config, wrong: (reason: string) => Fault): Config {
  const { size, image_processor_type: type, feature_extractor_type: older } = config;
  const maker = print(type ?? older);
  if (isCount(size) && byEdge.test(maker)) return { 'shortest-edge': size };
  if (isCount(size) && square.test(maker)) return { width: size, height: size };
  const {
    height,
    width,
    shortest_edge: shortest,
    longest_edge: longest,
    ...others
  } = isMap(size) ? size : {};
  const none = Object.values(others).every((value) => !isOn(value));
  if (none && isCount(height) && isCount(width) && !isOn(shortest) && !isOn(longest))
    return { width, height };
  if (none && isCount(shortest) && !isOn(height) && !isOn(width)) {
    if (!isOn(longest)) return { 'shortest-edge': shortest };
    if (isCount(longest)) return { 'shortest-edge': shortest, 'longest-edge': longest };
  }
  throw wrong(
    `says \`size: ${print(size)}\`; expected height and width, shortest_edge, or shortest_edge and longest_edge`,
  );
}

function cropping(config: Config, wrong: (reason: string) => Fault): Config {
  const { do_center_crop: crop, crop_size: size } = config;
  if (!isOn(crop) && !isOn(size)) return {};
  if (crop === false) return {};
  if (crop !== true) throw wrong('says `crop_size` and not whether it is used; write `do_center_crop`');
  const { height, width } = isCount(size) ? { height: size, width: size } : isMap(size) ? size : {};
  if (isCount(height) && isCount(width)) return { 'center-crop': { width, height } };
  throw wrong(`says \`crop_size: ${print(size)}\`; expected height and width, or one number`);
}

/** A picture is a batch of its own here, so that only a size that is written changes anything. */
function padding(config: Config, wrong: (reason: string) => Fault): Config {
  const { do_pad: pad, pad_size: size } = config;
  if (!isOn(pad) && (pad === false || !isOn(size))) return {};
  if (pad !== true) throw wrong('says `pad_size` and not whether it is used; write `do_pad`');
  const maker = print(config['image_processor_type'] ?? config['feature_extractor_type']);
  if (!zeros.test(maker)) throw wrong(`says \`do_pad\`, and how ${maker} pads is not known here`);
  if (!isOn(size)) return {};
  const { height, width } = isMap(size) ? size : {};
  if (isCount(height) && isCount(width)) return { 'pad-to': { width, height } };
  throw wrong(`says \`pad_size: ${print(size)}\`; expected height and width`);
}

function scaling(config: Config, wrong: (reason: string) => Fault): Config {
  const {
    do_rescale: rescale = true,
    rescale_factor: factor = 1 / 255,
    image_mean: mean,
    image_std: std,
  } = config;
  if (typeof rescale !== 'boolean' || typeof factor !== 'number' || !(factor > 0))
    throw wrong(`says \`do_rescale: ${print(rescale)}\` and \`rescale_factor: ${print(factor)}\``);
  const rescaled: Config = rescale ? { rescale: factor } : {};
  if (!asked(config, 'do_normalize', 'image_mean', wrong)) return rescaled;
  if (isNumbers(mean) && isNumbers(std)) return { ...rescaled, normalize: { mean, std } };
  throw wrong('says `do_normalize` and not `image_mean` and `image_std` as numbers');
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function isNumbers(value: Json | undefined): value is number | readonly number[] {
  const list: readonly Json[] = Array.isArray(value) ? value : [value ?? null]; // one number stands for all channels
  return list.length > 0 && list.every((item) => typeof item === 'number');
}
