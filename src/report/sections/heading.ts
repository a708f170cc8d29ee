import type { Check, Report } from '../../core/report.js';
import { amounts } from '../amounts.js';
import { sizeShare, speeds } from '../cost.js';
import { code, link, plain } from '../escape.js';
import { bytes } from '../numbers.js';
import { closest } from '../order.js';
import { markdownSubject } from '../subject.js';
import { icons, verdictLine } from '../tally.js';
import type { Section, View } from '../view.js';

/** The whole verdict in words: it is what e-mails and phones show. */
export const heading: Section = ({ report }) => `### ${icons[report.verdict]} ${verdictLine(report)}`;

/** What was compared with what, what it saves and where to read on; in a pass, also what came closest. */
export const opening: Section = (view) => (view.report.verdict === 'pass' ? passing(view) : compared(view));

function compared(view: View): string {
  const { report, links } = view;
  const [baseline, compressed] = modelNames(report);
  const costs = [
    bytes(report.models.compressed.bytes),
    `${sizeShare(report)} of baseline`,
    ...speeds(report, code),
  ];
  const commit = links.commit === null ? '' : ` at ${plain(links.commit.slice(0, 7))}`;
  return [`${compressed} (${costs.join(', ')}) against ${baseline}${commit}`, ...reading(view)].join(' · ');
}

function passing(view: View): string {
  const near = closest(view.report.checks);
  const nearest = near === null ? [] : [`Closest to its limit: ${markdownSubject(near)}, ${reached(near)}.`];
  const saves = `${[`${sizeShare(view.report)} of the size`, ...speeds(view.report, code)].join(', ')}.`;
  return [...nearest, saves, reading(view).join(' · ')].join(' ').trim();
}

/** "1.40% (limit 2.00%)"; limits other than disagreement are named. */
function reached(check: Check): string {
  const { measured, limit, interval } = amounts(check);
  const bound = interval === null ? '' : `, at most ${interval[1]} for inputs like these`;
  const what = check.limit.name === 'disagreement' ? '' : `${code(check.limit.name)} `;
  return `${what}${measured}${bound} (limit ${limit})`;
}

/** File names alone, or whole paths where the names are the same. */
function modelNames(report: Report): readonly [baseline: string, compressed: string] {
  const sources = [report.models.baseline.source, report.models.compressed.source] as const;
  const [left, right] = sources.map((source) => source.split('/').at(-1) ?? source);
  return left === right ? [code(sources[0]), code(sources[1])] : [code(left ?? ''), code(right ?? '')];
}

function reading({ report, links }: View): readonly string[] {
  const policy =
    report.verdict === 'pass' || links.policyUrl === null ? [] : [link('policy', links.policyUrl)];
  const run = links.runUrl === null ? [] : [link('run', links.runUrl)];
  const full = links.reportUrl === null ? [] : [link('full report', links.reportUrl)];
  return [...policy, ...run, ...full];
}
