import type { Disagreement, Report } from '../../core/report.js';
import type { Answer } from '../../core/task.js';
import { count } from '../numbers.js';
import { pageCases } from '../page-cases.js';
import { distinct } from '../view.js';
import { element, name, nameText, table, type Content, type Markup } from './markup.js';

/** What is shown where scripts don't run. */
const first = 50;

const flips: { readonly [flip in Disagreement['flip']]: string } = {
  negative: 'right → wrong',
  positive: 'wrong → right',
  other: 'wrong → wrong',
  unlabelled: 'no label',
};

const orders = [
  ['worst', 'worst first'],
  ['sure', 'most confident baseline first'],
  ['unsure', 'least confident baseline first'],
  ['sample', 'by name'],
] as const;

/** The inputs whose answer changed, with controls to filter and sort them. */
export function gallery(report: Report, all: readonly Disagreement[]): Markup {
  const shown = all.toSorted((one, other) => other.severity - one.severity).slice(0, pageCases);
  const cells = distinct(shown.map(printCell));
  const total = report.tasks
    .filter((row) => row.slice === null)
    .reduce((sum, row) => sum + (row.disagreement?.count ?? 0), 0);
  const rest = total - shown.length;
  const note =
    rest <= 0
      ? null
      : element(
          'p',
          { class: 'quiet' },
          `${count(shown.length)} of ${count(total)} changed answers, the worst; all are in disagreements.jsonl beside report.json.`,
        );
  if (shown.length === 0) return element('p', {}, 'No answer changed.');
  return element('div', {}, note, controls(cells, shown), body(shown), pages(), data(cells, shown));
}

function printCell({ task, level, target, contrast }: Disagreement): string {
  return `${nameText(task)} at ${nameText(level)} on ${nameText(target)}${contrast === 'drift' ? ' (drift)' : ''}`;
}

function controls(cells: readonly string[], shown: readonly Disagreement[]): Markup {
  const used = (Object.keys(flips) as (keyof typeof flips)[]) // the keys that `flips` is declared with
    .filter((flip) => shown.some((one) => one.flip === flip));
  const option = (value: string, text: string): Markup => element('option', { value }, text);
  const choice = (label: string, field: string, options: readonly Markup[]): Markup =>
    element('label', {}, label, element('select', { name: field }, ...options));
  return element(
    'form',
    { id: 'cases-form', class: 'controls', hidden: true },
    choice('Where', 'cell', [option('', 'everywhere'), ...cells.map((cell, at) => option(String(at), cell))]),
    choice('Change', 'flip', [option('', 'any'), ...used.map((flip) => option(flip, flips[flip]))]),
    choice(
      'Order',
      'order',
      orders.map(([value, text]) => option(value, text)),
    ),
    element(
      'label',
      {},
      'Contains',
      element('input', { name: 'words', type: 'search', autocomplete: 'off' }),
    ),
  );
}

function body(shown: readonly Disagreement[]): Markup {
  const rows = shown
    .slice(0, first)
    .map((one): readonly Content[] => [
      name(one.sample),
      printCell(one),
      printAnswer(one.baseline),
      printAnswer(one.compressed),
      one.label === null ? '–' : nameText(one.label),
      flips[one.flip],
    ]);
  const head = ['Input', 'Where', 'Baseline', 'Compressed', 'Label', 'Change'];
  const { html } = table('Inputs whose answer changed', head, rows, { id: 'cases' });
  return { html: html.replace('<tbody>', '<tbody id="cases-body">') };
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
function data(cells: readonly string[], shown: readonly Disagreement[]): Markup {
  const places = new Map(cells.map((cell, at) => [cell, at]));
  const answer = ({ text, confidence }: Answer): unknown => [nameText(text), confidence];
  const cases = shown.map((one) => ({
    sample: nameText(one.sample),
    cell: places.get(printCell(one)),
    left: answer(one.baseline),
    right: answer(one.compressed),
    label: one.label === null ? null : nameText(one.label),
    flip: one.flip,
    severity: one.severity,
  }));
  const json = JSON.stringify({ cells, flips, cases }).replaceAll('<', '\\u003c');
  return { html: `<script type="application/json" id="cases-data">${json}</script>` };
}
