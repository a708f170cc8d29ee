import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.js';
import type { Fed, Task } from '../../src/core/task.js';
import type { Value } from '../../src/core/sample.js';
import type { Tensor } from '../../src/core/tensor.js';
import { f1OfTypes } from '../../src/tasks/tag-measures.js';
import { tokenClassification } from '../../src/tasks/token-classification.js';
import { codesOf, labelled, measured, only, reading, taskOf, totalOf, unlabelled } from './arrange.js';

const names = ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC'];
const task = taskOf(tokenClassification, { names });

interface Case {
  readonly scheme: string;
  readonly names: readonly string[];
  readonly due: readonly (readonly number[])[];
  readonly given: readonly (readonly number[])[];
  readonly default: { readonly [measure: string]: number } & {
    readonly types: { readonly [type: string]: number };
  };
  readonly strict: Case['default'];
}

/** Made by make_tags.py there. */
const fixture = join(import.meta.dirname, 'fixtures/seqeval.json');
const cases = JSON.parse(readFileSync(fixture, 'utf8')) as readonly Case[]; // make_tags.py writes it so

function labels(...rows: readonly (readonly number[])[]): Tensor {
  const data = BigInt64Array.from(rows.flat(), BigInt);
  return { type: 'int64', dims: [rows.length, rows[0]?.length ?? 0], data };
}

/** The answer that holds these tags, for a text of these words if there are any. */
function answer(of: Task, tags: readonly number[], fed?: Fed): unknown {
  return of.predict(only(labels(tags)), reading('labels'), 1, fed ? [fed] : undefined)[0];
}

function tensor(tags: readonly number[]): Tensor {
  return { type: 'int64', dims: [tags.length], data: BigInt64Array.from(tags, BigInt) };
}

function keptOf(of: Task, given: readonly number[], due: readonly number[]): Json {
  return of.keep(answer(of, given), of.truth(labelled(tensor(due))));
}

function pairOf(of: Task, [left, right, due]: readonly (readonly number[])[]): Json {
  return of.compare(answer(of, left ?? []), answer(of, right ?? []), due && of.truth(labelled(tensor(due))));
}

const modes = cases.flatMap((one) =>
  (['default', 'strict'] as const).map((matching) => ({ ...one, matching })),
);

describe.each(modes)('scores of $scheme, $matching', ({ matching, scheme, due, given, ...one }) => {
  const of = taskOf(tokenClassification, { names: one.names, options: { scheme, matching } });
  const kept = given.map((tags, at) => keptOf(of, tags, due[at] ?? []));
  const { types, ...scores } = one[matching];

  it.each(Object.entries(scores))('%s is seqeval’s', (measure, value) => {
    expect(measured(of.measures[measure], kept)).toBeCloseTo(value, 12);
  });

  it('are seqeval’s for each type', () => {
    const form = of.measures['entity-f1']?.form;
    if (form?.is !== 'sums') throw new Error('sums expected');
    const total = totalOf(form, kept);
    expect(total.length / 3).toBe(Object.keys(types).length);
    const sorted = (values: readonly number[]): number[] => values.toSorted((left, right) => left - right);
    sorted(f1OfTypes(total)).forEach((value, at) => {
      expect(value).toBeCloseTo(sorted(Object.values(types))[at] ?? NaN, 12);
    });
  });
});

const tags = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 9 });
const triple = tags.chain((due) => {
  const same = fc.array(fc.nat({ max: 4 }), { minLength: due.length, maxLength: due.length });
  return fc.tuple(same, same, fc.constant(due));
});
const sentences = fc.array(triple, { minLength: 1, maxLength: 12 });

