import type { Disagreement, Report } from '../../core/report.js';
import type { Answer } from '../../core/task.js';
import { count, plural } from '../numbers.js';
import { pageCases, pictureBytes } from '../page-cases.js';
import { distinct } from '../view.js';
import { evidence, type ShownCase } from './case-card.js';
import { controls, flipsOf, type Choices, type Flips } from './gallery-controls.js';
import { element, name, nameText, type Content, type Markup } from './markup.js';

/** Cards of a page of the gallery, and what is shown where scripts don't run. */
const first = 24;

/** The inputs whose answer changed, as cards to filter and sort; what was looked at again is drawn in them. */
export function gallery(
  report: Report,
  all: readonly Disagreement[],
  looked: readonly ShownCase[],
): readonly Markup[] {
  const worst = all.toSorted((one, other) => other.severity - one.severity).slice(0, pageCases);
  if (worst.length === 0) return [element('p', {}, 'No answer changed.')];
  const drawn = drawnOf(looked);
  const shown = worst.map((one): Listed => ({ ...one, seen: seenOf(one, drawn) }));
  const flips = flipsOf(report);
  const choices: Choices = {
    task: distinct(shown.map(({ task }) => nameText(task))),
    level: distinct(shown.map(({ level }) => nameText(level))),
    target: distinct(shown.map(printTarget)),
  };
  return [
    ...notes(report, shown, { drawn, looked }),
    controls(choices, shown, flips),
    cards(shown, { drawn, flips }),
    pages(),
    data(choices, shown, flips),
  ];
}

/** A changed answer, and the number of what was drawn of its input. */
interface Listed extends Disagreement {
  readonly seen: number | null;
}

/** What was looked at again and fits into the page. */
interface Drawn {
  readonly of: ShownCase['disagreement'];
  readonly markup: Markup;
}

function drawnOf(looked: readonly ShownCase[]): readonly Drawn[] {
  const drawn: Drawn[] = [];
  let size = 0;
  for (const one of looked) {
    const markup = evidence(one);
    size += markup.html.length;
    if (size > pictureBytes) break;
    drawn.push({ of: one.disagreement, markup });
  }
  return drawn;
}

/** An input is drawn at every level, for whichever of them its answer changed at. */
function seenOf({ task, sample, target, contrast }: Disagreement, drawn: readonly Drawn[]): number | null {
  const at = drawn.findIndex(
    ({ of }) =>
      of.task === task && of.sample === sample && (of.target ?? target) === target && contrast === 'compression', // prettier-ignore
  );
  return at < 0 ? null : at;
}

function notes(
  { tasks }: Report,
  shown: readonly Listed[],
  { drawn, looked }: { readonly drawn: readonly Drawn[]; readonly looked: readonly ShownCase[] },
): readonly Markup[] {
  const total = tasks
    .filter((row) => row.slice === null)
    .reduce((sum, row) => sum + (row.disagreement?.count ?? 0), 0);
  const tooLarge = looked.length - drawn.length;
  const said = [
    total > shown.length ? `${count(shown.length)} of ${count(total)} changed answers, the worst; all are in disagreements.jsonl beside report.json.` : '',
    drawn.length > 0 ? `${count(drawn.length)} ${plural(drawn.length, 'input is', 'inputs are')} drawn as the models are fed them at each level; beside a noisy picture is its difference from the first level.` : '',
    tooLarge > 0 ? `${count(tooLarge)} more are left out: the page would be too large.` : '',
  ].filter((one) => one !== ''); // prettier-ignore
  return said.length === 0 ? [] : [element('p', { class: 'quiet' }, said.join(' '))];
}

/** The worst, and every one with something drawn: the script takes the drawings from here. */
function cards(shown: readonly Listed[], { drawn, flips }: { readonly drawn: readonly Drawn[]; readonly flips: Flips }): Markup {
  const waiting = new Set(drawn.keys());
  const made = shown.flatMap((one, at): Markup[] => {
    const isDrawn = one.seen !== null && waiting.delete(one.seen);
    if (at >= first && !isDrawn) return [];
    return [card(one, flips[one.flip], isDrawn ? (drawn[one.seen]?.markup ?? null) : null)];
  });
  return element('div', { id: 'cases-body', class: 'cards' }, ...made);
} // prettier-ignore

function card(one: Listed, flip: string, markup: Markup | null): Markup {
  const label = one.label === null ? '' : `, label ${nameText(one.label)}`;
  const where: Content = `${nameText(one.task)} at ${nameText(one.level)} on ${printTarget(one)}`;
  return element(
    'article',
    { class: markup === null ? 'case' : 'case drawn' },
    element('h3', {}, name(one.sample)),
    element('p', { class: 'quiet' }, where),
    element('p', {}, `${printAnswer(one.baseline)} → `, element('strong', {}, printAnswer(one.compressed)), label),
    element('p', { class: `flip ${one.flip}` }, flip),
    markup === null ? null : element('div', { class: 'evidence', 'data-seen': one.seen }, markup),
  );
} // prettier-ignore

function printTarget({ target, contrast }: Disagreement): string {
  return `${nameText(target)}${contrast === 'drift' ? ' (drift)' : ''}`;
}

function printAnswer({ text, confidence }: Answer): string {
  return confidence === null ? nameText(text) : `${nameText(text)} (${confidence.toFixed(2)})`;
}

function pages(): Markup {
  return element(
    'div',
    { id: 'cases-pages', class: 'controls', hidden: true },
    element('button', { id: 'cases-earlier', type: 'button' }, 'Earlier'),
    element('button', { id: 'cases-later', type: 'button' }, 'Later'),
    element('span', { id: 'cases-status', role: 'status' }),
  );
}

/** The cases for the script: data, never code; `<` is written as an escape so that nothing closes the block. */
function data(choices: Choices, shown: readonly Listed[], flips: Flips): Markup {
  const answer = ({ text, confidence }: Answer): unknown => [nameText(text), confidence];
  const places = (all: readonly string[]): ReadonlyMap<string, number> => new Map(all.map((each, at) => [each, at])); // prettier-ignore
  const [tasks, levels, targets] = [places(choices.task), places(choices.level), places(choices.target)];
  const cases = shown.map((one) => ({
    sample: nameText(one.sample),
    task: tasks.get(nameText(one.task)),
    level: levels.get(nameText(one.level)),
    target: targets.get(printTarget(one)),
    left: answer(one.baseline),
    right: answer(one.compressed),
    label: one.label === null ? null : nameText(one.label),
    flip: one.flip,
    severity: one.severity,
    ...(one.seen !== null && { seen: one.seen }),
  }));
  const json = JSON.stringify({ choices, flips, page: first, cases }).replaceAll('<', '\\u003c');
  return { html: `<script type="application/json" id="cases-data">${json}</script>` };
}
