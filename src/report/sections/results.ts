import { word } from '../../core/fault.js';
import type { Check } from '../../core/report.js';
import { prose } from '../escape.js';
import { alert } from '../markdown.js';
import { count, plural } from '../numbers.js';
import { worstFirst } from '../order.js';
import { markdownSentence } from '../sentence.js';
import { markdownSubject } from '../subject.js';
import { rowOf, type Section, type View } from '../view.js';

/** Checks over their limit, worst first. */
export const failing: Section = (view) => {
  const over = outcome(view, 'fail');
  return over.length === 0
    ? null
    : alert(
        'CAUTION',
        listed(view, over, (check) => line(view, check)),
      );
};

/** Checks that the samples do not decide, and how many samples would. */
export const undecided: Section = (view) => {
  const open = outcome(view, 'inconclusive');
  if (open.length === 0) return null;
  return alert(
    'WARNING',
    listed(view, open, (check) => line(view, check)),
  );
};

/** Checks without a result, grouped by what went wrong. */
export const unmeasured: Section = (view) => {
  const missing = outcome(view, 'invalid');
  if (missing.length === 0 && view.report.verdict !== 'invalid') return null;
  const say = view.report.verdict === 'invalid' ? '**This is not a verdict on the model.** ' : '🛑 ';
  const rule = 'The job fails, because a check without a result never counts as passed.';
  const groups = byCause(missing);
  const [first] = groups;
  if (groups.length === 1 && first !== undefined) return `${say}${cause(first)} ${rule}\n\n${todo(first)}`;
  const lines = groups.slice(0, view.detail.worst).map((group) => `- ${cause(group)} ${todo(group)}`);
  return [`${say}${rule}`, lines.join('\n')].join('\n\n').trim();
};

function outcome({ report }: View, wanted: Check['outcome']): readonly Check[] {
  return worstFirst(report.checks).filter((check) => check.outcome === wanted);
}

function listed(view: View, all: readonly Check[], write: (check: Check) => string): readonly string[] {
  const shown = all.slice(0, view.detail.worst).map((check) => `- ${write(check)}`);
  const rest = all.length - shown.length;
  return rest === 0 ? shown : [...shown, `- and ${count(rest)} more in the full report`];
}

function line(view: View, check: Check): string {
  return `**${markdownSubject(check)}:** ${markdownSentence(check)}${rightBefore(view, check)}`;
}

/** A changed answer hurts when it was right: said wherever labels tell. */
function rightBefore(view: View, check: Check): string {
  const flips = rowOf(view.report, check)?.disagreement?.negativeFlips ?? null;
  if (check.limit.name !== 'disagreement' || flips === null || check.measured === null) return '';
  return ` · ${count(flips)} ${plural(flips, 'was', 'were')} right before`;
}

type Group = readonly [Check, ...Check[]];

function byCause(checks: readonly Check[]): readonly Group[] {
  const groups = new Map<string, [Check, ...Check[]]>();
  for (const check of checks) {
    const key = JSON.stringify([check.finding.code, check.finding.data]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [check]);
    else group.push(check);
  }
  return [...groups.values()];
}

function cause(group: Group): string {
  const [first] = group;
  const others = group.length - 1;
  const more = others === 0 ? '' : ` and ${count(others)} other ${plural(others, 'check', 'checks')}`;
  const has = others === 0 ? 'has' : 'have';
  return `${markdownSubject(first)}${more} ${has} no result: ${prose(word(first.finding).what)}.`;
}

function todo(group: Group): string {
  return `**What to do:** ${prose(word(group[0].finding).todo)}`;
}