describe.each(Object.entries(task.measures))('the measure %s', (_, measure) => {
  const valuesOf = (of: readonly (readonly (readonly number[])[])[]): Json[] =>
    of.map((one) => (measure.of === 'pair' ? pairOf(task, one) : keptOf(task, one[1] ?? [], one[2] ?? [])));
  const sumsOf = (values: readonly Json[]): readonly number[] => {
    const { form } = measure;
    if (form.is !== 'sums' && form.is !== 'rate') throw new Error('only sums and rates here');
    if (form.is === 'sums') return totalOf(form, values);
    const vector = (value: Json): readonly number[] => {
      const hit = form.hit(value);
      return hit === null ? [0, 0] : [Number(hit), 1];
    };
    return values.map(vector).reduce((sum, row) => row.map((count, at) => count + (sum[at] ?? 0)));
  };

  it('does not depend on the order of sentences', () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const values = valuesOf(list);
        expect(measured(measure, values.toReversed())).toEqual(measured(measure, values));
      }),
      { numRuns: 30 },
    );
  });

  it('is that of its halves’ totals', () => {
    fc.assert(
      fc.property(sentences, sentences, (one, two) => {
        const [left, right] = [sumsOf(valuesOf(one)), sumsOf(valuesOf(two))];
        expect(left.map((count, at) => count + (right[at] ?? 0))).toEqual(sumsOf(valuesOf([...one, ...two])));
      }),
      { numRuns: 30 },
    );
  });

  it('is perfect, or has no value, where both answers are the label', () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const value = measured(measure, valuesOf(list.map(([, , due]) => [due, due, due])));
        const perfect = measure.better === 'higher' && measure.of === 'arm' ? 1 : 0;
        expect(Number.isNaN(value) ? perfect : value).toBe(perfect);
      }),
      { numRuns: 30 },
    );
  });

  it('has no value over nothing', () => {
    const nothing = sumsOf(valuesOf([[[0], [0], [0]]])).map(() => 0);
    const { form } = measure;
    if (form.is === 'sums') expect(form.value(nothing)).toBeNaN();
    const without = task.keep(answer(task, [1, 2]), undefined);
    if (measure.of === 'arm') expect(measured(measure, [without])).toBeNaN();
  });
});

describe('the spans of two answers', () => {
  it('change when words or kind do', () => {
    const [left, right] = [[1, 2, 0, 3], [1, 0, 0, 3]]; // prettier-ignore
    expect(pairOf(task, [left, right, left])).toMatchObject({
      changed: true, negative: true, words: 4, wordsChanged: 1, spans: 4, spansChanged: 2, due: 2, lost: 1,
    }); // prettier-ignore
    expect(pairOf(task, [left, left])).toMatchObject({
      changed: false,
      negative: null,
      spansChanged: 0,
      lost: 0,
    });
  });
});

const words = ['Anna', 'Lee', 'went', 'to', 'Oslo'];

function fed(firsts: readonly number[], mask?: readonly number[]): Fed {
  const inputs = mask ? new Map([['attention_mask', tensor(mask)]]) : new Map<string, Tensor>();
  return { inputs, tokens: firsts.length > 0 ? { words, firsts } : null };
}

