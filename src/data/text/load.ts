import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fault } from '../../core/fault.js';
import { pathInside } from '../inside.js';
import { openLibrary, type Library } from './library.js';

/** A tokenizer.json with what our own part of the work reads from it. */
export interface LoadedTokenizer {
  readonly library: Library;
  readonly sha256: string;
  /** The text and id that sequences are filled up with, where the file tells. */
  readonly padding: { readonly token: string; readonly id: number } | null;
  readonly facts: TokenizerFacts;
}

/** What decides how a piece's text relates to the characters that it stands for. */
export interface TokenizerFacts {
  readonly model: 'WordPiece' | 'BPE' | 'Unigram';
  readonly unknown: string | null;
  /** What a WordPiece piece inside a word begins with. */
  readonly continuing: string;
  /** What the last BPE piece of a word ends with. */
  readonly wordEnd: string;
  /** Characters of pieces are bytes of UTF-8. */
  readonly byteLevel: boolean;
  /** What stands for a space in pieces. */
  readonly space: string | null;
}

type Json = { readonly [key: string]: unknown };

const loaded = new Map<string, LoadedTokenizer>();

/** Reads a tokenizer.json below `root`, once per content; Fault TOKENIZER_UNREADABLE when it is none, or of a type that is not known. */
export function loadTokenizer(root: string, path: string): LoadedTokenizer {
  const bytes = readFileSync(pathInside(root, path, 'tokenizer'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const known = loaded.get(sha256);
  if (known) return known;
  try {
    const made = { ...make(bytes.toString('utf8')), sha256 };
    loaded.set(sha256, made);
    return made;
  } catch (error) {
    throw fault('TOKENIZER_UNREADABLE', {
      path,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

function make(text: string): Omit<LoadedTokenizer, 'sha256'> {
  const json = JSON.parse(text) as unknown; // looked at below, key by key
  const model = objectIn(json, 'model');
  const type = typeof model['type'] === 'string' ? model['type'] : typeOf(model);
  if (type !== 'WordPiece' && type !== 'BPE' && type !== 'Unigram') {
    throw new Error(`its model is of type ${type}; WordPiece, BPE and Unigram are known`);
  }
  const file: Json = {
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
    added_tokens: [],
    ...(json as Json),
  }; // objectIn has looked
  const steps = stepsIn(file['pre_tokenizer']);
  const library = openLibrary({
    ...file,
    model: { ...model, type },
    pre_tokenizer: unicode(file['pre_tokenizer']),
    post_processor: withoutSegments(file['post_processor']),
  });
  return {
    library,
    padding: paddingOf(file),
    facts: factsOf(type, model, { steps, normalizers: stepsIn(file['normalizer']) }),
  };
}

function objectIn(json: unknown, key: string): Json {
  const value = isObject(json) ? json[key] : undefined;
  if (isObject(value)) return value;
  throw new Error(`it has no ${key}`);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Files of old versions leave the type out. */
function typeOf(model: Json): string {
  if (Array.isArray(model['merges'])) return 'BPE';
  return Array.isArray(model['vocab']) ? 'Unigram' : 'WordPiece';
}

/** The steps of a normalizer or pre-tokenizer, a sequence taken apart. */
function stepsIn(step: unknown): readonly Json[] {
  if (!isObject(step)) return [];
  const inner = step['pretokenizers'] ?? step['normalizers'];
  return Array.isArray(inner) ? inner.flatMap(stepsIn) : [step];
}

/** Letters, digits and marks of all scripts: what \w is to the library whose files these are. */
const word = String.raw`\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d`;

/**
 * Pre-tokenizers whose JavaScript form splits otherwise than the Rust library (ASCII only, or runs of punctuation),
 * written as the split that is meant.
 */
function unicode(step: unknown): unknown {
  if (!isObject(step)) return null;
  const { pretokenizers } = step;
  if (Array.isArray(pretokenizers)) return { ...step, pretokenizers: pretokenizers.map(unicode) };
  if (step['type'] === 'Whitespace') return matching(`[${word}]+|[^${word}\\s]+`);
  if (step['type'] === 'Digits')
    return matching(step['individual_digits'] === true ? '\\P{N}+|\\p{N}' : '\\P{N}+|\\p{N}+');
  if (step['type'] === 'Punctuation') return punctuation(step['behavior']);
  return step;
}

const marks = String.raw`\p{P}\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007E`;

function punctuation(behavior: unknown): unknown {
  if (behavior === undefined || behavior === 'Isolated') return matching(`[^${marks}]+|[${marks}]`);
  if (behavior === 'Contiguous') return matching(`[^${marks}]+|[${marks}]+`);
  if (behavior === 'Removed') return matching(`[^${marks}]+`);
  throw new Error(`its pre-tokenizer Punctuation behaves as ${JSON.stringify(behavior)}, which is not known`);
}

function matching(regex: string): unknown {
  return { type: 'Split', pattern: { Regex: regex }, behavior: 'Removed', invert: true };
}

/** RoBERTa's pairs, whose token types are 0 throughout, as the template that is meant. */
function withoutSegments(step: unknown): unknown {
  if (!isObject(step)) return null;
  const { processors, type, cls, sep } = step;
  if (Array.isArray(processors)) return { ...step, processors: processors.map(withoutSegments) };
  if (type !== 'RobertaProcessing' || !Array.isArray(cls) || !Array.isArray(sep)) return step;
  const [start, end] = [cls, sep].map(([id]: readonly unknown[]) => ({ SpecialToken: { id, type_id: 0 } }));
  const [one, two] = ['A', 'B'].map((id) => ({ Sequence: { id, type_id: 0 } }));
  return { type: 'TemplateProcessing', single: [start, one, end], pair: [start, one, end, end, two, end] };
}

function paddingOf(file: Json): LoadedTokenizer['padding'] {
  const { padding, added_tokens: added } = file;
  if (
    isObject(padding) &&
    typeof padding['pad_token'] === 'string' &&
    typeof padding['pad_id'] === 'number'
  ) {
    return { token: padding['pad_token'], id: padding['pad_id'] };
  }
  const tokens: readonly unknown[] = Array.isArray(added) ? added : [];
  for (const name of ['[PAD]', '<pad>', '<|pad|>']) {
    const found = tokens.filter(isObject).find(({ content }) => content === name);
    if (typeof found?.['id'] === 'number') return { token: name, id: found['id'] };
  }
  return null;
}

function factsOf(
  type: TokenizerFacts['model'],
  model: Json,
  { steps, normalizers }: { steps: readonly Json[]; normalizers: readonly Json[] },
): TokenizerFacts {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const metaspace = steps.find((step) => step['type'] === 'Metaspace');
  const replaces = normalizers.some((step) => step['type'] === 'Replace' && step['content'] === '▁');
  const vocabulary = model['vocab'];
  const unknownId = model['unk_id'];
  const listed: unknown =
    Array.isArray(vocabulary) && typeof unknownId === 'number' ? vocabulary[unknownId] : undefined;
  const unknown = type === 'Unigram' && Array.isArray(listed) ? text(listed[0]) : text(model['unk_token']);
  return {
    model: type,
    unknown: unknown === '' ? null : unknown,
    continuing: type === 'WordPiece' ? text(model['continuing_subword_prefix']) : '',
    wordEnd: type === 'BPE' ? text(model['end_of_word_suffix']) : '',
    byteLevel: steps.some((step) => step['type'] === 'ByteLevel'),
    space: metaspace ? text(metaspace['replacement']) || '▁' : replaces ? '▁' : null,
  };
}
