import { fault } from '../core/fault.js';
import type { Sample } from '../core/sample.js';
import { cut } from '../core/shown.js';
import type { Answer, Evidence, Fed, Outputs, Task, TaskKind, TaskSettings } from '../core/task.js';
import { commonLimits, flipMeasures, flips, type Flips, severity } from './flips.js';
import { classesOf, classIndex, labelValue, wrongType, type Labelled } from './labels.js';
import { likelihoods } from './likelihood.js';
import { armShare, pairShare, rate } from './measures.js';
import { choice, choiceSchema } from './options.js';
import { numbersOf, outputOf } from './outputs.js';
import { readScores } from '../stats/scores.js';

/** One arm's likelihoods of the choices after one prompt. */
interface Chosen {
  readonly choices: readonly string[];
  readonly logs: readonly number[];
  readonly perCharacter: readonly number[];
  /** The likeliest choice, and the likeliest per character of its text; the first on ties, −1 for an answer that is none. */
  readonly best: number;
  readonly bestPerCharacter: number;
}

type ChosenKept = { readonly acc: boolean | null; readonly accNorm: boolean | null };
type ChosenPair = Flips & { readonly accChanged: boolean; readonly accNormChanged: boolean };
/** A text or a number, which the choices of its prompt tell apart. */
type Truth = Labelled<string | number>;

const scores = ['acc', 'acc-norm'] as const;

/** Multiple choice: the choice that a language model finds likeliest. */
export const multipleChoice: TaskKind = {
  name: 'multiple-choice',
  summary: 'the likeliest of the choices after a prompt, by a language model; n counts prompts',
  options: {
    score: choiceSchema(scores, 'acc', 'acc: the likeliest choice answers. acc-norm: the likeliest per character. Also what score-drop, error and robustness-gap read.'),
    between: { title: 'a text', type: 'string', default: ' ', description: 'What stands between the prompt and a choice.' },
  },
  limits: commonLimits,
  meanings: ['labels'],
  gives: ['likelihoods'],
  alone: true,
  follows: ['characters'],
  create,
  running: ({ options: { between } }) => likelihoods(typeof between === 'string' ? between : ' '),
}; // prettier-ignore

function create(settings: TaskSettings): Task<Truth, Chosen, ChosenKept, ChosenPair> {
  const score = choice(settings.options['score'], scores);
  const answerOf = (chosen: Chosen): number => (score === 'acc' ? chosen.best : chosen.bestPerCharacter);
  const right = ({ acc, accNorm }: ChosenKept): boolean | null => (score === 'acc' ? acc : accNorm);
  const compare = (left: Chosen, right_: Chosen, truth: Truth | undefined): ChosenPair => {
    const isNone = isDegenerate(left) || isDegenerate(right_);
    const changed = isNone || answerOf(left) !== answerOf(right_);
    return {
      ...flips(changed, right(keep(left, truth)), right(keep(right_, truth))),
      accChanged: isNone || left.best !== right_.best,
      accNormChanged: isNone || left.bestPerCharacter !== right_.bestPerCharacter,
    };
  };
  return {
    truth: (sample) => truthOf(sample, settings),
    predict: (outputs, _, count, fed) => chosenOf(outputs, count, fed),
    isDegenerate,
    keep,
    compare,
    evidence: (left, right_, truth) => {
      const { negative } = compare(left, right_, truth);
      const degenerate = isDegenerate(left) || isDegenerate(right_);
      const told = (chosen: Chosen): Answer => answer(chosen, answerOf(chosen), score === 'acc' ? chosen.logs : chosen.perCharacter); // prettier-ignore
      const label = truth === undefined ? null : (left.choices[dueOf(truth, left)] ?? null);
      const weight = told(left).confidence ?? 1;
      return { left: told(left), right: told(right_), label, severity: severity({ degenerate, negative, weight }) } satisfies Evidence; // prettier-ignore
    },
    measures: {
      ...flipMeasures,
      'acc-changed': rate<ChosenPair>(pairShare, ({ accChanged }) => accChanged),
      'acc-norm-changed': rate<ChosenPair>(pairShare, ({ accNormChanged }) => accNormChanged),
      acc: rate<ChosenKept>(armShare, ({ acc }) => acc),
      'acc-norm': rate<ChosenKept>(armShare, ({ accNorm }) => accNorm),
    },
    score,
  };
}

/** What was fed names the choices; there is one sample, since prompts have as many choices as they have. */
function chosenOf(outputs: Outputs, count: number, fed: readonly Fed[] = []): readonly Chosen[] {
  const tensor = outputOf(outputs, 'likelihoods');
  const choices = Array.from(fed[0]?.inputs.get('choices')?.data ?? [], String);
  if (tensor.dims[0] !== count || count !== 1 || tensor.dims[1] !== choices.length)
    throw fault('OUTPUT_ROWS', { output: 'likelihoods', shape: tensor.dims, samples: count });
  if (choices.length < 2) throw fault('CHOICES_FEW', { choices: choices.length });
  const logs = [...numbersOf(tensor)];
  const perCharacter = logs.map((log, at) => log / Array.from(choices[at] ?? '').length);
  return [{ choices, logs, perCharacter, best: largestOf(logs), bestPerCharacter: largestOf(perCharacter) }];
}

/** −1 with NaN among them. */
function largestOf(values: readonly number[]): number {
  return values.some(Number.isNaN) ? -1 : values.indexOf(Math.max(...values));
}

function isDegenerate({ best, bestPerCharacter }: Chosen): boolean {
  return best < 0 || bestPerCharacter < 0;
}

function truthOf(sample: Sample, settings: TaskSettings): Truth | undefined {
  const label = labelValue(sample, settings);
  if (label === undefined || label === null || label === '') return undefined;
  if (typeof label === 'number' || typeof label === 'string') return { label, sample: sample.id };
  throw wrongType(label, 'the number of a choice, from 0, or its text', sample.id);
}

/** A text that is one of the choices, or the number of one, from 0. */
function dueOf({ label, sample }: Truth, { choices }: Chosen): number {
  const named = typeof label === 'string' ? choices.indexOf(label) : -1;
  return named >= 0 ? named : classIndex(label, classesOf(choices), sample);
}

function keep(chosen: Chosen, truth: Truth | undefined): ChosenKept {
  if (truth === undefined) return { acc: null, accNorm: null };
  const due = dueOf(truth, chosen);
  return { acc: chosen.best === due, accNorm: chosen.bestPerCharacter === due };
}

/** The choice, and its share of what the choices were chosen by: their likelihoods, or these per character. */
function answer(chosen: Chosen, at: number, logs: readonly number[]): Answer {
  if (isDegenerate(chosen)) return { text: 'no answer', confidence: null };
  const { logSum } = readScores(logs, 0, logs.length);
  return { text: cut(chosen.choices[at] ?? ''), confidence: Math.exp((logs[at] ?? NaN) - logSum) };
}
