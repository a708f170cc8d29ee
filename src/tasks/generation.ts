import { fault } from '../core/fault.js';
import { cut } from '../core/shown.js';
import type { Sample } from '../core/sample.js';
import type { Answer, Evidence, Task, TaskKind, TaskSettings } from '../core/task.js';
import { commonLimits, flips, severity } from './flips.js';
import { greedy } from './greedy.js';
import { judgeOf, judgeSchema, judgingOf, type Judging } from './judging.js';
import { classesOf, classIndex, labelValue, type Labelled } from './labels.js';
import { shareOr, shareSchema } from './options.js';
import { isDegenerate, isLooping, isOneVocabulary, marginAt, partingOf, writtenOf, type Written } from './written.js'; // prettier-ignore
import { writingMeasures, type WritingKept, type WritingPair } from './writing-measures.js';

/** Generation, free-running: what a model writes after a prompt, the likeliest token each time. */
export const generation: TaskKind = {
  name: 'generation',
  summary: 'the text that is written after a prompt, greedily: where two texts part, and how; n counts prompts',
  options: {
    'max-tokens': { title: 'a number of tokens', type: 'integer', minimum: 1, maximum: 65536, default: 64, description: 'Where writing stops that does not end by itself.' },
    at: { title: 'a number of tokens', type: 'integer', minimum: 1, default: 32, description: 'Texts that part before so many tokens part early.' },
    tie: { ...shareSchema, default: '1%', description: 'Lead of the baseline’s choice over its runner-up below which parting there is a tie.' },
    band: { ...shareSchema, default: '20%', description: 'How much longer or shorter than the baseline’s a text may be.' },
    targets: {
      title: 'a list of texts',
      type: 'array',
      minItems: 1,
      items: { type: 'string', minLength: 1 },
      description: 'Texts of which an answer should hold one where the label is true (a refusal, say), and none where it is false. Letters’ case does not count.',
    },
    judge: judgeSchema,
  },
  limits: {
    ...commonLimits,
    'early-divergence': { unit: 'share', labels: false, judge: { by: 'rate', measure: 'early-divergence' } },
    'exact-match-loss': { unit: 'share', labels: false, judge: { by: 'rate', measure: 'exact-match-loss' } },
    'length-change': { unit: 'share', labels: false, judge: { by: 'value', measure: 'length-change' } },
  },
  meanings: ['labels'],
  gives: ['tokens', 'pieces', 'rivals', 'chances', 'asked', 'text', 'ended'],
  alone: true,
  follows: ['characters'],
  create,
  judge: judgeOf,
  running: ({ options }) => greedy(numberOr(options['max-tokens'], 64)),
}; // prettier-ignore

function numberOr(value: TaskSettings['options'][string] | undefined, byDefault: number): number {
  return typeof value === 'number' ? value : byDefault;
}

interface Looking {
  readonly at: number;
  readonly tie: number;
  readonly band: number;
  readonly judging: Judging | undefined;
}

/** The place of what the answer should be among the classes of the task's targets or its judge. */
type Truth = Labelled<number>;

function create(settings: TaskSettings): Task<Truth, Written, WritingKept, WritingPair> {
  const { options } = settings;
  const looking: Looking = {
    at: numberOr(options['at'], 32),
    tie: shareOr(options['tie'], 0.01),
    band: shareOr(options['band'], 0.2),
    judging: judgingOf(options),
  };
  return {
    truth: (sample) => truthOf(sample, settings, looking),
    predict: (outputs, _, count) => writtenOf(outputs, count),
    isDegenerate,
    keep: (written, truth) => keep(written, truth, looking),
    compare: (left, right, truth) => compare({ left, right, truth }, looking),
    evidence: (left, right, truth) => evidence({ left, right, truth }, looking),
    measures: writingMeasures(numberOr(options['max-tokens'], 64)),
    score: 'target-accuracy',
  };
}

/** Fault LABEL_… for what is no class (true or false, mostly), TARGETS_MISSING where nothing says what to look for. */
function truthOf(sample: Sample, settings: TaskSettings, { judging }: Looking): Truth | undefined {
  const value = labelValue(sample, settings);
  if (value === undefined || value === '') return undefined;
  if (judging === undefined) throw fault('TARGETS_MISSING', {});
  return { label: classIndex(value, classesOf(judging.classes), sample.id), sample: sample.id };
}

