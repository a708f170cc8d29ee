import { fault, type Fault } from '../core/fault.js';
import type { Config, OpenFolder } from '../core/folder.js';
import type { Json } from '../core/json.js';
import { codeOfLanguage } from './languages.js';
import { textIn } from './options.js';

/** What a policy asks of a recognizer that knows languages and tasks. */
export interface Wish {
  readonly language: string | undefined;
  readonly task: string | undefined;
}

/** What stands before the first token that is chosen. */
export interface Prompt {
  /** null: the language, which the model hears itself. */
  readonly tokens: readonly (number | null)[];
  /** The tokens of all languages that may be heard. */
  readonly languages: readonly number[];
}

/**
 * The prompt that transformers 4.55 gives Whisper: the start, the language, the task, and that no times are wanted. What
 * the policy says goes before `language` and `task` of `generation_config.json`, and these before `forced_decoder_ids`,
 * the old way to say both. Fault SPEECH_PROMPT for what the model can't be asked.
 */
export function promptOf(folder: Pick<OpenFolder, 'config' | 'generation'>, wish: Wish, timed: boolean): Prompt {
  const { generation } = folder;
  const { language = textIn(generation['language']), task = textIn(generation['task']) } = wish;
  if (generation['is_multilingual'] === false && (wish.language ?? wish.task) !== undefined)
    throw invalid('the model knows English only: leave out `language` and `speech-task`');
  const languages = idsBy(generation['lang_to_id']);
  const tokens: (number | null)[] = [startIn(generation)];
  if (language === undefined && task === undefined) tokens.push(...forcedIn(folder));
  if (language !== undefined) tokens[1] = named(languages, language, ['language', tokensOf(language)]);
  else if (languages.size > 0 && (tokens[1] ?? null) === null) tokens[1] = null;
  tokens.push(...taskTokens(generation, { language, task }, tokens));
  return { tokens: closed(tokens, idIn(generation, 'no_timestamps_token_id'), timed), languages: [...languages.values()] };
} // prettier-ignore

function invalid(reason: string): Fault {
  return fault('SPEECH_PROMPT', { reason });
}

/** The id that a setting holds. */
export function idIn(settings: Config, key: string): number | undefined {
  const value = settings[key];
  return typeof value === 'number' ? value : undefined;
}

function startIn(generation: Config): number {
  const start = idIn(generation, 'decoder_start_token_id');
  if (start === undefined) throw invalid('generation_config.json says no decoder_start_token_id');
  return start;
}

function idsBy(value: Json | undefined): ReadonlyMap<string, number> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

/** The tokens that a language may have: by its code, by itself, by its English name. */
function tokensOf(language: string): readonly string[] {
  const said = language.toLowerCase();
  return [said, codeOfLanguage(said)].map((code) => `<|${code ?? said}|>`).concat(said);
}

function bare(token: string): string {
  return token.replaceAll(/[<|>]/g, '');
}

type Asked = readonly [key: string, names: readonly string[]];

function named(known: ReadonlyMap<string, number>, name: string, [key, names]: Asked): number {
  const id = names.map((each) => known.get(each)).find((each) => each !== undefined);
  if (id !== undefined) return id;
  const all = [...known.keys()].map(bare);
  const has = all.length === 0 ? 'the model tells none apart' : `the model knows ${all.join(', ')}`;
  throw invalid(`the ${key} is "${name}", and ${has}`);
}

/** The tokens after the start, in their order. */
function forcedIn({ config, generation }: Pick<OpenFolder, 'config' | 'generation'>): readonly (number | null)[] {
  const value = generation['forced_decoder_ids'] ?? config['forced_decoder_ids'] ?? [];
  const pairs: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value]; // isArray does not narrow readonly arrays
  return pairs.map((pair, at) => {
    const [place, id] = Array.isArray(pair) ? (pair as readonly Json[]) : []; // isArray does not narrow readonly arrays
    if (place === at + 1 && (id === null || typeof id === 'number')) return id;
    throw invalid(`forced_decoder_ids is ${JSON.stringify(value)}, where tokens after the start are meant, one after the other`);
  });
} // prettier-ignore

function taskTokens(
  generation: Config,
  { language, task }: Wish,
  before: readonly (number | null)[],
): readonly number[] {
  const tasks = idsBy(generation['task_to_id']);
  if (task !== undefined) return [named(tasks, task, ['speech-task', [task]])];
  const usual = tasks.get('transcribe');
  const isSaid = [...tasks.values()].some((id) => before.includes(id));
  return language === undefined || isSaid || usual === undefined ? [] : [usual];
}

/** With the token that says that no times are wanted, or without it. */
function closed(
  tokens: readonly (number | null)[],
  without: number | undefined,
  timed: boolean,
): readonly (number | null)[] {
  if (without === undefined) return tokens;
  const has = tokens.at(-1) === without;
  if (timed) return has ? tokens.slice(0, -1) : tokens;
  return has ? tokens : [...tokens, without];
}
