import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import type { Task } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { normalized } from '../../src/tasks/normalizer.js';
import type { Due, Said } from '../../src/tasks/said.js';
import { speechRecognition, type SpeechKept, type SpeechPair } from '../../src/tasks/speech-recognition.js';
import { totalOf } from './arrange.js';

interface Fixture {
  readonly tokens: readonly string[];
  readonly rows: readonly (readonly [ids: readonly number[], text: string])[];
}

const fixture = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/ctc.json'), 'utf8')) as Fixture; // written by make_ctc.py
const tokens = ['<pad>', '|', 'a', 'b', "'"];

type Speech = Task<Due, Said, SpeechKept, SpeechPair>;

function task(options: { readonly [key: string]: string } = {}, names: readonly string[] = tokens): Speech {
  return speechRecognition.create({ options, confidentAt: 0.9, names, label: 'text' }) as unknown as Speech; // of this kind
}

const reading = { output: 'logits', meaning: 'labels' } as const;

function predict(tensor: Tensor, of = task()): readonly Said[] {
  return of.predict(new Map([['logits', tensor]]), reading, tensor.dims[0] ?? 0);
}

/** Scores with the highest at these tokens. */
function scores(ids: readonly number[], width: number): Tensor {
  const data = new Float32Array(ids.length * width).fill(-3);
  ids.forEach((id, at) => (data[at * width + id] = 2 + at));
  return { type: 'float32', dims: [1, ids.length, width], data };
}

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return error instanceof Fault ? error.findings[0]?.code : String(error);
  }
  return undefined;
}

const said = (text: string): Said => ({ text, degenerate: false });
const none: Said = { text: 'one', degenerate: true };
const due = (...texts: string[]): Due => ({ texts, sample: 's' });

/** The value of a measure over kept or compared samples. */
function value(of: Speech, name: string, kept: readonly (SpeechKept | SpeechPair)[]): number {
  const form = of.measures[name]?.form;
  if (form?.is === 'rate') {
    const hits = kept.map((one) => form.hit(one)).filter((hit) => hit !== null);
    return hits.filter(Boolean).length / hits.length;
  }
  if (form?.is !== 'sums') throw new Error(name);
  return form.value(totalOf(form, kept));
}

describe('text from scores', () => {
  test('is that of the tokenizers library', () => {
    const own = task({ normalizer: 'none' }, fixture.tokens);
    const wrong = fixture.rows.filter(
      ([ids, text]) => predict(scores(ids, fixture.tokens.length), own)[0]?.text !== text,
    );
    expect(wrong).toEqual([]);
    expect(fixture.rows.length).toBeGreaterThan(200);
  });

  test('may come as tokens, or as texts', () => {
    const ids: Tensor = { type: 'int64', dims: [2, 4], data: BigInt64Array.from([2n, 2n, 1n, 3n, 0n, 3n, 0n, 3n]) };
    expect(predict(ids).map(({ text }) => text)).toEqual(['a b', 'bb']);
    const texts: Tensor = { type: 'string', dims: [2], data: ['A, b!', ''] };
    expect(predict(texts, task({}, []))).toEqual([said('a b'), said('')]);
  }); // prettier-ignore

  test('leaves out what is in brackets, and knows other blanks and delimiters', () => {
    const own = task({ blank: '-', 'word-delimiter': '/' }, ['a', '-', '/', '<s>', '[UNK]', '▁b']);
    expect(predict(scores([3, 0, 1, 0, 2, 0, 4, 5], 6), own)).toEqual([said('aa a b')]);
  });

  test('is none where a frame has no score', () => {
    for (const bad of [NaN, Infinity]) {
      const tensor = scores([2, 3], 5);
      (tensor.data as Float32Array)[7] = bad;
      expect(predict(tensor)[0]?.degenerate).toBe(true);
    }
    const beyond: Tensor = { type: 'int32', dims: [1, 2], data: Int32Array.of(2, 9) };
    expect(predict(beyond)[0]?.degenerate).toBe(true);
  });

  test.each([
    ['without tokens', () => predict(scores([1], 5), task({}, [])), 'CTC_VOCABULARY'],
    ['without a blank', () => task({}, ['a', 'b']), 'CTC_VOCABULARY'],
    ['with a blank that is not there', () => task({ blank: 'x' }), 'CTC_VOCABULARY'],
    ['of another vocabulary', () => predict(scores([1], 7)), 'OUTPUT_SHAPE'],
    ['of single scores', () => predict({ type: 'float32', dims: [1, 5], data: new Float32Array(5) }), 'OUTPUT_SHAPE'],
    ['of other samples', () => task().predict(new Map([['logits', scores([1], 5)]]), reading, 2), 'OUTPUT_ROWS'],
  ])('is refused %s', (_, act, code) => {
    expect(codeOf(act)).toBe(code);
  }); // prettier-ignore
});