describe('the words of a text', () => {
  const named = labelled(['B-PER', 'I-PER', 'O', 'O', 'B-LOC']);
  const truth = task.truth(named);

  it('are answered at their first pieces', () => {
    const given = answer(task, [0, 1, 4, 2, 0, 0, 3, 0], fed([1, 3, 4, 5, 6]));
    expect(task.keep(given, truth)).toMatchObject({ right: true, words: 5, correct: 5 });
  });

  it('that were cut off have no answer, which is outside of spans and wrong', () => {
    const given = answer(task, [0, 1, 4, 2, 0, 0], fed([1, 3, 4, 5, -1]));
    expect(task.keep(given, truth)).toMatchObject({ right: false, correct: 4, found: [0], due: [0, 1] });
    expect(task.isDegenerate(given)).toBe(false);
  });

  it('may be labelled by a text of tags, or by position', () => {
    const given = answer(task, [0, 1, 4, 2, 0, 0, 3, 0], fed([1, 3, 4, 5, 6]));
    expect(task.keep(given, task.truth(labelled('B-PER I-PER O O B-LOC')))).toMatchObject({ right: true });
    const byPosition = task.truth(labelled(tensor([-100, 1, -100, 2, 0, 0, 3, -100])));
    expect(task.keep(given, byPosition)).toMatchObject({ right: true, words: 5 });
  });

  it('do not count where the label is ignored', () => {
    const given = answer(task, [0, 1, 4, 4, 0, 0, 3, 0], fed([1, 3, 4, 5, 6]));
    const some = task.truth(labelled(['B-PER', '-100', 'O', 'O', 'B-LOC']));
    expect(task.keep(given, some)).toMatchObject({ right: true, words: 4 });
    const other = taskOf(tokenClassification, { names, options: { ignore: 'X' } });
    expect(other.keep(given, other.truth(labelled(['B-PER', 'X', 'O', 'O', 'B-LOC'])))).toMatchObject({
      words: 4,
    });
  });

  it('are shown with their spans', () => {
    const [left, right] = [[1, 2, 0, 0, 3], [1, 0, 0, 0, 3]]; // prettier-ignore
    const both = [left, right].map((given) => answer(task, given, fed([0, 1, 2, 3, 4])));
    expect(task.evidence(both[0], both[1], truth)).toMatchObject({
      left: { text: '[Anna Lee]PER went to [Oslo]LOC', confidence: null },
      right: { text: '[Anna]PER Lee went to [Oslo]LOC' },
      label: '[Anna Lee]PER went to [Oslo]LOC',
      shown: {
        is: 'tokens',
        tokens: { items: words, of: 5 },
        baseline: {
          items: [
            { from: 0, to: 2, name: 'PER' },
            { from: 4, to: 5, name: 'LOC' },
          ],
          of: 2,
        },
        compressed: {
          items: [
            { from: 0, to: 1, name: 'PER' },
            { from: 4, to: 5, name: 'LOC' },
          ],
          of: 2,
        },
      },
    });
  });

  it('are shown around the difference only, with the tags that differ where tags are no spans', () => {
    const plain = taskOf(tokenClassification, { names: ['DET', 'NOUN'], options: { scheme: 'plain' } });
    const left = new Array<number>(30).fill(0);
    const right = left.map((tag, at) => (at === 20 ? 1 : tag));
    const { text } = plain.evidence(answer(plain, left), answer(plain, right), undefined).right;
    expect(text).toBe('… #16 #17 #18 #19 #20/NOUN #21 #22 #23 #24 …');
  });
});

describe('without words', () => {
  it('positions count that are no padding, or all of them', () => {
    const masked = answer(task, [1, 2, 0, 4], fed([], [1, 1, 1, 0]));
    expect(task.keep(masked, undefined)).toMatchObject({ words: 3, right: null });
    expect(task.keep(masked, task.truth(labelled(tensor([1, 2, 0]))))).toMatchObject({ right: true });
    expect(task.keep(answer(task, [1, 2, 0, 4]), undefined)).toMatchObject({ words: 4 });
  });
});

