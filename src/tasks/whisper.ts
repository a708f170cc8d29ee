import type { Session } from '../core/engine.js';
import { fault, type Fault } from '../core/fault.js';
import type { Config, OpenFolder } from '../core/folder.js';
import type { Json } from '../core/json.js';
import { idIn } from './whisper-prompt.js';

/** What a Whisper hears at once. */
export interface Hearing {
  readonly encoder: Session;
  /** The encoder's input: log-mel features, mels × frames. */
  readonly type: 'float32' | 'float16';
  readonly mels: number;
  readonly frames: number;
  /** Most tokens of one window, the prompt's included. */
  readonly room: number;
}

/** Frames of features for one second. */
export const framesASecond = 100;

/** What is assumed of sound where `preprocessor_config.json` says nothing, as transformers does; other values are refused. */
const extractor: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['feature_extractor_type', 'WhisperFeatureExtractor'],
  ['sampling_rate', 16000],
  ['n_fft', 400],
  ['hop_length', 160],
  ['padding_value', 0],
  ['dither', 0],
  ['do_normalize', false],
]);

/** What decides about text beyond what `choosingOf` reads, and is not built, unless it has the value that changes nothing. */
const refused: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['condition_on_prev_tokens', false],
  ['no_speech_threshold', null],
  ['logprob_threshold', null],
  ['compression_ratio_threshold', null],
  ['force_unique_generate_call', false],
  ['_detect_timestamp_from_logprob', true],
]);

/** Reads a folder that holds a Whisper; Fault DECODER_INVALID for any other, and for what is not built. */
export function hearingOf(folder: OpenFolder): Hearing {
  const { parts, config, generation, preprocessor } = folder;
  const encoder = parts.get('encoder');
  if (encoder === undefined) throw invalid('it has no encoder_model.onnx');
  if (config['model_type'] !== 'whisper')
    throw invalid(`its config.json says model_type ${JSON.stringify(config['model_type'] ?? null)}, where whisper is meant`);
  if (Object.keys(generation).length === 0) throw invalid('its folder has no generation_config.json');
  if (Object.keys(preprocessor).length === 0) throw invalid('its folder has no preprocessor_config.json');
  requireValues(preprocessor, extractor, 'preprocessor_config.json');
  requireValues(generation, refused, 'generation_config.json');
  const { type, mels } = featuresOf(encoder, idIn(preprocessor, 'feature_size') ?? 80);
  const frames = 2 * (idIn(config, 'max_source_positions') ?? 1500);
  const seconds = idIn(preprocessor, 'chunk_length') ?? 30;
  if (seconds * framesASecond !== frames)
    throw invalid(`its preprocessor_config.json says chunk_length ${seconds}, and its encoder hears ${frames / framesASecond} seconds`);
  return { encoder, type, mels, frames, room: idIn(config, 'max_target_positions') ?? 448 };
} // prettier-ignore

function invalid(reason: string): Fault {
  return fault('DECODER_INVALID', { reason });
}

function requireValues(settings: Config, wanted: ReadonlyMap<string, Json>, file: string): void {
  for (const [key, idle] of wanted) {
    const value = settings[key] ?? idle;
    if (value !== idle) throw invalid(`its ${file} says ${key} ${JSON.stringify(value)}, which is not built`);
  }
}

function featuresOf({ inputs }: Session, mels: number): Pick<Hearing, 'type' | 'mels'> {
  const [features, other] = inputs;
  if (features?.name !== 'input_features' || other !== undefined)
    throw invalid(`its encoder has the inputs ${inputs.map(({ name }) => name).join(', ')}, where input_features is meant`);
  const { type, dims } = features;
  if (type !== 'float32' && type !== 'float16') throw invalid(`its encoder's input_features are ${type}`);
  const declared = dims?.[1];
  if (typeof declared === 'number' && declared !== mels)
    throw invalid(`its preprocessor_config.json says feature_size ${mels}, and its encoder hears ${declared} mels`);
  return { type, mels };
} // prettier-ignore