describe('the plain normalizer', () => {
  test.each([
    ['  Hello,   World!  ', 'hello world'],
    ['Don’t — ‘quote’ it: it\'s "fine"', "don't quote it it's fine"],
    ["the dogs' rock 'n' roll", 'the dogs rock n roll'],
    ['CAFE\u0301 Élan 3.5 %', 'café élan 3 5'],
    ['नमस्ते, दुनिया', 'नमस्ते दुनिया'],
    ['…', ''],
  ])('makes of %j: %j', (text, expected) => {
    expect(normalized(text, 'plain')).toBe(expected);
    expect(normalized(expected, 'plain')).toBe(expected);
    expect(normalized(text, 'none')).toBe(text);
  });
});

describe('labels', () => {
  const truth = (text: unknown): unknown =>
    task().truth({ id: 's', fields: new Map([['text', text as string]]) });

  test('are texts, after the normalizer', () => {
    expect(truth('One, TWO')).toEqual(due('one two'));
    expect(truth('')).toEqual(due(''));
    expect(truth(null)).toBeUndefined();
  });

  test.each([7, true, ['one', 'won']])('are no %j', (label) => {
    expect(codeOf(() => truth(label))).toBe('LABEL_TYPE');
  });
});

describe('what is counted', () => {
  const own = task();

  test('errors are pooled over the words of all utterances', () => {
    const kept = [
      own.keep(said('hello duck'), due('hello world')),
      own.keep(said('the quick fox jumps'), due('the quick brown fox')),
    ];
    expect(value(own, 'word-error', kept)).toBe(0.5);
    expect(value(own, 'word-accuracy', kept)).toBe(0.5);
    expect(value(own, 'exact-match', kept)).toBe(0);
  });

  test('the gap between the models needs no label', () => {
    const pairs = [
      own.compare(said('one two three four'), said('one too three'), undefined),
      own.compare(said('five'), said('five'), undefined),
    ];
    expect(value(own, 'word-error-gap', pairs)).toBe(2 / 5);
    expect(value(own, 'disagreement', pairs)).toBe(1 / 2);
    expect(value(own, 'length-change', pairs)).toBeCloseTo(5 / 22, 15);
    expect(pairs[0]).toMatchObject({ changed: true, negative: null });
  });

  test('an answer that is none has lost every word, and has changed', () => {
    expect(own.keep(none, due('one two'))).toEqual({ right: false, words: [2, 2], characters: [7, 7] });
    expect(own.compare(said('one'), none, due('one'))).toMatchObject({ changed: true, negative: true, words: [1, 1] });
    expect(own.isDegenerate(none)).toBe(true);
  }); // prettier-ignore

  test('nothing has no value', () => {
    for (const name of ['word-error', 'character-error', 'word-accuracy', 'character-accuracy'])
      expect(value(own, name, [own.keep(said('one'), undefined)])).toBeNaN();
    for (const name of ['word-error-gap', 'character-error-gap', 'length-change'])
      expect(value(own, name, [own.compare(said(''), said(''), undefined)])).toBeNaN();
    expect(value(own, 'word-error-gap', [own.compare(said(''), said('one'), undefined)])).toBeNaN();
  });

  test('two models that say the same differ in nothing', () => {
    const pair = own.compare(said('one two'), said('one two'), due('one'));
    expect(pair).toMatchObject({ changed: false, negative: false, positive: false });
    expect(value(own, 'word-error-gap', [pair])).toBe(0);
    expect(value(own, 'length-change', [pair])).toBe(0);
  });
});

describe('evidence', () => {
  const own = task();

  test('a lost right answer is worse than another, an answer that is none the worst', () => {
    const { severity: lost } = own.evidence(said('one two'), said('one'), due('one two'));
    const { severity: other } = own.evidence(said('one'), said('two'), due('three'));
    const { severity: nothing } = own.evidence(said('one'), none, due('one'));
    expect([nothing > lost, lost > other]).toEqual([true, true]);
  });

  test('is both texts, long ones from shortly before the point where they part', () => {
    const same = 'word '.repeat(500);
    const { left, right, shown } = own.evidence(said(`${same}left`), said(`${same}right`), undefined);
    expect(left.text).toBe('…word word word word left');
    expect(right.text).toBe('…word word word word right');
    expect(shown).toMatchObject({ is: 'texts', from: 2400, label: null });
    expect(own.evidence(said('a'), said(''), due('a'))).toMatchObject({
      left: { text: 'a' },
      right: { text: '(nothing)' },
      label: 'a',
      shown: { is: 'texts', baseline: 'a', compressed: '', label: 'a' },
    });
  });
});
