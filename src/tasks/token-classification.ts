import { fault } from '../core/fault.js';
import { isTensor, type Sample, type Value } from '../core/sample.js';
import type { Evidence, Task, TaskKind, TaskSettings } from '../core/task.js';
import { commonLimits, flips, severity } from './flips.js';
import { classesOf, classIndex, type Classes, labelValue, wrongType } from './labels.js';
import { choice, choiceSchema } from './options.js';
import { numbersOf } from './outputs.js';
import { tagMeasures, type TokensKept, type TokensPair } from './tag-measures.js';
import { lineOf, taggedOf, wantedOf, type Tagged, type TagTruth } from './tagged.js';
import { isTag, matchings, type Scheme, schemes, shared, spansOf, type Tagging, taggingOf } from './tags.js';
import { sentence, shownTokens } from './tag-text.js';

const scores = ['entity-f1', 'entity-macro-f1', 'tag-accuracy'] as const;

/** Token classification: a tag for each word of a sentence, spans of words where the scheme has them. */
export const tokenClassification: TaskKind = {
  name: 'token-classification',
  summary: 'a tag per word: named entities, parts of speech; n counts sentences',
  options: {
    scheme: choiceSchema(
      schemes,
      'bio',
      'How tags mark spans: B-X I-X O, with E-X and S-X, or every tag by itself.',
    ),
    matching: choiceSchema(matchings, 'default', 'How spans are read from tags, by seqeval’s names.'),
    score: choiceSchema(scores, 'entity-f1', 'What score-drop, error and robustness-gap read.'),
    ignore: {
      title: 'a label',
      type: ['integer', 'string'],
      default: -100,
      description: 'The label of words or positions that do not count.',
    },
  },
  limits: {
    ...commonLimits,
    'tag-disagreement': {
      unit: 'share', labels: false, judge: { by: 'value', measure: 'tag-disagreement' },
    },
    'span-changes': {
      unit: 'share', labels: false, judge: { by: 'value', measure: 'span-changes' },
    },
    'lost-spans': {
      unit: 'share', labels: true, judge: { by: 'value', measure: 'lost-spans' },
    },
  }, // prettier-ignore
  meanings: ['logits', 'probabilities', 'log-probabilities', 'labels'],
  follows: ['characters'],
  unfit: (dims, meaning, names) => wantedOf(dims, meaning, names.length),
  create,
};

function create(settings: TaskSettings): Task<TagTruth, Tagged, TokensKept, TokensPair> {
  const { options, names } = settings;
  const classes = classesOf(names);
  const tagging = taggingOf(names, choice(options.scheme, schemes), choice(options.matching, matchings));
  const reading = { scheme: tagging.scheme, classes, ignore: options.ignore ?? -100 };
  return {
    truth: (sample) => truthOf(sample, settings, reading),
    predict: (outputs, read, count, fed = []) =>
      taggedOf({ outputs, reading: read, count, fed }, names.length),
    isDegenerate: ({ degenerate }) => degenerate,
    keep: (prediction, truth) => keep(prediction, truth, tagging),
    compare: (left, right, truth) => compare({ left, right, truth }, tagging),
    evidence: (left, right, truth) => evidence({ left, right, truth }, tagging, classes),
    measures: tagMeasures(tagging.types.length),
    score: choice(options.score, scores),
  };
}

interface Reading {
  readonly scheme: Scheme;
  readonly classes: Classes;
  readonly ignore: unknown;
}

/** A list of names, a tensor of numbers, or a text of names with spaces between them. */
function truthOf(sample: Sample, settings: TaskSettings, reading: Reading): TagTruth | undefined {
  const value = labelValue(sample, settings);
  if (value === undefined || value === null) return undefined;
  return {
    tags: partsOf(value, sample.id).map((part) => tagOf(part, sample.id, reading)),
    sample: sample.id,
  };
}

