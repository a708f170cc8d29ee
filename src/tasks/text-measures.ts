import type { Measure } from '../core/task.js';
import { bleuTokens, type BleuTokenizer } from '../stats/text/bleu-tokens.js';
import { bleu, bleuSums } from '../stats/text/bleu.js';
import { chrf, chrfSums } from '../stats/text/chrf.js';
import { type Edits, errorRate } from '../stats/text/edits.js';
import { rouge, type Rouge, rouges } from '../stats/text/rouge.js';
import { ter, terSums, terWords } from '../stats/text/ter.js';
import { flipMeasures, type Flips } from './flips.js';
import { type About, armShare, mean, pairShare, rate, sums } from './measures.js';
import { lengthChange } from './said.js';

/** One arm on one sample: what each metric adds up; null without a label. */
export type TextKept = {
  readonly right: boolean | null;
  readonly counts: TextCounts | null;
};

type TextCounts = {
  readonly bleu: readonly number[];
  readonly chrf: readonly number[];
  readonly chrfWords: readonly number[];
  readonly ter: readonly number[];
  /** F1 in the order of `rouges`. */
  readonly rouge: readonly number[];
};

/** Two arms on one sample. */
export type TextPair = Flips & {
  /** What it takes to make baseline's text of compressed's. */
  readonly characters: Edits;
  /** Characters that each says. */
  readonly lengths: readonly [number, number];
};

/** How texts are taken apart to be counted. */
export interface Counting {
  readonly tokenizer: BleuTokenizer;
  readonly lowercase: boolean;
  readonly stem: boolean;
}

/** What one text adds to each metric. */
export function countsOf(text: string, references: readonly string[], counting: Counting): TextCounts {
  const { tokenizer, lowercase, stem } = counting;
  const cased = (one: string): string => (lowercase ? one.toLowerCase() : one);
  const tokens = (one: string): readonly string[] => bleuTokens(one, tokenizer, lowercase);
  return {
    bleu: bleuSums(tokens(text), references.map(tokens)),
    chrf: chrfSums(cased(text), references.map(cased), 0),
    chrfWords: chrfSums(cased(text), references.map(cased), 2),
    ter: terSums(terWords(text), references.map(terWords)),
    rouge: rouges.map((kind) => rouge(kind, text, references, stem)),
  };
}

/** What sacreBLEU would sign the numbers with, but for the number of references. */
export function signaturesOf({ tokenizer, lowercase, stem }: Counting): {
  readonly [metric: string]: string;
} {
  const cased = `case:${lowercase ? 'lc' : 'mixed'}`;
  const version = 'version:2.6.0';
  const chrfBy = (words: number): string => `${cased}|eff:yes|nc:6|nw:${words}|space:no|${version}`;
  return {
    bleu: `${cased}|eff:no|tok:${tokenizer}|smooth:exp|${version}`,
    chrf: chrfBy(0),
    'chrf++': chrfBy(2),
    ter: `case:lc|tok:tercom|norm:no|punct:yes|asian:no|${version}`,
    rouge: `stemmer:${stem ? 'porter' : 'no'}|version:0.1.2`,
  };
}

/** The measures of texts against references, each with its signature. */
export function textMeasures(counting: Counting): { readonly [name: string]: Measure } {
  const signatures = signaturesOf(counting);
  const signed = (name: string, about: About = armShare): About => ({ ...about, about: signatures[name] ?? '' });
  const corpus = (about: About, of: keyof TextCounts, value: (sums: readonly number[]) => number): Measure =>
    sums<TextKept>(about, ({ counts }) => counts?.[of] ?? nothing[of], value);
  const rougeBy = (kind: Rouge): Measure =>
    mean<TextKept>(signed('rouge'), ({ counts }) =>
      counts === null ? undefined : (counts.rouge[rouges.indexOf(kind)] ?? null),
    );
  return {
    ...flipMeasures,
    'text-change': sums<TextPair>(pairShare, (pair) => pair.characters, errorRate),
    'length-change': lengthChange,
    bleu: corpus(signed('bleu'), 'bleu', (total) => bleu(total)),
    chrf: corpus(signed('chrf'), 'chrf', chrf),
    'chrf++': corpus(signed('chrf++'), 'chrfWords', chrf),
    ter: corpus(signed('ter', { of: 'arm', better: 'lower', unit: 'share' }), 'ter', ter),
    'rouge-1': rougeBy('rouge-1'),
    'rouge-2': rougeBy('rouge-2'),
    'rouge-l': rougeBy('rouge-l'),
    'rouge-lsum': rougeBy('rouge-lsum'),
    'exact-match': rate<TextKept>(armShare, (kept) => kept.right),
  };
} // prettier-ignore

const zeros = (count: number): readonly number[] => new Array<number>(count).fill(0);

/** Of a sample that has no label. */
const nothing = { bleu: zeros(10), chrf: zeros(18), chrfWords: zeros(24), ter: zeros(2), rouge: zeros(4) };
