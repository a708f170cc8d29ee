import type { Session } from '../core/engine.js';
import { fault } from '../core/fault.js';
import type { Config, OpenFolder } from '../core/folder.js';
import type { Tensor } from '../core/tensor.js';
import type { Running } from '../core/way.js';
import { choose } from './beams.js';
import { choosingOf, type Choosing, type Written } from './choosing.js';
import { type Decoder, decoderOf, nothingDecoded } from './decoder.js';
import { isNoAnswer } from './outputs.js';
import { noAnswer } from './said.js';
import { keepTimes, type Kept, settled, timesOf } from './spoken-times.js';
import { statesOf } from './translated.js';
import { framesASecond, type Hearing, hearingOf } from './whisper.js';
import { idIn, promptOf, type Prompt, type Wish } from './whisper-prompt.js';

/** What the policy says of how a sound becomes text. */
export interface Dictation extends Written, Wish {
  /** Times are asked for in sounds of one window too. */
  readonly timed: boolean;
}

/**
 * A Whisper as a session that takes log-mel features of a sound and gives its text, as `generate()` of transformers 4.55
 * finds it: one window after the other, with times where there are several. A session that is no folder is left as it is.
 */
export function transcribed(dictation: Dictation): Running {
  return (session, alive) => {
    const { folder } = session;
    if (folder === undefined) {
      if (isAsked(dictation)) throw fault('SPEECH_PROMPT', { reason: 'the model is one file, and spells what it hears (CTC)' });
      return session;
    }
    const { tokenizer } = folder;
    if (tokenizer === null) throw fault('DECODER_INVALID', { reason: 'its folder has no tokenizer.json' });
    const { hearing, hear } = listenerOf(session, folder, { dictation, alive });
    const first = timesOf(folder.generation, 0)?.first ?? Infinity;
    const answer = async (features: Tensor): Promise<string> => {
      const found = await hear(features);
      return found === null ? noAnswer : tokenizer.decode(found.filter((id) => id < first));
    };
    return {
      inputs: [{ name: 'input_features', type: hearing.type, dims: ['batch', hearing.mels, 'frames'] }],
      outputs: [{ name: 'text', type: 'string', dims: ['batch'] }],
      run: async (feeds) => {
        const answers: string[] = [];
        for (const features of rowsOf(feeds.get('input_features'))) answers.push(await answer(features));
        return new Map<string, Tensor>([['text', { type: 'string', dims: [answers.length], data: answers }]]);
      },
      close: () => session.close(),
    };
  };
} // prettier-ignore

function isAsked({ beams, most, language, task, timed }: Dictation): boolean {
  return timed || [beams, most, language, task].some((value) => value !== undefined);
}

interface Open {
  readonly folder: OpenFolder;
  readonly hearing: Hearing;
  readonly dictation: Dictation;
  readonly session: Session;
  readonly alive: () => void;
}

/** Hears the features of one sound, 1 × mels × frames. */
export interface Listener {
  readonly hearing: Hearing;
  /** The tokens, times among them where they are asked for, without what ends them; null: scores were none. */
  hear(features: Tensor): Promise<readonly number[] | null>;
}

/** A Whisper that listens. What is wrong with its settings is told before the first sound. */
export function listenerOf(
  session: Session,
  folder: OpenFolder,
  given: { readonly dictation: Dictation; readonly alive: () => void },
): Listener {
  const hearing = hearingOf(folder);
  const open = { folder, hearing, session, ...given };
  const { tokens } = promptOf(folder, given.dictation, false);
  choosingFor(tokens.map(Number), open);
  decoderOf(session, given.alive, new Map([['encoder_hidden_states', silence]]));
  return { hearing, hear: (features) => tokensOf(features, open) };
}

const silence: Tensor = { type: 'float32', dims: [0], data: new Float32Array() };

/** Features of single sounds. */
function rowsOf(tensor: Tensor | undefined): readonly Tensor[] {
  const [count = 0, mels = 0, frames = 0] = tensor?.dims ?? [];
  if (tensor === undefined) throw new Error('no features were fed');
  const { type, data } = tensor;
  return Array.from({ length: count }, (_, row) => {
    const one = data.slice(row * mels * frames, (row + 1) * mels * frames);
    return { type, dims: [1, mels, frames], data: one };
  });
}

