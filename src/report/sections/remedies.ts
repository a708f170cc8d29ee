import type { Check, Report } from '../../core/report.js';
import { isExceedance } from '../amounts.js';
import { code, link } from '../escape.js';
import { details, fence } from '../markdown.js';
import { count, figureAbove } from '../numbers.js';
import { worstFirst } from '../order.js';
import { sentence } from '../sentence.js';
import { diagnoseCommand, shellCommand } from '../shell.js';
import { readPlace } from '../place.js';
import { rowOf, type Section, type View } from '../view.js';

/** The worst check on one's own machine, and what to expect there. */
export const reproduce: Section = ({ report, links }) => {
  const [worst] = worstFirst(report.checks);
  if (worst === undefined || worst.outcome === 'pass' || report.verdict === 'pass') return null;
  const checkout = links.pullRequest === null ? [] : [`gh pr checkout ${links.pullRequest}`];
  const commands = fence('sh', [...checkout, shellCommand(report, worst)].join('\n'));
  const expect = fence('text', sentence(worst).replaceAll('`', 'ˋ'));
  return details(`Reproduce${duration(report, worst)}`, `${commands}\n\nExpect:\n\n${expect}`);
};

function duration(report: Report, check: Check): string {
  const seconds = rowOf(report, { ...check, slice: null })?.seconds ?? 0;
  return seconds > 0 ? ` (about ${Math.ceil(seconds)} s)` : '';
}

/** What to do when the model is meant to be like this. */
export const intended: Section = (view) => {
  const [worst] = worstFirst(view.report.checks);
  if (worst?.outcome !== 'fail') return null;
  const fix = `**Fix the model:** ${fixing(view.report, worst)}`;
  if (worst.finding.code === 'DEGENERATE_ANSWERS') return null;
  const where = lineLink(view, worst);
  const change = `**Change the limit** in ${where}${needed(worst)}. Reviewers see it in the diff of the policy.`;
  return details('If this change is intended', `1. ${fix}\n2. ${change}`);
};

/** Longer ones would be cut. */
const longestCommand = 400;

/** Layers are to blame only where both models ran on one target, and only a command can be copied that has no odd names. */
function fixing(report: Report, check: Check): string {
  const compressLess = 'keep the layers that suffer most in float, or compress less, and push again.';
  const command = diagnoseCommand(report, check);
  if (command === null || command.length > longestCommand) return compressLess;
  return `${code(command, longestCommand)} finds the layers to keep in float. Or compress less, and push again.`;
}

/** The limit's line in the policy, as a link where the file can be seen. */
function lineLink({ links }: View, check: Check): string {
  const place = readPlace(check.limit.place);
  if (place === null) return 'the policy';
  if (links.policyUrl === null) return `line ${count(place.line)} of ${code(place.file)}`;
  return link(
    `line ${count(place.line)} of the policy`,
    `${links.policyUrl.replace(/#.*$/s, '')}#L${place.line}`,
  );
}

/** A limit that these samples would pass; rounded up, so that writing it down does pass. */
function needed(check: Check): string {
  const { unit, value } = check.limit;
  if (isExceedance(check) || check.measured === null || check.measured <= value) return '';
  const beyond = check.beyond?.[1] ?? null;
  const more = beyond === null ? '' : `, inputs like these up to ${figureAbove(beyond, unit)}`;
  return `: these samples need ${figureAbove(check.measured, unit)}${more}`;
}
