import { fault } from '../core/fault.js';
import { isTensor, type Sample } from '../core/sample.js';
import type { Answer, Evidence, Measure, TaskSettings } from '../core/task.js';
import type { Tensor } from '../core/tensor.js';
import { cut, type Shown } from '../core/shown.js';
import { editDistance } from '../stats/text/edits.js';
import { flips, severity } from './flips.js';
import { labelValue, wrongType } from './labels.js';
import { type About, pairShare, sums } from './measures.js';
import { normalized, type Normalizer } from './normalizer.js';

/** One arm's answer to one sample: the text after the normalizer. */
export interface Said {
  readonly text: string;
  /** Scores that are none, where the text is made of scores. */
  readonly degenerate: boolean;
}

/** The text of an answer that is none, where texts are made of scores before a task sees them: no text holds it. */
export const noAnswer = '\uffff';

/** What may be said, any of them, after the normalizer. */
export interface Due {
  readonly texts: readonly string[];
  readonly sample: string;
}

/** A text, or a list of texts of which each is as good; undefined without a label. */
export function dueOf(sample: Sample, settings: TaskSettings, normalizer: Normalizer): Due | undefined {
  const value = labelValue(sample, settings);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return { texts: [normalized(value, normalizer)], sample: sample.id };
  const list = Array.isArray(value)
    ? (value as readonly string[]) // isArray does not narrow readonly arrays
    : typeof value === 'object' && isTensor(value) && value.type === 'string'
      ? Array.from(value.data, String)
      : [];
  if (list.length === 0) throw wrongType(value, 'a text, or a list of texts', sample.id);
  return { texts: list.map((text) => normalized(text, normalizer)), sample: sample.id };
}

/** The answers of an output that holds texts, one a sample; undefined for numbers. */
export function saidOf(output: Tensor, name: string, count: number): readonly Said[] | undefined {
  if (output.type !== 'string') return undefined;
  const texts = Array.from(output.data, String);
  if (texts.length === count) return texts.map((text) => ({ text, degenerate: text === noAnswer }));
  throw fault('OUTPUT_ROWS', { output: name, shape: output.dims, samples: count });
}

/** null without a label. */
export function isRight({ text, degenerate }: Said, due: Due | undefined): boolean | null {
  return due === undefined ? null : !degenerate && due.texts.includes(text);
}

/** Characters that both arms said, for `length-change`: they count code points. */
export function lengthsOf(left: Said, right: Said): readonly [number, number] {
  return [Array.from(left.text).length, Array.from(right.text).length];
}

const lower: About = pairShare;

/** How much more or less compressed says over all samples: |its characters ÷ baseline's − 1|. */
export const lengthChange: Measure = sums<{ readonly lengths: readonly number[] }>(
  lower,
  ({ lengths }) => lengths,
  ([ours = NaN, theirs = NaN]) => Math.abs(theirs / ours - 1),
);

/** Whether two answers are another text. */
export function differ(left: Said, right: Said): boolean {
  return left.degenerate || right.degenerate || left.text !== right.text;
}

/** Characters before the parting that are shown with it, and how many in all, where an answer is told in a line. */
const before = 20;
const most = 120;

/** Both texts from shortly before the point where they part; worst first, lost right ones before all others. */
export function saidEvidence(left: Said, right: Said, due: Due | undefined): Evidence {
  const { negative } = flips(true, isRight(left, due), isRight(right, due));
  const [ours, theirs] = [Array.from(left.text), Array.from(right.text)];
  const parting = partingOf(ours, theirs);
  const weight = editDistance(ours.slice(parting, parting + 500), theirs.slice(parting, parting + 500));
  const length = Math.max(1, Math.min(500, Math.max(ours.length, theirs.length)));
  return {
    left: told(left, parting),
    right: told(right, parting),
    label: due === undefined ? null : cut(due.texts[0] ?? '', most),
    severity: severity({
      degenerate: left.degenerate || right.degenerate,
      negative,
      weight: weight / length,
    }),
    shown: shownTexts(ours, theirs, due?.texts[0] ?? null),
  };
}

/** Whole texts; of those that are too long to be shown, what follows from shortly before the parting. */
function shownTexts(ours: readonly string[], theirs: readonly string[], label: string | null): Shown {
  const parting = partingOf(ours, theirs);
  const from = parting > 1000 ? parting - 100 : 0;
  return {
    is: 'texts',
    ...(from > 0 && { from }),
    baseline: cut(ours.slice(from).join('')),
    compressed: cut(theirs.slice(from).join('')),
    label: label === null ? null : cut(label),
  };
}

function partingOf(ours: readonly string[], theirs: readonly string[]): number {
  const at = ours.findIndex((point, place) => point !== theirs[place]);
  return at < 0 ? ours.length : at;
}

function told({ text, degenerate }: Said, parting: number): Answer {
  if (degenerate) return { text: 'no answer', confidence: null };
  if (text === '') return { text: '(nothing)', confidence: null };
  const from = Math.max(0, parting - before);
  const points = Array.from(text);
  const rest = cut(points.slice(from).join(''), most);
  return { text: points.length <= most ? text : `${from > 0 ? '…' : ''}${rest}`, confidence: null };
}
