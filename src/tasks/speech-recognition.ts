import { anything } from '../core/noise.js';
import type { Measure, Outputs, Reading, Task, TaskKind, TaskSettings } from '../core/task.js';
import { characterEdits, type Edits, errorRate, wordEdits } from '../stats/text/edits.js';
import { heardIn, type Spelling, spellingOf } from './ctc.js';
import { commonLimits, flipMeasures, flips, type Flips } from './flips.js';
import { wrongType } from './labels.js';
import { armShare, pairShare, rate, sums } from './measures.js';
import { normalized, normalizers, type Normalizer } from './normalizer.js';
import { choice, choiceSchema, numberIn, textIn } from './options.js';
import { outputOf } from './outputs.js';
import { transcribed } from './transcribed.js';
import { differ, dueOf, isRight, lengthChange, lengthsOf, saidEvidence, saidOf, type Due, type Said } from './said.js'; // prettier-ignore

/** One arm on one utterance; null without a label. */
export type SpeechKept = {
  readonly right: boolean | null;
  readonly words: Edits | null;
  readonly characters: Edits | null;
};

/** Two arms on one utterance: what it takes to make baseline's text of compressed's. */
export type SpeechPair = Flips & {
  readonly words: Edits;
  readonly characters: Edits;
  /** Characters that each says. */
  readonly lengths: readonly [number, number];
};

const armError = { of: 'arm', better: 'lower', unit: 'share' } as const;
const none: Edits = [0, 0];

const measures: { readonly [name: string]: Measure } = {
  ...flipMeasures,
  'word-error-gap': sums<SpeechPair>(pairShare, (pair) => pair.words, errorRate),
  'character-error-gap': sums<SpeechPair>(pairShare, (pair) => pair.characters, errorRate),
  'length-change': lengthChange,
  'word-error': sums<SpeechKept>(armError, (kept) => kept.words ?? none, errorRate),
  'character-error': sums<SpeechKept>(armError, (kept) => kept.characters ?? none, errorRate),
  'word-accuracy': sums<SpeechKept>(
    armShare,
    (kept) => kept.words ?? none,
    (total) => 1 - errorRate(total),
  ),
  'character-accuracy': sums<SpeechKept>(
    armShare,
    (kept) => kept.characters ?? none,
    (total) => 1 - errorRate(total),
  ),
  'exact-match': rate<SpeechKept>(armShare, (kept) => kept.right),
};

/** Speech recognition: the text of an utterance, by its words. */
export const speechRecognition: TaskKind = {
  name: 'speech-recognition',
  summary: 'the text of an utterance, spelled from scores of tokens (CTC) or written by a decoder (Whisper); n counts utterances',
  options: {
    blank: {
      title: 'a token',
      type: 'string',
      minLength: 1,
      description: 'The token that stands for nothing; by default the first of <pad>, [PAD], <blank> and the like.',
    },
    'word-delimiter': {
      title: 'a token',
      type: 'string',
      minLength: 1,
      default: '|',
      description: 'The token that stands between words.',
    },
    language: {
      title: 'a language',
      type: 'string',
      minLength: 1,
      description: 'What Whisper is to hear, `en` for instance; by default what generation_config.json says, else what it hears itself.',
    },
    'speech-task': choiceSchema(['transcribe', 'translate'], 'transcribe', 'What Whisper does: write down, or translate to English; by default what generation_config.json says.'),
    timestamps: { type: 'boolean', default: false, description: 'Whisper looks for times in short sounds too; in those that are longer than its window it always does. They are no part of the text.' },
    beams: { title: 'a number of beams', type: 'integer', minimum: 1, description: 'How many beams Whisper searches, 1 for greedy; by default what generation_config.json says, else 1.' },
    'max-tokens': { title: 'a number of tokens', type: 'integer', minimum: 1, description: 'Longest answer of Whisper for one window; by default what generation_config.json says.' },
    normalizer: choiceSchema(normalizers, 'plain', 'What is done to texts and labels before they are compared.'),
    score: choiceSchema(
      ['word-accuracy', 'character-accuracy', 'exact-match'],
      'word-accuracy',
      'What score-drop, error and robustness-gap read.',
    ),
  },
  limits: {
    ...commonLimits,
    'word-error-gap': { unit: 'share', labels: false, judge: { by: 'value', measure: 'word-error-gap' } },
    'character-error-gap': {
      unit: 'share', labels: false, judge: { by: 'value', measure: 'character-error-gap' },
    },
    'length-change': { unit: 'share', labels: false, judge: { by: 'value', measure: 'length-change' } },
    'exact-match-loss': { unit: 'points', labels: true, judge: { by: 'loss', measure: 'exact-match' } },
  },
  meanings: ['labels'],
  follows: anything,
  create,
  decoding: ['language', 'speech-task', 'timestamps', 'beams', 'max-tokens'],
  running: ({ options }) =>
    transcribed({
      language: textIn(options['language']),
      task: textIn(options['speech-task']),
      timed: options['timestamps'] === true,
      beams: numberIn(options['beams']),
      most: numberIn(options['max-tokens']),
    }),
}; // prettier-ignore

function create(settings: TaskSettings): Task<Due, Said, SpeechKept, SpeechPair> {
  const { options, names } = settings;
  const normalizer = choice(options['normalizer'], normalizers);
  const spelling = (): Spelling =>
    spellingOf(names, { blank: textIn(options['blank']), delimiter: textIn(options['word-delimiter']) });
  if (names.length > 0) spelling();
  return {
    truth: (sample) => oneOf(dueOf(sample, settings, normalizer)),
    predict: (outputs, reading, count) => saidIn({ outputs, reading, count }, spelling, normalizer),
    isDegenerate: ({ degenerate }) => degenerate,
    keep,
    compare,
    evidence: saidEvidence,
    measures,
    score: choice(options['score'], ['word-accuracy', 'character-accuracy', 'exact-match']),
  };
}

/** Word errors are of one reference. */
function oneOf(due: Due | undefined): Due | undefined {
  if (due !== undefined && due.texts.length !== 1) throw wrongType([...due.texts], 'one text', due.sample);
  return due;
}

interface Given {
  readonly outputs: Outputs;
  readonly reading: Reading;
  readonly count: number;
}

function saidIn({ outputs, reading, count }: Given, spelling: () => Spelling, normalizer: Normalizer): readonly Said[] {
  const { output } = reading;
  const tensor = outputOf(outputs, output);
  const heard = saidOf(tensor, output, count) ?? heardIn(tensor, output, count, spelling());
  return heard.map(({ text, degenerate }) => ({ text: normalized(text, normalizer), degenerate }));
} // prettier-ignore

/** An answer that is none has said nothing: every word is missing. */
function textOf({ text, degenerate }: Said): string {
  return degenerate ? '' : text;
}

function keep(said: Said, due: Due | undefined): SpeechKept {
  const [reference] = due?.texts ?? [];
  if (reference === undefined) return { right: null, words: null, characters: null };
  const text = textOf(said);
  return {
    right: isRight(said, due),
    words: wordEdits(text, reference),
    characters: characterEdits(text, reference),
  };
}

function compare(left: Said, right: Said, due: Due | undefined): SpeechPair {
  const [ours, theirs] = [textOf(left), textOf(right)];
  return {
    ...flips(differ(left, right), isRight(left, due), isRight(right, due)),
    words: wordEdits(theirs, ours),
    characters: characterEdits(theirs, ours),
    lengths: lengthsOf({ text: ours, degenerate: false }, { text: theirs, degenerate: false }),
  };
}
