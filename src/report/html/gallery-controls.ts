import type { Disagreement, Report } from '../../core/report.js';
import { otherFlips } from '../other-flips.js';
import { element, type Markup } from './markup.js';

/** What there is to choose from, each as it is shown. */
export interface Choices {
  readonly task: readonly string[];
  readonly level: readonly string[];
  readonly target: readonly string[];
}

export type Flips = { readonly [flip in Disagreement['flip']]: string };

/** How the changes of a report are called. */
export function flipsOf({ tasks }: Pick<Report, 'tasks'>): Flips {
  return {
    negative: 'right → wrong',
    positive: 'wrong → right',
    other: otherFlips(tasks),
    unlabelled: 'not told right from wrong',
  };
}

const sureness = [
  ['', 'any'],
  ['both', 'both at least 0.9'],
  ['baseline', 'baseline at least 0.9'],
  ['neither', 'baseline below 0.9'],
] as const;

const orders = [
  ['worst', 'worst first'],
  ['sure', 'most confident baseline first'],
  ['unsure', 'least confident baseline first'],
  ['sample', 'by name'],
] as const;

/** How the gallery is filtered and sorted; the script shows it. */
export function controls(choices: Choices, shown: readonly Disagreement[], flips: Flips): Markup {
  const used = (Object.keys(flips) as (keyof Flips)[]) // the keys that they are declared with
    .filter((flip) => shown.some((one) => one.flip === flip));
  const numbered = (all: readonly string[]): Option[] => [['', 'all'], ...all.map((each, at): Option => [String(at), each])]; // prettier-ignore
  return element(
    'form',
    { id: 'cases-form', class: 'controls', hidden: true },
    choice('Task', 'task', numbered(choices.task)),
    choice('Level', 'level', numbered(choices.level)),
    choice('Target', 'target', numbered(choices.target)),
    choice('Change', 'flip', [['', 'any'], ...used.map((flip): Option => [flip, flips[flip]])]),
    choice('Confidence', 'sure', sureness),
    choice('Shown', 'drawn', [['', 'all'], ['yes', 'with the input drawn']]), // prettier-ignore
    choice('Order', 'order', orders),
    element(
      'label',
      {},
      'Contains',
      element('input', { name: 'words', type: 'search', autocomplete: 'off' }),
    ),
  );
}

type Option = readonly [value: string, text: string];

function choice(label: string, field: string, options: readonly Option[]): Markup {
  const all = options.map(([value, text]) => element('option', { value }, text));
  return element('label', {}, label, element('select', { name: field }, ...all));
}