function partsOf(value: Value, sample: string): readonly (string | number)[] {
  if (typeof value === 'string') return value.split(/\s+/u).filter((part) => part !== '');
  if (Array.isArray(value)) return value as readonly string[]; // isArray does not narrow readonly arrays
  if (typeof value !== 'object' || value === null || !isTensor(value))
    throw wrongType(value, 'a list of tags', sample);
  return value.type === 'string' ? Array.from(value.data, String) : [...numbersOf(value)];
}

function tagOf(part: string | number, sample: string, { scheme, classes, ignore }: Reading): number | null {
  if (String(part) === String(ignore)) return null;
  const isName =
    typeof part === 'string' && Number.isNaN(Number(part)) && classes.indexOf(part) === undefined;
  if (isName && !isTag(part, scheme)) throw fault('TAG_SCHEME', { tag: part, scheme, sample });
  return classIndex(part, classes, sample);
}

/** The labels that count. */
function dueTags(truth: TagTruth): readonly number[] {
  return truth.tags.filter((tag) => tag !== null);
}

function keep(prediction: Tagged, truth: TagTruth | undefined, tagging: Tagging): TokensKept {
  const { tags } = lineOf(prediction, truth);
  const spans = spansOf(tags, tagging);
  const kept = { words: tags.length, found: spans.map(({ type }) => type) };
  if (truth === undefined) return { ...kept, right: null, correct: null, due: null, hits: null };
  const due = dueTags(truth);
  const correct = due.filter((tag, at) => tag === tags[at]).length;
  const dueSpans = spansOf(due, tagging);
  return {
    ...kept,
    right: due.length === 0 ? null : !prediction.degenerate && correct === due.length,
    correct,
    due: dueSpans.map(({ type }) => type),
    hits: shared(dueSpans, spans).map(({ type }) => type),
  };
}

interface Sides {
  readonly left: Tagged;
  readonly right: Tagged;
  readonly truth: TagTruth | undefined;
}

function compare({ left, right, truth }: Sides, tagging: Tagging): TokensPair {
  const [one, two] = linesOf({ left, right, truth });
  const isNone = left.degenerate || right.degenerate;
  const wordsChanged = isNone ? one.length : one.filter((tag, at) => tag !== two[at]).length;
  const [spans, others] = [spansOf(one, tagging), spansOf(two, tagging)];
  const due = truth === undefined ? [] : spansOf(dueTags(truth), tagging);
  const found = shared(due, spans);
  return {
    ...flips(isNone || wordsChanged > 0, keep(left, truth, tagging).right, keep(right, truth, tagging).right),
    words: one.length,
    wordsChanged,
    spans: spans.length + others.length,
    spansChanged: spans.length + others.length - 2 * shared(spans, others).length,
    due: due.length,
    lost: found.length - shared(found, others).length,
  };
}

/** Both arms' tags of the same words. */
function linesOf({ left, right, truth }: Sides): readonly [readonly number[], readonly number[]] {
  const [one, two] = [lineOf(left, truth).tags, lineOf(right, truth).tags];
  if (one.length !== two.length) throw fault('TAGS_DIFFER', { left: one.length, right: two.length });
  return [one, two];
}

function evidence({ left, right, truth }: Sides, tagging: Tagging, classes: Classes): Evidence {
  const { negative, words, wordsChanged } = compare({ left, right, truth }, tagging);
  const { words: texts } = lineOf(left, truth);
  const [one, two] = linesOf({ left, right, truth });
  const told = { texts, tagging, classes, apart: (at: number) => one[at] !== two[at] };
  const answer = ({ degenerate }: Tagged, tags: readonly number[]): Evidence['left'] => ({
    text: degenerate ? 'no answer' : sentence(tags, told),
    confidence: null,
  });
  const due = truth === undefined ? null : dueTags(truth);
  return {
    left: answer(left, one),
    right: answer(right, two),
    label: due && sentence(due, told),
    shown: shownTokens({ baseline: one, compressed: two, label: due }, told),
    severity: severity({
      degenerate: left.degenerate || right.degenerate,
      negative,
      weight: wordsChanged / words,
    }),
  };
}
