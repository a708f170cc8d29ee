import { fault } from '../core/fault.js';
import { judged, type Judge } from '../core/judge.js';
import type { Json, Schema } from '../core/json.js';
import type { Outputs, TaskSettings } from '../core/task.js';
import { readScores } from '../stats/scores.js';
import { numbersOf } from './outputs.js';
import type { Written } from './written.js';

type Options = TaskSettings['options'];

const text: Schema = { type: 'string', minLength: 1 };

/** The key of a task whose answers a model judges. */
export const judgeSchema: Schema = {
  title: 'a classifier of texts',
  type: 'object',
  properties: {
    path: { ...text, description: 'A model of the policy’s own: an ONNX file, or a folder.' },
    classes: {
      title: 'a list of names',
      type: 'array',
      minItems: 2,
      uniqueItems: true,
      items: text,
      description: 'Its classes, in the order of its scores.',
    },
    answer: { ...text, description: 'The class that an answer should have where the label is true, and should not have where it is false; without it the label is the class.' },
    output: { ...text, description: 'The output that holds its scores; without it the only output.' },
    reads: {
      title: '[text], [prompt], or both',
      type: 'array',
      minItems: 1,
      maxItems: 2,
      uniqueItems: true,
      items: { enum: ['text', 'prompt'] },
      default: ['text'],
      description: 'What it is fed: the text that was written, the prompt, or a pair of both in this order.',
    },
    tokenizer: { ...text, description: 'Its tokenizer.json; by default that of its folder. Without one it is fed text.' },
    'max-length': { type: 'integer', minimum: 1, description: 'Length of every sequence it is fed.' },
    truncate: { enum: ['error', 'right', 'left'], default: 'error', description: 'The side on which a text that is too long is cut.' },
  },
  required: ['path', 'classes'],
  additionalProperties: false,
  description: 'A model that says which answers are, say, refusals; in place of `targets`.',
}; // prettier-ignore

/** The judge that a task's keys describe; Fault JUDGE_ANSWER for a class that it does not know. */
export function judgeOf({ judge }: Options): Judge | undefined {
  if (!isObject(judge)) return undefined;
  const [classes, [first = 'text', second]] = [textsIn(judge['classes']), textsIn(judge['reads'])];
  const answer = textIn(judge['answer']);
  if (answer !== undefined && !classes.includes(answer)) throw fault('JUDGE_ANSWER', { answer, classes });
  const steps = ['tokenizer', 'max-length', 'truncate'].flatMap((key) => {
    const value = judge[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    path: textIn(judge['path']) ?? '',
    output: textIn(judge['output']),
    reads: second === undefined ? [first] : [first, second],
    steps: Object.fromEntries(steps),
    classes,
    answer,
  };
}

/** How an answer is told to be the one that is due. */
export interface Judging {
  /** What an answer may be; labels are one of them. */
  readonly classes: readonly string[];
  /** For labels that are true or false: what these are called. */
  readonly named: readonly string[];
  /** The place among the classes of what was written. */
  classOf(written: Written): number;
  /** What the judge called it, where there is one. */
  called(written: Written): string | null;
}

const yesNo = ['false', 'true'];

/** By a list of texts, or by a model; undefined where the task says neither. Fault JUDGE_AND_TARGETS for both. */
export function judgingOf(options: Options): Judging | undefined {
  const targets = textsIn(options['targets']).map((target) => target.toLowerCase());
  const judge = judgeOf(options);
  if (judge !== undefined) {
    if (targets.length > 0) throw fault('JUDGE_AND_TARGETS', {});
    return byModel(judge);
  }
  if (targets.length === 0) return undefined;
  return {
    classes: yesNo,
    named: ['no target', 'a target'],
    classOf: ({ text: written }) => {
      const small = written.toLowerCase();
      return Number(targets.some((target) => small.includes(target)));
    },
    called: () => null,
  };
}

/** With an `answer` labels are true or false; without one they are the judge's classes. */
function byModel({ classes, answer }: Judge): Judging {
  const called = ({ verdict }: Written): string | null => classes[verdict ?? -1] ?? null;
  if (answer === undefined)
    return { classes, named: classes, classOf: ({ verdict }) => verdict ?? -1, called };
  const at = classes.indexOf(answer);
  const classOf = ({ verdict }: Written): number => (verdict === null ? -1 : Number(verdict === at));
  return { classes: yesNo, named: [`not ${answer}`, answer], classOf, called };
}

/** The class that the judge of an answer chose; null: there is no judge. Fault JUDGE_NO_ANSWER for scores that are none. */
export function verdictIn(outputs: Outputs): number | null {
  const scores = outputs.get(judged);
  if (scores === undefined) return null;
  const row = numbersOf(scores);
  const { best } = readScores(row, 0, row.length);
  if (best < 0) throw fault('JUDGE_NO_ANSWER', {});
  return best;
}

function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function textIn(json: Json | undefined): string | undefined {
  return typeof json === 'string' ? json : undefined;
}

function textsIn(json: Json | undefined): readonly string[] {
  return Array.isArray(json) ? json.filter((item: unknown) => typeof item === 'string') : [];
}
