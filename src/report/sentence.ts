import { word } from '../core/fault.js';
import type { Check } from '../core/report.js';
import { amounts, isExceedance, isShareOfSamples } from './amounts.js';
import { capped, code, prose, visible } from './escape.js';
import { count as grouped, figure, figures, withUnit } from './numbers.js';

/** How a check's result reads before it is set for a terminal or for Markdown. */
type Statement =
  | { readonly is: 'words'; readonly text: string }
  /** "212 of 4000 answers changed (5.30%), limit 5.00%" */
  | { readonly is: 'share'; readonly what: string; readonly amount: string; readonly limit: string }
  /** "score fell by 1.20 points, limit 1.00" */
  | { readonly is: 'value'; readonly what: string; readonly amount: string; readonly limit: string };

interface Manner {
  count(n: number): string;
  name(text: string): string;
}

const terminal: Manner = { count: String, name: (text) => visible(capped(text, 80)) };
const markdown: Manner = { count: grouped, name: (text) => code(text) };

/** What happened to how many of n answers, by limit name. */
const happenings: ReadonlyMap<string, readonly [one: string, many: string]> = new Map([
  ['disagreement', ['changed', 'changed']],
  ['negative-flips', ['was right and is wrong now', 'were right and are wrong now']],
  ['confident-flips', ['was confident and right and is wrong now', 'were confident and right and are wrong now']],
  ['confident-disagreement', ['was confident and changed', 'were confident and changed']],
  ['early-divergence', ['parts early', 'part early']],
  ['exact-match-loss', ['is another text now', 'are other texts now']],
  ['error', ['is wrong', 'are wrong']],
]); // prettier-ignore

const drifts = ['differs from the reference target', 'differ from the reference target'] as const;

/** Names of limits that bound a value, as a subject and verb. */
const subjects: ReadonlyMap<string, string> = new Map([
  ['error', 'error is'],
  ['divergence', 'mean divergence is'],
  ['divergence-p99', 'the 99th percentile of divergence is'],
  ['corruption-error', "errors under noise, in the baseline's, are"],
  ['relative-corruption-error', "what noise adds to errors, in what it adds to the baseline's, is"],
  ['mean-corruption-error', "errors under noise, in the baseline's and as the mean over its kinds, are"],
  [
    'mean-relative-corruption-error',
    "what noise adds to errors, in what it adds to the baseline's and as the mean over its kinds, is",
  ],
  ['size', "size, as a share of the baseline's, is"],
]);

/** Limits on a change: how it reads when compressed is worse, and when it is better. */
const changes: ReadonlyMap<string, readonly [worse: string, better: string]> = new Map([
  ['score-drop', ['score fell by', 'score rose by']],
  ['calibration-shift', ['calibration error grew by', 'calibration error fell by']],
  ['robustness-gap', ['noise costs compressed more than baseline by', 'noise costs compressed less than baseline by']],
]); // prettier-ignore

/** One check's result in one line of plain text: "212 of 4000 answers changed (5.30%), limit 5.00%". */
export function sentence(check: Check): string {
  const said = statement(check, terminal);
  if (said.is === 'words') return visible(said.text);
  const result = said.is === 'share' ? `${said.what} (${said.amount})` : `${said.what} ${said.amount}`;
  return `${result}, limit ${said.limit}${visible(doubt(check))}`;
}

/** The same in Markdown, the measured amount in bold, every name escaped. */
export function markdownSentence(check: Check): string {
  const said = statement(check, markdown);
  if (said.is === 'words') return prose(said.text);
  const comma = said.is === 'share' ? ',' : '';
  return `${said.what}${comma} **${said.amount}**, limit ${said.limit}${prose(doubt(check))}`;
}

function statement(check: Check, manner: Manner): Statement {
  const { measured, finding, outcome } = check;
  const unusable = outcome === 'fail' && finding.code === 'DEGENERATE_ANSWERS';
  if (unusable) return { is: 'words', text: word(finding).what };
  if (outcome === 'invalid' || (measured === null && outcome !== 'fail')) {
    return { is: 'words', text: `could not be measured: ${word(finding).what}` };
  }
  if (isExceedance(check)) return exceedance(check, check, manner);
  if (measured !== null && check.count !== null && isShareOfSamples(check)) {
    return share(check, measured, check.count, manner);
  }
  return value(check, measured ?? Infinity, manner); // a failure without a number is infinite
}

function share(check: Check, measured: number, count: number, manner: Manner): Statement {
  const [amount = '', limit = ''] = figures([measured, check.limit.value], 'share');
  const words =
    check.contrast === 'drift' && check.limit.name === 'disagreement'
      ? drifts
      : happenings.get(check.limit.name);
  const happened =
    words === undefined ? `count for ${manner.name(check.limit.name)}` : words[count === 1 ? 0 : 1];
  const what = `${manner.count(count)} of ${manner.count(check.n)} answers ${happened}`;
  return { is: 'share', what, amount, limit };
}

/** Limits such as `divergence-p99` allow a number of samples beyond the limit's value. */
function exceedance(
  check: Check,
  { count, allowed }: { count: number; allowed: number },
  manner: Manner,
): Statement {
  const beyond = withUnit(figures([check.limit.value], check.limit.unit)[0] ?? '', check.limit.unit);
  const measure = check.limit.name.replace(/-p99$/, '');
  const what = `${measure === 'divergence' ? measure : manner.name(measure)} is over ${beyond} on`;
  const amount = `${manner.count(count)} of ${manner.count(check.n)} samples`;
  return { is: 'value', what, amount, limit: `${manner.count(allowed)} samples` };
}

function value(check: Check, measured: number, manner: Manner): Statement {
  const { name, unit } = check.limit;
  const change = changes.get(name);
  const better = change !== undefined && measured < 0;
  const [amount = '', limit = ''] = figures([better ? -measured : measured, check.limit.value], unit);
  const what = change?.[better ? 1 : 0] ?? subjects.get(name) ?? `${manner.name(name)} is`;
  return { is: 'value', what, amount: withUnit(amount, unit), limit };
}

/** What an undecided check adds: the interval and how many samples would settle it. */
function doubt(check: Check): string {
  if (check.outcome !== 'inconclusive') return '';
  return `${between(check)}: ${word(check.finding).what}`;
}

/** ", between 4.70% and 5.92% at 95% confidence" where the decision rests on an interval; else ''. */
function between(check: Check): string {
  const { interval } = amounts(check);
  if (interval === null) return '';
  const of = isExceedance(check) ? ' of samples' : '';
  return `, between ${interval[0]} and ${interval[1]}${of} at ${figure(check.confidence, 'share', 0)} confidence`;
}
