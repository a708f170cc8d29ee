import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import type { Task } from '../../src/core/task.js';
import type { Tensor } from '../../src/core/tensor.js';
import { type Due, noAnswer, type Said } from '../../src/tasks/said.js';
import type { TextKept, TextPair } from '../../src/tasks/text-measures.js';
import { textToText } from '../../src/tasks/text-to-text.js';
import { texts } from '../stats/text/texts.js';
import { totalOf } from './arrange.js';

type Own = Task<Due, Said, TextKept, TextPair>;

function task(options: { readonly [key: string]: string | boolean } = {}): Own {
  return textToText.create({ options, confidentAt: 0.9, names: [], label: 'text' }) as unknown as Own; // of this kind
}

const said = (text: string): Said => ({ text, degenerate: false });
const none: Said = { text: noAnswer, degenerate: true };
const due = (...of: string[]): Due => ({ texts: of, sample: 's' });
const reading = { output: 'text', meaning: 'labels' } as const;

function predict(tensor: Tensor, of = task()): readonly Said[] {
  return of.predict(new Map([['text', tensor]]), reading, tensor.dims[0] ?? 0);
}

/** The value of a measure over kept or compared samples. */
function value(of: Own, name: string, kept: readonly (TextKept | TextPair)[]): number {
  const form = of.measures[name]?.form;
  if (form?.is === 'rate') {
    const hits = kept.map((one) => form.hit(one)).filter((hit) => hit !== null);
    return hits.filter(Boolean).length / hits.length;
  }
  if (form?.is !== 'sums') throw new Error(name);
  return form.value(totalOf(form, kept));
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, each) => sum + each, 0) / list.length;
}

describe('over the pairs of the fixture', () => {
  const { pairs, corpus, rouge, rougeStemmed } = texts;
  const keptBy = (of: Own): TextKept[] => pairs.map(([text, references]) => of.keep(said(text), due(...references)));

  test('every metric is sacreBLEU’s and rouge_score’s', () => {
    const own = task();
    const kept = keptBy(own);
    const close = (name: string, expected: number | undefined): void =>
      expect(Math.abs(value(own, name, kept) - (expected ?? NaN)), name).toBeLessThan(1e-9);
    const [, , , , , several] = corpus.bleu;
    close('bleu', (several?.score ?? NaN) / 100);
    close('chrf', corpus.chrf[1] / 100);
    close('chrf++', corpus['chrf++'][1] / 100);
    close('ter', corpus.ter[1] / 100);
    close('rouge-1', mean(rouge['rouge1'] ?? []));
    close('rouge-2', mean(rouge['rouge2'] ?? []));
    close('rouge-l', mean(rouge['rougeL'] ?? []));
    close('rouge-lsum', mean(rouge['rougeLsum'] ?? []));
  });

  test('keys say how texts are taken apart, and the signature says so', () => {
    const lower = task({ lowercase: true, stem: true });
    const found = corpus.bleu.find(({ of, lowercase }) => of === 'many' && lowercase);
    const kept = keptBy(lower);
    expect(Math.abs(100 * value(lower, 'bleu', kept) - (found?.score ?? NaN))).toBeLessThan(1e-9);
    expect(`nrefs:var|${lower.measures['bleu']?.about ?? ''}`).toBe(found?.signature);
    expect(value(lower, 'rouge-1', kept)).toBeCloseTo(mean(rougeStemmed['rouge1'] ?? []), 9);
    const own = task({ tokenizer: 'char' });
    const char = corpus.bleu.find(({ of, tokenize }) => of === 'many' && tokenize === 'char');
    expect(Math.abs(100 * value(own, 'bleu', keptBy(own)) - (char?.score ?? NaN))).toBeLessThan(1e-9);
    for (const name of ['chrf', 'chrf++', 'ter'])
      expect(`nrefs:var|${own.measures[name]?.about ?? ''}`).toBe(corpus.signatures[name]);
  });
}); // prettier-ignore

describe('answers', () => {
  test('are texts, one a sample', () => {
    expect(predict({ type: 'string', dims: [2], data: ['Ein Text.', ''] })).toEqual([said('Ein Text.'), said('')]);
    expect(predict({ type: 'string', dims: [1, 1], data: ['A, B'] }, task({ normalizer: 'plain' }))).toEqual([said('a b')]);
    expect(predict({ type: 'string', dims: [1], data: [noAnswer] })[0]?.degenerate).toBe(true);
  }); // prettier-ignore

  test.each<[string, Tensor, string]>([
    ['numbers', { type: 'float32', dims: [1, 2], data: Float32Array.of(1, 2) }, 'OUTPUT_SHAPE'],
    ['other samples', { type: 'string', dims: [1], data: ['a', 'b'] }, 'OUTPUT_ROWS'],
  ])('are no %s', (_, tensor, code) => {
    let found: unknown;
    try {
      predict(tensor);
    } catch (error) {
      found = error instanceof Fault ? error.findings[0]?.code : error;
    }
    expect(found).toBe(code);
  });

  test('are right where they are any of the texts that are due', () => {
    const own = task();
    const truth = own.truth({ id: 's', fields: new Map([['text', ['a cat', 'the cat']]]) });
    expect(truth).toEqual(due('a cat', 'the cat'));
    expect(own.keep(said('the cat'), truth)).toMatchObject({ right: true });
    expect(own.keep(said('The cat'), truth)).toMatchObject({ right: false });
    expect(() => own.truth({ id: 's', fields: new Map([['text', 7]]) })).toThrow(Fault);
    expect(() => own.truth({ id: 's', fields: new Map([['text', []]]) })).toThrow(Fault);
  });

  test('that are none say nothing, are wrong and have changed', () => {
    const own = task();
    expect(own.keep(none, due('one two three four'))).toMatchObject({ right: false, counts: { bleu: [0, 4, 0, 0, 0, 0, 0, 0, 0, 0] } });
    expect(own.compare(said('one'), none, due('one'))).toMatchObject({ changed: true, negative: true, characters: [3, 3] });
    expect(own.isDegenerate(none)).toBe(true);
  }); // prettier-ignore
});

describe('two models', () => {
  const own = task();

  test('are compared without a label', () => {
    const pairs = [
      own.compare(said('abcd'), said('abxd'), undefined),
      own.compare(said('same'), said('same'), undefined),
    ];
    expect(value(own, 'text-change', pairs)).toBe(1 / 8);
    expect(value(own, 'length-change', pairs)).toBe(0);
    expect(value(own, 'disagreement', pairs)).toBe(0.5);
  });

  test('have no value where there is nothing', () => {
    const kept = [own.keep(said('a'), undefined)];
    for (const name of ['bleu', 'chrf', 'chrf++', 'ter', 'rouge-1', 'rouge-2', 'rouge-l', 'rouge-lsum', 'exact-match'])
      expect(value(own, name, kept), name).toBeNaN();
    const pairs = [own.compare(said(''), said(''), undefined)];
    for (const name of ['text-change', 'length-change']) expect(value(own, name, pairs), name).toBeNaN();
  }); // prettier-ignore
});
