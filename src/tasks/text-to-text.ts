import { fault } from '../core/fault.js';
import { anything } from '../core/noise.js';
import type { Task, TaskKind, TaskSettings } from '../core/task.js';
import { bleuTokenizers } from '../stats/text/bleu-tokens.js';
import { characterEdits } from '../stats/text/edits.js';
import { commonLimits, flips } from './flips.js';
import { normalized, normalizers } from './normalizer.js';
import { choice, choiceSchema, numberIn } from './options.js';
import { outputOf } from './outputs.js';
import { differ, type Due, dueOf, isRight, lengthsOf, type Said, saidEvidence, saidOf } from './said.js';
import { countsOf, textMeasures, type Counting, type TextKept, type TextPair } from './text-measures.js';
import { translated } from './translated.js';

const scores = [
  'bleu',
  'chrf',
  'chrf++',
  'rouge-1',
  'rouge-2',
  'rouge-l',
  'rouge-lsum',
  'exact-match',
] as const;

/** Translation, summarization and the like: a text is made of a text. */
export const textToText: TaskKind = {
  name: 'text-to-text',
  summary: 'a text made of a text: translation, summarization; greedy or by beams; n counts texts',
  options: {
    beams: { title: 'a number of beams', type: 'integer', minimum: 1, description: 'How many beams are searched, 1 for greedy; by default what generation_config.json says, else 1.' },
    'max-tokens': { title: 'a number of tokens', type: 'integer', minimum: 1, description: 'Longest answer; by default what generation_config.json says, else 19.' },
    tokenizer: choiceSchema(bleuTokenizers, '13a', 'How BLEU takes texts apart, by sacreBLEU’s names.'),
    lowercase: { type: 'boolean', default: false, description: 'BLEU and chrF of texts in lower case.' },
    stem: { type: 'boolean', default: false, description: 'ROUGE of Porter’s stems.' },
    normalizer: choiceSchema(normalizers, 'none', 'What is done to texts and labels before they are compared.'),
    score: choiceSchema(scores, 'bleu', 'What score-drop, error and robustness-gap read.'),
  },
  limits: {
    ...commonLimits,
    'bleu-drop': { unit: 'points', labels: true, judge: { by: 'loss', measure: 'bleu' } },
    'chrf-drop': { unit: 'points', labels: true, judge: { by: 'loss', measure: 'chrf' } },
    'rouge-drop': { unit: 'points', labels: true, judge: { by: 'loss', measure: 'rouge-l' } },
    'exact-match-loss': { unit: 'points', labels: true, judge: { by: 'loss', measure: 'exact-match' } },
    'text-change': { unit: 'share', labels: false, judge: { by: 'value', measure: 'text-change' } },
    'length-change': { unit: 'share', labels: false, judge: { by: 'value', measure: 'length-change' } },
  },
  meanings: ['labels'],
  follows: anything,
  alone: true,
  create,
  running: ({ options }) => translated({ beams: numberIn(options['beams']), most: numberIn(options['max-tokens']) }),
}; // prettier-ignore

function create(settings: TaskSettings): Task<Due, Said, TextKept, TextPair> {
  const { options } = settings;
  const normalizer = choice(options['normalizer'], ['none', 'plain']);
  const counting: Counting = {
    tokenizer: choice(options['tokenizer'], bleuTokenizers),
    lowercase: options['lowercase'] === true,
    stem: options['stem'] === true,
  };
  return {
    truth: (sample) => dueOf(sample, settings, normalizer),
    predict: (outputs, { output }, count) => {
      const tensor = outputOf(outputs, output);
      const said = saidOf(tensor, output, count);
      if (said !== undefined)
        return said.map(({ text, degenerate }) => ({ text: normalized(text, normalizer), degenerate }));
      const expected = 'texts: a folder with an encoder and a decoder, or an output of strings';
      throw fault('OUTPUT_SHAPE', { output, shape: tensor.dims, expected });
    },
    isDegenerate: ({ degenerate }) => degenerate,
    keep: (said, due) => keep(said, due, counting),
    compare,
    evidence: saidEvidence,
    measures: textMeasures(counting),
    score: choice(options['score'], scores),
  };
}

/** An answer that is none has said nothing. */
function textOf({ text, degenerate }: Said): string {
  return degenerate ? '' : text;
}

function keep(said: Said, due: Due | undefined, counting: Counting): TextKept {
  if (due === undefined) return { right: null, counts: null };
  return { right: isRight(said, due), counts: countsOf(textOf(said), due.texts, counting) };
}

function compare(left: Said, right: Said, due: Due | undefined): TextPair {
  const [ours, theirs] = [textOf(left), textOf(right)];
  return {
    ...flips(differ(left, right), isRight(left, due), isRight(right, due)),
    characters: characterEdits(theirs, ours),
    lengths: lengthsOf({ text: ours, degenerate: false }, { text: theirs, degenerate: false }),
  };
}
