import { word } from '../../core/fault.js';
import type { Report } from '../../core/report.js';
import type { Links } from '../../core/links.js';
import { sizeShare, speeds } from '../cost.js';
import { bytes, count } from '../numbers.js';
import { worstFirst } from '../order.js';
import { sentence } from '../sentence.js';
import { subject } from '../subject.js';
import { coverageGap, icons, verdictLine } from '../tally.js';
import { element, name, nameText, sentenceOf, type Content, type Markup } from './markup.js';

const listed = 20;

/** The verdict in words, what was compared, and the checks that do not pass, worst first. */
export function verdict(report: Report, links: Links): Markup {
  const open = worstFirst(report.checks).filter((check) => check.outcome !== 'pass');
  const lines = open
    .slice(0, listed)
    .map((check) => element('li', {}, element('strong', {}, `${subject(check)}: `), sentence(check)));
  const rest = open.length - lines.length;
  const more =
    rest === 0 ? [] : [element('li', {}, element('a', { href: '#checks' }, `and ${count(rest)} more`))];
  return element(
    'div',
    { class: `verdict v-${report.verdict}` },
    element('h1', {}, `${icons[report.verdict]} ${verdictLine(report)}`),
    compared(report),
    lines.length === 0 ? null : element('ul', {}, ...lines, ...more),
    elsewhere(links),
  );
}

function compared(report: Report): Markup {
  const { baseline, compressed } = report.models;
  const costs = [
    bytes(compressed.bytes),
    `${sizeShare(report)} of baseline`,
    ...speeds(report, (target) => nameText(target)),
  ];
  return element('p', {}, name(compressed.source), ` (${costs.join(', ')}) against `, name(baseline.source));
}

function elsewhere({ policyUrl, runUrl }: Links): Content {
  const links = [
    ['policy', policyUrl],
    ['run', runUrl],
  ].flatMap(([text = '', url]) =>
    url !== null && url !== undefined && /^https?:\/\//u.test(url)
      ? [element('a', { href: url, rel: 'noreferrer' }, text)]
      : [],
  );
  return links.length === 0 ? null : element('p', {}, ...links.flatMap((link) => [link, ' ']));
}

/** What touches the whole run: missing evidence, exemptions that the policy grants, findings. */
export function findings(report: Report): readonly Markup[] {
  const gap = coverageGap(report);
  const exempt = report.policy.exemptions.map((one) =>
    element('li', {}, 'Exemption: ', name(one.method), ' is accepted without ', name(one.without), ': ', nameText(one.reason, 400)),
  ); // prettier-ignore
  const found = report.findings.map((finding) => {
    const { what, todo } = word(finding);
    return element('li', {}, sentenceOf(what), '. ', sentenceOf(todo));
  });
  return [...(gap === null ? [] : [element('li', { class: 'invalid' }, `${gap}.`)]), ...exempt, ...found];
}