describe('scores', () => {
  const rows = (values: readonly number[]): unknown =>
    task.predict(
      only({ type: 'float32', dims: [1, values.length / 5, 5], data: Float32Array.from(values) }),
      reading('logits'),
      1,
    )[0];

  it('are read as the first largest of each position', () => {
    expect(rows([0, 3, 3, 0, 0, 9, 0, 0, 0, 0])).toMatchObject({ tags: [1, 0], degenerate: false });
  });

  it('that are none make an answer that is none: changed in every word and wrong', () => {
    const none = rows([0, 3, 3, 0, 0, NaN, 0, 0, 0, 0]);
    expect(task.isDegenerate(none)).toBe(true);
    const good = rows([0, 3, 3, 0, 0, 9, 0, 0, 0, 0]);
    const truth = task.truth(labelled(tensor([1, 0])));
    expect(task.compare(good, none, truth)).toMatchObject({
      changed: true,
      negative: true,
      wordsChanged: 2,
      lost: 1,
    });
    expect(task.compare(none, none, truth)).toMatchObject({ changed: true });
    expect(task.evidence(good, none, truth)).toMatchObject({ right: { text: 'no answer' }, severity: 4 });
  });

  it('of padding may be anything', () => {
    const padded = task.predict(
      only({
        type: 'float32',
        dims: [1, 2, 5],
        data: Float32Array.of(0, 3, 0, 0, 0, NaN, NaN, NaN, NaN, NaN),
      }),
      reading('logits'),
      1,
      [fed([], [1, 0])],
    )[0];
    expect(task.isDegenerate(padded)).toBe(false);
  });
});

describe('what is wrong', () => {
  const create = (options: { readonly [name: string]: Json }, of = names): Task =>
    taskOf(tokenClassification, { names: of, options });
  const labelCases: readonly (readonly [string, Value, string])[] = [
    ['a tag of another scheme', ['S-PER'], 'TAG_SCHEME'],
    ['an unknown tag', ['B-ORG'], 'LABEL_UNKNOWN'],
    ['a number beyond the tags', tensor([5]), 'LABEL_OUT_OF_RANGE'],
    ['a number below', tensor([-1]), 'LABEL_OUT_OF_RANGE'],
    ['no list', 3, 'LABEL_TYPE'],
  ];

  it.each(labelCases)('label: %s', (_, value, code) => {
    expect(codesOf(() => task.truth(labelled(value)))).toEqual([code]);
    expect(() => task.truth(labelled(value))).toThrow('sample-1');
  });

  it('names that the scheme does not have, or none', () => {
    expect(codesOf(() => create({}, ['O', 'S-PER']))).toEqual(['TAG_SCHEME']);
    expect(codesOf(() => create({ scheme: 'bioes' }, ['O', 'S-PER']))).toEqual([]);
    expect(codesOf(() => create({ scheme: 'plain' }, ['DET']))).toEqual([]);
    expect(codesOf(() => create({}, []))).toEqual(['TAGS_UNNAMED']);
  });

  it('more or fewer tags than words, with the sample’s name', () => {
    const given = answer(task, [0, 1, 2], fed([0, 1, 2, 2, 2]));
    expect(() => task.keep(given, task.truth(labelled('O O')))).toThrow(
      'sample sample-1 has 2 tags for 5 words',
    );
    expect(codesOf(() => task.keep(answer(task, [0, 1]), task.truth(labelled('O'))))).toEqual([
      'TAGS_LENGTH',
    ]);
  });

  it('arms that answer for other words', () => {
    expect(codesOf(() => task.compare(answer(task, [0]), answer(task, [0, 1]), undefined))).toEqual([
      'TAGS_DIFFER',
    ]);
  });

  it('outputs of another shape or with other tags', () => {
    const floats = (dims: readonly number[]): Tensor => ({
      type: 'float32', dims, data: new Float32Array(dims.reduce((product, dim) => product * dim, 1)),
    }); // prettier-ignore
    for (const dims of [
      [1, 3, 4],
      [1, 5],
      [1, 2, 5, 1],
    ])
      expect(codesOf(() => task.predict(only(floats(dims)), reading('logits'), 1))).toEqual(['OUTPUT_SHAPE']);
    expect(codesOf(() => task.predict(only(floats([2, 3, 5])), reading('logits'), 1))).toEqual([
      'OUTPUT_ROWS',
    ]);
    expect(codesOf(() => task.predict(only(labels([7])), reading('labels'), 1))).toEqual([
      'OUTPUT_NOT_LABELS',
    ]);
  });

  it('no label at all is none of it', () => {
    expect(task.truth(unlabelled)).toBeUndefined();
  });
});
