import { createHash } from 'node:crypto';
import type { Finding } from '../core/fault.js';
import type { Links } from '../core/links.js';
import { printMarker } from '../core/marker.js';
import type { Report } from '../core/report.js';
import { link } from './escape.js';
import { count, plural } from './numbers.js';
import { cause } from './sections/cause.js';
import { charts } from './sections/chart.js';
import { footer } from './sections/footer.js';
import { heading, opening } from './sections/heading.js';
import { inputs } from './sections/inputs.js';
import { everyCheck, otherLimits, slices } from './sections/limits.js';
import { matrix } from './sections/matrix.js';
import { described, notes } from './sections/notes.js';
import { novelty } from './sections/novelty.js';
import { intended, reproduce } from './sections/remedies.js';
import { robustness } from './sections/robustness.js';
import { runtime } from './sections/runtime.js';
import { failing, undecided, unmeasured } from './sections/results.js';
import { studies } from './sections/studies.js';
import type { Detail, Section } from './view.js';

/** GitHub takes 65,536 characters; bytes are counted and the rest is headroom. */
const commentCap = 60_000;
/** GitHub takes 1 MiB per step. */
const summaryCap = 900_000;

/** In the order a reviewer asks: may I merge · what is wrong · where · which inputs · how do I see it · what now. */
const everything: readonly Section[] = [
  heading, opening, failing, unmeasured, undecided, runtime, novelty, studies, notes, matrix, robustness, charts,
  otherLimits, slices, inputs, cause, reproduce, intended, footer,
]; // prettier-ignore
/** A pass is two lines and a fold. */
const passed: readonly Section[] = [
  heading, opening, undecided, runtime, novelty, studies, notes, robustness, everyCheck, charts, footer,
]; // prettier-ignore
const worstOnly: readonly Section[] = [heading, opening, failing, unmeasured, undecided, reproduce, footer];
const verdictOnly: readonly Section[] = [heading, opening, footer];

interface Rendering {
  readonly sections: readonly Section[];
  readonly detail: Detail;
}

/** From everything to the verdict and links; the first that fits is posted, so that no text is ever cut. */
export const renderings: readonly Rendering[] = [
  { sections: everything, detail: { passing: 'listed', worst: 100, inputs: 20, cells: 6, charts: false } },
  { sections: everything, detail: { passing: 'counted', worst: 100, inputs: 20, cells: 6, charts: false } },
  { sections: everything, detail: { passing: 'left out', worst: 100, inputs: 10, cells: 3, charts: false } },
  { sections: worstOnly, detail: { passing: 'left out', worst: 20, inputs: 0, cells: 0, charts: false } },
  { sections: verdictOnly, detail: { passing: 'left out', worst: 0, inputs: 0, cells: 0, charts: false } },
];

/** The pull-request comment: Markdown of at most 60,000 bytes whose first line is the marker it is found by. */
export function renderComment(report: Report, links: Links): string {
  const marker = `${markerLine(links, report.verdict, failingDigest(report))}\n`;
  return fitting(commentCap, (rendering) => marker + render(report, links, rendering));
}

/** The job summary: the comment without its marker, with charts, of at most 900,000 bytes. */
export function renderSummary(report: Report, links: Links): string {
  return fitting(summaryCap, ({ sections, detail }) =>
    render(report, links, { sections, detail: { ...detail, charts: true } }),
  );
}

/** The short comment for a policy that cannot be used: every error with its place, as far as they fit. */
export function renderPolicyErrors(findings: readonly Finding[], links: Links): string {
  const n = findings.length;
  const title = `### 🛑 Compression gate: the policy has ${count(n)} ${plural(n, 'error', 'errors')}`;
  const lines = findings.map((finding) => `- ${described(finding)}`);
  const where = [
    links.policyUrl === null ? [] : [link('policy', links.policyUrl)],
    links.runUrl === null ? [] : [link('run', links.runUrl)],
  ].flat();
  const text = (shown: number): string => {
    const more = shown === n ? [] : [`- and ${count(n - shown)} more in the run’s log`];
    const list = [...lines.slice(0, shown), ...more].join('\n');
    const parts = [
      title,
      'Nothing was measured, so this is not a verdict on the model.',
      list,
      where.join(' · '),
    ];
    return `${markerLine(links, 'policy-error', null)}\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
  };
  const fit = [n, 20, 5]
    .filter((shown) => shown <= n)
    .find((shown) => Buffer.byteLength(text(shown)) <= commentCap);
  return text(fit ?? 0);
}

/** One rendering of the report; sections that have nothing to say are absent. */
export function render(report: Report, links: Links, rendering: Rendering): string {
  const { detail } = rendering;
  const sections =
    rendering.sections === everything && report.verdict === 'pass' ? passed : rendering.sections;
  const parts = sections.map((section) => section({ report, links, detail }));
  return `${parts.filter((part) => part !== null && part !== '').join('\n\n')}\n`;
}

function fitting(cap: number, text: (rendering: Rendering) => string): string {
  for (const rendering of renderings) {
    const rendered = text(rendering);
    if (Buffer.byteLength(rendered) <= cap) return rendered;
  }
  throw new Error(`the shortest rendering is over ${cap} bytes`);
}

function markerLine(links: Links, verdict: string, failing: string | null): string {
  return printMarker({ key: links.key, run: runOf(links.runUrl), sha: links.commit, verdict, failing });
}

/** `RUN.ATTEMPT` from the address of a workflow run. */
function runOf(url: string | null): string | null {
  const found = /\/runs\/(\d+)(?:\/attempts\/(\d+))?/.exec(url ?? '');
  return found === null ? null : `${found[1] ?? ''}.${found[2] ?? '1'}`;
}

/** Equal for reports in which the same checks do not pass; null when all do. */
function failingDigest(report: Report): string | null {
  const open = report.checks.filter((check) => check.judged && check.outcome !== 'pass');
  if (open.length === 0) return null;
  const names = open.map((check) =>
    JSON.stringify([
      check.task,
      check.level,
      check.slice,
      check.target,
      check.contrast,
      check.limit.name,
      check.outcome,
    ]),
  );
  return createHash('sha256').update(names.toSorted().join('\n')).digest('hex').slice(0, 16);
}
