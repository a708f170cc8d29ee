import { cut, few, type Few, type Shown, type ShownSpan } from '../core/shown.js';
import type { Classes } from './labels.js';
import { spansOf, type Tagging } from './tags.js';

/** A sentence and what of it a reviewer wants to see. */
export interface Told {
  readonly texts: readonly string[];
  readonly tagging: Tagging;
  readonly classes: Classes;
  /** Whether the arms differ at a word. */
  apart(at: number): boolean;
}

/** Words around those that differ; how many words are shown at most, and how long one of them. */
const around = 4;
const most = 30;
const longest = 60;

/** The same words with the spans of both answers and of the label, for reports that list or draw them. */
export function shownTokens(
  tags: {
    readonly baseline: readonly number[];
    readonly compressed: readonly number[];
    readonly label: readonly number[] | null;
  },
  told: Told,
): Shown {
  const [from, to] = shownPart(told);
  const spans = (of: readonly number[]): Few<ShownSpan> => {
    const inside = spansOf(of, told.tagging).filter(({ start, end }) => end > from && start < to);
    const named = inside.map(({ type, start, end }) => ({
      from: Math.max(start, from) - from,
      to: Math.min(end, to) - from,
      name: told.tagging.types[type] ?? '',
    }));
    return few(named, most);
  };
  return {
    is: 'tokens',
    tokens: few(
      told.texts.slice(from, to).map((text) => cut(text, longest)),
      most,
    ),
    baseline: spans(tags.baseline),
    compressed: spans(tags.compressed),
    label: tags.label && spans(tags.label),
  };
}

/**
 * The words around the first to the last difference, spans in brackets with their kind: `[Anna Lee]PER went to [Oslo]LOC`; where
 * every tag is one, those that differ: `the old/ADJ bridge`.
 */
export function sentence(tags: readonly number[], told: Told): string {
  const { texts, tagging } = told;
  const [from, to] = shownPart(told);
  const spans = spansOf(tags, tagging);
  const words = texts.slice(from, to).map((text, index) => {
    const at = from + index;
    if (tagging.scheme === 'plain') return told.apart(at) ? `${text}/${tagName(tags[at], told)}` : text;
    const opens = spans.some(({ start }) => start === at) ? '[' : '';
    const closing = spans.find(({ end }) => end === at + 1);
    return `${opens}${text}${closing ? `]${tagging.types[closing.type] ?? ''}` : ''}`;
  });
  return [from > 0 ? '…' : '', ...words, to < texts.length ? '…' : '']
    .filter((part) => part !== '')
    .join(' ');
}

function tagName(tag: number | undefined, { classes }: Told): string {
  return tag === undefined || tag < 0 ? '(none)' : classes.nameOf(tag);
}

function shownPart({ texts, apart }: Told): readonly [number, number] {
  const different = [...texts.keys()].filter((at) => apart(at));
  const from = Math.max(0, (different[0] ?? 0) - around);
  return [from, Math.min(texts.length, from + most, (different.at(-1) ?? texts.length) + around + 1)];
}