function keep(written: Written, truth: Truth | undefined, { judging }: Looking): WritingKept {
  return {
    right: truth === undefined ? null : !isDegenerate(written) && judging?.classOf(written) === truth.label,
    tokens: written.tokens.length,
    looping: isLooping(written.tokens),
    ended: written.ended,
  };
}

interface Sides {
  readonly left: Written;
  readonly right: Written;
  readonly truth: Truth | undefined;
}

/** Tokens of two vocabularies are not compared: what is about them is null, and the texts are. */
function compare({ left, right, truth }: Sides, looking: Looking): WritingPair {
  const [one, other] = [keep(left, truth, looking), keep(right, truth, looking)];
  const isNone = isDegenerate(left) || isDegenerate(right);
  const isOne = isOneVocabulary(left, right);
  const otherText = isNone || plain(left.text) !== plain(right.text);
  const parted = isOne ? (partingOf(left, right) ?? (isNone ? 0 : null)) : null;
  const lengths = [Array.from(left.text).length, Array.from(right.text).length] as const;
  const [before, after] = isOne ? [one.tokens, other.tokens] : lengths;
  const places = Math.max(before, after);
  const margin = parted === null ? null : marginAt(left, parted);
  return {
    ...flips(isOne ? parted !== null : otherText, one.right, other.right),
    otherText,
    parted,
    early: isOne ? parted !== null && parted < looking.at : null,
    margin,
    tie: margin === null ? null : margin < looking.tie,
    places: isOne ? places : null,
    placesChanged: isOne ? differing(left, right, places) : null,
    otherLength: isNone || Math.abs(after - before) > looking.band * before,
    lengths: [...lengths],
    lengthRatio: before === 0 ? null : after / before,
    newLoop: other.looping && !one.looping,
    stopsEarly: other.ended && 2 * after < before,
  };
}

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ');
}

function differing(left: Written, right: Written, places: number): number {
  return Array.from({ length: places }, (_, place) => place).filter(
    (place) => left.tokens[place] !== right.tokens[place],
  ).length;
}

/** How much of both texts is shown from where they part, and of what they share before. */
const shownBefore = 24;
const shownAfter = 160;

function evidence(sides: Sides, looking: Looking): Evidence {
  const { left, right, truth } = sides;
  const { parted, negative, places } = compare(sides, looking);
  const place = parted ?? 0;
  const degenerate = isDegenerate(left) || isDegenerate(right);
  return {
    left: answer(left, right, { place, looking }),
    right: answer(right, left, { place, looking }),
    label: labelOf(truth, looking),
    severity: severity({ degenerate, negative, weight: 1 - place / Math.max(1, places ?? 1) }),
    shown: { is: 'texts', baseline: cut(left.text), compressed: cut(right.text), label: null },
  };
}

function labelOf(truth: Truth | undefined, { judging }: Looking): string | null {
  if (truth === undefined || judging === undefined) return null;
  return judging.named[truth.label] ?? null;
}

/** What both candidates were worth to this arm where the texts part, and the text around it. */
function answer(
  own: Written,
  other: Written,
  { place, looking }: { place: number; looking: Looking },
): Answer {
  if (isDegenerate(own)) return { text: 'no answer', confidence: null };
  const shared = own.pieces.slice(0, place).join('');
  const before = shared.length > shownBefore ? `…${shared.slice(-shownBefore)}` : shared;
  const after = cut(own.pieces.slice(place).join(''), shownAfter);
  const worth = (of: Written): string => {
    const piece = of.tokens[place] === undefined ? undefined : (of.pieces[place] ?? '');
    const found = own.likeliest(place).find(({ token }) => token === of.tokens[place]);
    return piece === undefined ? '' : `${JSON.stringify(piece)} ${found ? percent(found.chance) : 'not among its five'}`;
  }; // prettier-ignore
  const worths = [worth(own), worth(other)].filter((text) => text !== '').join(', ');
  const called = looking.judging?.called(own) ?? null;
  return {
    text: `${called === null ? '' : `judged ${called}; `}${worths}: ${before}│${after}`,
    confidence: own.likeliest(place)[0]?.chance ?? null,
  };
}

function percent(chance: number): string {
  return `${(100 * chance).toFixed(1)}%`;
}
