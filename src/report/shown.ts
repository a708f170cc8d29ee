import type { Few, Shown, ShownSpan } from '../core/shown.js';
import { code } from './escape.js';
import { count, figure, plural } from './numbers.js';

/** What of a list stands in one table cell. */
const mostInCell = 3;

/** What changed between two answers, as one table cell of Markdown; '' where the answers' own texts say it all. */
export function shownText(shown: Shown): string {
  switch (shown.is) {
    case 'tokens':
      return spansText(shown);
    case 'boxes':
      return boxesText(shown);
    case 'mask':
      return maskText(shown);
    case 'neighbours':
      return [listText('lost', shown.lost), listText('gained', shown.gained)].filter(Boolean).join('; ');
    case 'texts':
      return textsText(shown);
  }
}

type Of<Is extends Shown['is']> = Extract<Shown, { is: Is }>;

/** Spans that one answer has and the other has not. */
function spansText({ tokens, baseline, compressed }: Of<'tokens'>): string {
  const keyOf = ({ from, to, name }: ShownSpan): string => JSON.stringify([from, to, name]);
  const only = (these: Few<ShownSpan>, those: Few<ShownSpan>): string[] => {
    const known = new Set(those.items.map(keyOf));
    const left = these.items.filter((span) => !known.has(keyOf(span)));
    return left.map(({ from, to, name }) => `${tokens.items.slice(from, to).join(' ')} (${name})`);
  };
  const lost = only(baseline, compressed);
  const gained = only(compressed, baseline);
  return [listText('lost', { items: lost, of: lost.length }), listText('gained', { items: gained, of: gained.length })]
    .filter(Boolean)
    .join('; '); // prettier-ignore
}

/** Classes with more or fewer boxes than before. */
function boxesText({ baseline, compressed }: Of<'boxes'>): string {
  const names = [...new Set([...baseline.items, ...compressed.items].map(({ name }) => name))];
  const of = (boxes: typeof baseline, name: string): number =>
    boxes.items.filter((box) => box.name === name).length;
  const changed = names.filter((name) => of(baseline, name) !== of(compressed, name));
  if (changed.length === 0) return 'boxes moved';
  const parts = changed
    .slice(0, mostInCell)
    .map((name) => `${code(name)} ${of(baseline, name)} → ${of(compressed, name)}`);
  return [...parts, ...more(changed.length)].join(', ');
}

function maskText({ changed, classes }: Of<'mask'>): string {
  const [most] = classes.items.toSorted((one, other) => other.changed - one.changed);
  const share = `${figure(changed, 'share')} of the pixels`;
  if (most === undefined || most.changed === 0) return share;
  return `${share}, most of them ${code(most.name)} (${count(most.baseline)} → ${count(most.compressed)})`;
}

function textsText({ from: skipped = 0, baseline, compressed }: Of<'texts'>): string {
  const [left, right] = [Array.from(baseline), Array.from(compressed)];
  const at = left.findIndex((point, index) => point !== right[index]);
  const from = at >= 0 ? at : left.length;
  if (from === left.length && from === right.length) return '';
  return `from character ${count(skipped + from + 1)}: ${code(tail(left, from), 40)} → ${code(tail(right, from), 40)}`;
}

function tail(points: readonly string[], from: number): string {
  return points.slice(from, from + 40).join('');
}

function listText(verb: string, { items, of }: Few<string>): string {
  if (of === 0) return '';
  const parts = items.slice(0, mostInCell).map((item) => code(item, 40));
  return `${verb} ${[...parts, ...more(of)].join(', ')}`;
}

function more(of: number): readonly string[] {
  return of > mostInCell ? [`${count(of - mostInCell)} ${plural(of - mostInCell, 'other', 'others')}`] : [];
}
