import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/core/json.js';
import { rng, shuffled } from '../../src/core/rng.js';
import type { Measure, Task } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { RateTally, SumTally } from '../../src/decide/tally.js';
import { classification } from '../../src/tasks/classification.js';
import { detection } from '../../src/tasks/detection.js';
import { embedding } from '../../src/tasks/embedding.js';
import { multilabel } from '../../src/tasks/multilabel.js';
import { regression } from '../../src/tasks/regression.js';
import { segmentation } from '../../src/tasks/segmentation.js';
import { speechRecognition } from '../../src/tasks/speech-recognition.js';
import { textToText } from '../../src/tasks/text-to-text.js';
import { tokenClassification } from '../../src/tasks/token-classification.js';
import { labelled, measured, only, taskOf } from './arrange.js';
import { writingKinds, type Tried } from './tried-writing.js';

// What holds for every measure of every kind: the order of samples does not matter, parts add up to the whole,
// nothing is lost against oneself, the truth itself is perfect, and of nothing there is no value.

const count = 60;

const whole = (draw: () => number, below: number): number => Math.floor(draw() * below);
const ints = (values: readonly number[], dims = [values.length]): Tensor => ({ type: 'int32', dims, data: Int32Array.from(values) }); // prettier-ignore
const oneHot = (at: number, width: number): number[] => Array.from({ length: width }, (_, place) => Number(place === at)); // prettier-ignore
const tags = ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC'];
const due = (sample: number): readonly number[] => [1, 2, 0, 3, 4, sample % 2];
const words = 'the cat sat on a warm mat and, slowly, fell asleep'.split(' ');
const written = (row: readonly number[]): string => row.map((at) => words[at] ?? '').join(' ');
const spoken = (sample: number): readonly number[] => Array.from({ length: 5 + (sample % 4) }, (_, at) => (at * (1 + (sample % 3)) + sample) % words.length); // prettier-ignore
const misheard = (sample: number, draw: () => number): readonly number[] => spoken(sample).flatMap((at) => (draw() < 0.2 ? [] : draw() < 0.2 ? [whole(draw, words.length)] : [at])); // prettier-ignore
const pixels = (sample: number): readonly number[] =>
  Array.from({ length: 64 }, (_, at) => (at + sample) % 4);
const corner = (sample: number): number => (sample * 7) % 90;

const kinds: readonly Tried[] = [
  {
    kind: classification,
    meaning: 'probabilities',
    dims: [6],
    label: (sample) => sample % 6,
    perfect: (sample) => oneHot(sample % 6, 6),
    random: (_, draw) => {
      const parts = Array.from({ length: 6 }, () => 0.01 + draw());
      const sum = parts.reduce((total, part) => total + part, 0);
      return parts.map((part) => part / sum);
    },
  },
  {
    kind: multilabel,
    meaning: 'probabilities',
    dims: [4],
    label: (sample) => ints([1, sample % 2, Number(sample % 5 === 0), Number(sample % 3 === 0)]),
    perfect: (sample) => [1, sample % 2, Number(sample % 5 === 0), Number(sample % 3 === 0)],
    random: (_, draw) => Array.from({ length: 4 }, draw),
  },
  {
    kind: regression,
    settings: { options: { tolerance: 0.1 } },
    meaning: 'labels',
    dims: [1],
    label: (sample) => 1 + sample / 10,
    perfect: (sample) => [1 + sample / 10],
    random: (sample, draw) => [1 + sample / 10 + draw()],
  },
  {
    kind: tokenClassification,
    settings: { names: tags },
    meaning: 'labels',
    dims: [6],
    type: 'int32',
    label: (sample) => ints(due(sample)),
    perfect: due,
    random: (sample, draw) => due(sample).map((tag) => (draw() < 0.3 ? whole(draw, 5) : tag)),
  },
  {
    kind: detection,
    settings: { names: ['car', 'person'] },
    meaning: 'logits',
    dims: [2, 6],
    label: (sample) => {
      const at = corner(sample);
      return {
        type: 'float64',
        dims: [2, 5],
        data: Float64Array.from([at, at, 40, 40, 0, 5, at, 20, 10, 1]),
      };
    },
    perfect: (sample) => {
      const at = corner(sample);
      return [at, at, at + 40, at + 40, 0.9, 0, 5, at, 25, at + 10, 0.8, 1];
    },
    random: (sample, draw) => {
      const [at, by] = [corner(sample), whole(draw, 30)];
      return [at + by, at, at + by + 40, at + 40, draw(), whole(draw, 2), 5, at, 25, at + 10, draw(), 1];
    },
  },
  {
    kind: segmentation,
    settings: { options: { classes: 4, 'changed-above': 0.05 } },
    meaning: 'labels',
    dims: [8, 8],
    type: 'int32',
    label: (sample) => ints(pixels(sample), [8, 8]),
    perfect: pixels,
    random: (sample, draw) => pixels(sample).map((value) => (draw() < 0.2 ? whole(draw, 4) : value)),
  },
  {
    kind: embedding,
    settings: { options: { k: 5 } },
    meaning: 'labels',
    dims: [10],
    label: (sample) => `class ${sample % 10}`,
    perfect: (sample) => oneHot(sample % 10, 10),
    random: (sample, draw) => oneHot(sample % 10, 10).map((value) => value + draw()),
  },
  ...[speechRecognition, textToText].map((kind): Tried => ({
    kind,
    meaning: 'labels',
    dims: [],
    type: 'string',
    label: (sample) => written(spoken(sample)),
    perfect: spoken,
    random: misheard,
  })),
  ...writingKinds,
];

