import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bleu, bleuSums } from '../../../src/stats/text/bleu.js';
import { bleuTokens, type BleuTokenizer } from '../../../src/stats/text/bleu-tokens.js';
import { chrf, chrfSums } from '../../../src/stats/text/chrf.js';
import { characterEdits, editDistance, errorRate, wordEdits } from '../../../src/stats/text/edits.js';
import { porterStem } from '../../../src/stats/text/porter.js';
import { rouge, rouges } from '../../../src/stats/text/rouge.js';
import { ter, terSums, terWords } from '../../../src/stats/text/ter.js';
import { added, apart, stems, texts } from './texts.js';

const { pairs, corpus, sentences } = texts;
type Pair = readonly [answer: string, references: readonly string[]];
const alone = pairs.map(([answer, [first = '']]): Pair => [answer, [first]]);

/** What a corpus metric adds up for one pair, and its value. */
interface Metric {
  sums(pair: Pair): readonly number[];
  value(sums: readonly number[]): number;
}

function bleuBy(tokenizer: BleuTokenizer, lowercase = false): Metric {
  const tokens = (text: string): readonly string[] => bleuTokens(text, tokenizer, lowercase);
  return { sums: ([answer, references]) => bleuSums(tokens(answer), references.map(tokens)), value: bleu };
}

const chrfBy = (words: number): Metric => ({
  sums: ([answer, references]) => chrfSums(answer, references, words),
  value: chrf,
});

const terMetric: Metric = {
  sums: ([answer, references]) => terSums(terWords(answer), references.map(terWords)),
  value: ter,
};

const wer: Metric = {
  sums: ([answer, [reference = '']]) => wordEdits(answer, reference),
  value: errorRate,
};
const cer: Metric = { ...wer, sums: ([answer, [reference = '']]) => characterEdits(answer, reference) };

const metrics = {
  bleu: bleuBy('13a'),
  chrf: chrfBy(0),
  'chrf++': chrfBy(2),
  ter: terMetric,
} as const;

function over(metric: Metric, of: readonly Pair[]): number {
  return metric.value(added(of.map((pair) => metric.sums(pair))));
}

/** What the references have for texts where nothing is due: 0, or 100 for edits; ours has no value there. */
function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

describe('over the corpus', () => {
  test('there are more than 200 real pairs', () => {
    expect(pairs.length).toBeGreaterThan(340);
  });

  test.each(corpus.bleu)(
    'BLEU of $of reference(s) is sacreBLEU’s: $signature',
    ({ score, of, tokenize, lowercase }) => {
      const found = over(bleuBy(tokenize, lowercase), of === 'one' ? alone : pairs);
      expect(Math.abs(100 * found - score)).toBeLessThan(1e-9);
    },
  );

  test.each(['chrf', 'chrf++', 'ter'] as const)('%s of one and of several references is sacreBLEU’s', (name) => {
    expect(apart([100 * over(metrics[name], alone), 100 * over(metrics[name], pairs)], corpus[name])).toEqual([]);
  }); // prettier-ignore

  test('WER and CER are jiwer’s', () => {
    expect(Math.abs(over(wer, alone) - corpus.wer)).toBeLessThan(1e-12);
    expect(Math.abs(over(cer, alone) - corpus.cer)).toBeLessThan(1e-12);
  });
});

describe('of each sentence', () => {
  test.each(['chrf', 'chrf++', 'ter'] as const)('%s is sacreBLEU’s', (name) => {
    const of = (list: readonly Pair[]): number[] => list.map((pair) => 100 * orZero(over(metrics[name], [pair])));
    expect(apart(of(alone), sentences[name])).toEqual([]);
    expect(apart(of(pairs), sentences[`${name}OfSeveral`])).toEqual([]);
  }); // prettier-ignore

  test('BLEU of the orders that it is long enough for is sacreBLEU’s', () => {
    const of = (list: readonly Pair[]): number[] => list.map((pair) => 100 * orZero(bleu(metrics.bleu.sums(pair), true)));
    expect(apart(of(alone), sentences.bleu)).toEqual([]);
    expect(apart(of(pairs), sentences.bleuOfSeveral)).toEqual([]);
  }); // prettier-ignore

  test('edits of words and characters are jiwer’s', () => {
    expect(alone.map((pair) => wer.sums(pair))).toEqual(sentences.words);
    expect(alone.map((pair) => cer.sums(pair))).toEqual(sentences.characters);
  });

  test.each(rouges)('%s is rouge_score’s, stemmed or not', (kind) => {
    const key = kind.replace('-', '').replace('l', 'L');
    for (const [stem, expected] of [
      [false, texts.rouge],
      [true, texts.rougeStemmed],
    ] as const)
      expect(
        apart(
          pairs.map(([answer, references]) => rouge(kind, answer, references, stem)),
          expected[key] ?? [],
        ),
      ).toEqual([]);
  });
});

test('stems are those of NLTK', () => {
  expect(stems.filter(([word, stem]) => porterStem(word) !== stem)).toEqual([]);
  expect(stems.length).toBeGreaterThan(1500);
});

const text = fc
  .array(fc.constantFrom('a', 'b', 'the', 'cat', 'sat.', '3.5', 'É', '“x”', '😀'), { minLength: 1, maxLength: 12 })
  .map((words) => words.join(' ')); // prettier-ignore
const anyPair = fc.tuple(text, fc.array(text, { minLength: 1, maxLength: 2 }));
const all: readonly (readonly [string, Metric, number])[] = [
  ['BLEU', bleuBy('13a'), 1],
  ['chrF', chrfBy(0), 1],
  ['chrF++', chrfBy(2), 1],
  ['TER', terMetric, 0],
  ['WER', wer, 0],
  ['CER', cer, 0],
];

describe.each(all)('%s', (name, metric, perfect) => {
  test('is perfect for the reference itself', () => {
    fc.assert(
      fc.property(text, (one) => {
        const long = `${one} ${one} ${one} ${one}`; // BLEU needs four words
        expect(over(metric, [[long, [long]]])).toBeCloseTo(perfect, 12);
      }),
    );
  });

  test('is the same in any order, and of the sums of halves', () => {
    fc.assert(
      fc.property(fc.array(anyPair, { minLength: 2, maxLength: 6 }), fc.nat(), (list, at) => {
        const cut = at % list.length;
        const sums = (of: readonly Pair[]): readonly number[] => added(of.map((pair) => metric.sums(pair)));
        const halves = [list.slice(0, cut), list.slice(cut)].filter((half) => half.length > 0);
        const whole = over(metric, list);
        expect(over(metric, list.toReversed())).toBe(whole);
        expect(metric.value(added(halves.map(sums)))).toBe(whole);
      }),
    );
  });

  test('has no value over nothing', () => {
    expect(metric.value([])).toBeNaN();
    expect(over(metric, [])).toBeNaN();
    expect(over(metric, [['', ['']]])).toBeNaN();
    expect(name).not.toBe('');
  });
});

describe('ROUGE', () => {
  test.each(rouges)('%s is 1 for the reference itself, whichever of several it is, and NaN without one', (kind) => {
    fc.assert(
      fc.property(fc.tuple(text, text), ([one, other]) => {
        const said = `the old ${one}`;
        expect(rouge(kind, said, [`of ${other}`, said], true)).toBe(1);
      }),
    );
    expect(rouge(kind, 'a', [], false)).toBeNaN();
  }); // prettier-ignore
});

test('the edit distance is a metric', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
  fc.assert(
    fc.property(list, list, list, (a, b, c) => {
      expect(editDistance(a, a)).toBe(0);
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }),
  );
});