/** One window after the other. */
async function tokensOf(features: Tensor, open: Open): Promise<readonly number[] | null> {
  const { hearing, folder, dictation } = open;
  const frames = features.dims[2] ?? 0;
  if (frames < hearing.frames) throw fault('SOUND_SHORT', { frames, most: hearing.frames, seconds: hearing.frames / framesASecond });
  const timed = dictation.timed || folder.generation['return_timestamps'] === true || frames > hearing.frames;
  const all: number[] = [];
  let start: readonly number[] | undefined;
  for (let at = 0; at < frames; ) {
    const count = Math.min(hearing.frames, frames - at);
    const decoder = await listening(cut(features, { from: at, count, length: hearing.frames }), open);
    const said = start ?? (await heardPrompt(decoder, promptOf(folder, dictation, timed)));
    const kept = said && (await windowOf(decoder, { start: said, timed, count }, open));
    if (!kept || !(kept.frames > 0)) return null;
    start = said;
    all.push(...kept.tokens);
    at += kept.frames;
  }
  return all;
} // prettier-ignore

/** Columns of features, filled up with zeros. */
function cut(
  { type, dims, data }: Tensor,
  { from, count, length }: { readonly from: number; readonly count: number; readonly length: number },
): Tensor {
  const [, mels = 0, frames = 0] = dims;
  if (from === 0 && frames === length) return { type, dims, data };
  const window = type === 'float16' ? new Uint16Array(mels * length) : new Float32Array(mels * length);
  for (let row = 0; row < mels; row += 1)
    for (let at = 0; at < count; at += 1) window[row * length + at] = Number(data[row * frames + from + at]);
  return { type, dims: [1, mels, length], data: window };
}

async function listening(window: Tensor, { hearing, session, alive }: Open): Promise<Decoder> {
  const states = await statesOf(hearing.encoder, new Map([['input_features', window]]), alive);
  return decoderOf(session, alive, new Map([['encoder_hidden_states', states]]));
}

/** With the likeliest of all languages where none is said; undefined: scores were none. */
async function heardPrompt(decoder: Decoder, { tokens, languages }: Prompt): Promise<readonly number[] | undefined> {
  if (!tokens.includes(null)) return tokens.map(Number);
  if (languages.length === 0) return tokens.filter((token) => token !== null);
  const { scores } = await decoder.run(nothingDecoded, tokens.slice(0, 1).map(Number));
  const row = scores.at(0);
  if (isNoAnswer(row)) return undefined;
  const heard = languages.toSorted((one, other) => (row[other] ?? NaN) - (row[one] ?? NaN) || one - other)[0];
  return tokens.map((token) => token ?? heard ?? 0);
} // prettier-ignore

interface Asked {
  readonly start: readonly number[];
  readonly timed: boolean;
  /** Frames of the window that are sound. */
  readonly count: number;
}

/** What one window says; null: scores were none. */
async function windowOf(decoder: Decoder, { start, timed, count }: Asked, open: Open): Promise<Kept | null> {
  const choosing = choosingFor(start, open);
  const times = timesOf(open.folder.generation, choosing.ends[0] ?? Infinity);
  if (timed && times === undefined) throw fault('DECODER_INVALID', { reason: 'it has no no_timestamps_token_id, and sounds longer than its window are heard by times' });
  const keep = timed && times ? keepTimes(times, start.length) : undefined;
  const bound: Choosing['bound'] = (row, ids) => {
    choosing.bound(row, ids);
    keep?.(row, ids);
  };
  const chosen = await choose(decoder, { ...choosing, bound });
  if (chosen === null) return null;
  const tokens = choosing.ends.includes(chosen.at(-1) ?? -1) ? chosen.slice(0, -1) : chosen;
  return settled(tokens, count, times ?? { first: Infinity });
} // prettier-ignore

/** What `generation_config.json` says but for the prompt. Fault DECODER_INVALID for more tokens than the model has places. */
function choosingFor(start: readonly number[], { folder, hearing, dictation }: Pick<Open, 'folder' | 'hearing' | 'dictation'>): Choosing {
  const { config, generation } = folder;
  const told: Config = { ...generation, forced_decoder_ids: null };
  const longest = idIn(generation, 'max_length') ?? usualLength;
  const isSaid = idIn(generation, 'max_new_tokens') !== undefined || longest !== usualLength;
  const most = dictation.most ?? (isSaid ? undefined : usualLength);
  const choosing = choosingOf({ config, generation: told }, { beams: dictation.beams, most }, start);
  if (choosing.most <= hearing.room) return choosing;
  throw fault('DECODER_INVALID', { reason: `texts of ${choosing.most} tokens, the prompt's included, are asked for, and it has places for ${hearing.room}` });
} // prettier-ignore

/** As many tokens as this are written after the prompt where nothing else is said; who says 20 is taken to say nothing. */
const usualLength = 20;