interface Arm {
  readonly answers: readonly unknown[];
  readonly kept: readonly Json[];
}

function predictionsOf(tried: Tried, task: Task, rows: readonly (readonly number[])[]): readonly unknown[] {
  const { meaning, dims, type = 'float64', one } = tried;
  const reading = { output: 'y', meaning };
  if (one !== undefined)
    return rows.flatMap((row, at) => {
      const { outputs, fed } = one(row, at);
      return task.predict(outputs, reading, 1, fed);
    });
  const all = rows.flat();
  const numbers = type === 'int32' ? Int32Array.from(all) : Float64Array.from(all);
  const data = type === 'string' ? rows.map(written) : numbers;
  const tensor = { type, dims: [rows.length, ...dims], data } as Tensor; // the data are of the type
  return task.predict(only(tensor), reading, rows.length);
}

/** One arm's answers to all samples, and what is kept of each. */
function armOf(tried: Tried, task: Task, rows: readonly (readonly number[])[]): Arm {
  const { label } = tried;
  const ids = rows.map((_, at) => `s${at}`);
  const truths = ids.map((id, at) => task.truth(labelled(label(at), id)));
  const predictions = predictionsOf(tried, task, rows);
  const find = task.within?.({ ids, isApart: false, truths, predictions });
  const answers = predictions.map((one, at) => find?.(one, ids[at] ?? '') ?? one);
  return { answers, kept: answers.map((one, at) => task.keep(one, truths[at])) };
} // prettier-ignore

function pairsOf({ label }: Tried, task: Task, left: Arm, right: Arm): readonly Json[] {
  return left.answers.map((one, at) =>
    task.compare(one, right.answers[at], task.truth(labelled(label(at), `s${at}`))),
  );
}

/** The value of samples that were counted in two parts, by what the gate counts with. */
function inParts({ form }: Measure, kept: readonly Json[]): number {
  const parts = [kept.slice(0, 23), kept.slice(23)];
  if (form.is === 'rate') {
    const [first, second] = parts.map((part, index) => {
      const tally = new RateTally();
      for (const [at, one] of part.entries()) tally.add(100 * index + at, form.hit(one));
      return tally;
    });
    if (first === undefined || second === undefined) return NaN;
    first.addAll(second);
    const { count: hits, n } = first.get();
    return hits / n;
  }
  if (form.is !== 'sums') return measured({ form } as Measure, parts.toReversed().flat()); // these forms keep every sample
  const [first, second] = parts.map((part, index) => {
    const tally = new SumTally();
    for (const [at, one] of part.entries()) tally.add(100 * index + at, form.sums(one));
    return tally;
  });
  if (first === undefined || second === undefined) return NaN;
  first.addAll(second);
  return form.value(first.get() ?? []);
}

/** Equal to 12 places, or both undefined. */
function expectSame(found: number, value: number): void {
  if (Number.isNaN(value)) expect(found).toBeNaN();
  else expect(found).toBeCloseTo(value, 12);
}

describe.each(kinds.map((tried) => [tried.kind.name, tried] as const))('%s', (_, tried) => {
  const task = taskOf(tried.kind, tried.settings);
  const { uniform } = rng('contract', tried.kind.name);
  const rows = (): (readonly number[])[] =>
    Array.from({ length: count }, (__, at) => tried.random(at, uniform));
  const [left, right] = [armOf(tried, task, rows()), armOf(tried, task, rows())];
  const ideal = armOf(
    tried,
    task,
    Array.from({ length: count }, (__, at) => tried.perfect(at)),
  );
  const pairs = pairsOf(tried, task, left, right);
  const order = Array.from(shuffled(count, rng('order')));
  const measures = Object.entries(task.measures).filter(([, { form }]) => form.is !== 'histogram');

  test.each(measures)('%s: in any order and in parts the same', (__, measure) => {
    const kept = measure.of === 'arm' ? left.kept : pairs;
    const value = measured(measure, kept);
    expectSame(measured(measure, order.flatMap((at) => kept[at] ?? [])), value);
    expectSame(inParts(measure, kept), value);
  }); // prettier-ignore

  test.each(measures)('%s: no value of nothing', (__, measure) => {
    expect(measured(measure, [])).toBeNaN();
  });

  test.each(measures)('%s: perfect on itself', (name, measure) => {
    const best = measured(measure, measure.of === 'arm' ? ideal.kept : pairsOf(tried, task, left, left));
    const worse = measured(measure, measure.of === 'arm' ? left.kept : pairs);
    if (Number.isNaN(best)) return; // nothing of this size or sort is there
    if (name === 'positive-flips') {
      expect(best).toBe(0);
      return;
    } // of itself there are none, and more are better
    const named = tried.best?.[name];
    if (named !== undefined) {
      expect(best).toBeCloseTo(named, 12);
      return;
    } // neither nothing nor all
    expect(best).toBeCloseTo(measure.better === 'higher' ? 1 : 0, 12);
    if (measure.better === 'higher') expect(worse).toBeLessThanOrEqual(best);
    else expect(worse).toBeGreaterThanOrEqual(best);
  });
});
