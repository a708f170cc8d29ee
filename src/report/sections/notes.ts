import { word, type Finding } from '../../core/fault.js';
import { printPlace } from '../../core/place.js';
import { code, prose } from '../escape.js';
import { count } from '../numbers.js';
import { coverageGap } from '../tally.js';
import type { Section } from '../view.js';

/** What touches the whole run: missing evidence, exemptions that the policy grants, findings. */
export const notes: Section = ({ report, detail }) => {
  const gap = coverageGap(report);
  const exempt = report.policy.exemptions.map(
    (one) => `Exemption: ${code(one.method)} is accepted without ${code(one.without)}: ${prose(one.reason)}`,
  );
  const found = report.findings.filter(({ code: name }) => name !== 'RUNTIME_DIFFERS').map(described); // has a section of its own
  const all = [...(gap === null ? [] : [`⚠️ ${gap}.`]), ...exempt, ...found];
  const shown = all.slice(0, detail.worst).map((line) => `- ${line}`);
  const rest = all.length - shown.length;
  const more = rest === 0 ? [] : [`- and ${count(rest)} more in the full report`];
  return all.length === 0 ? null : [...shown, ...more].join('\n');
};

/** A finding with its place, what happened and what to do. */
export function described(finding: Finding): string {
  const { what, todo } = word(finding);
  const place = finding.place === undefined ? '' : `${code(printPlace(finding.place))}: `;
  const through = finding.through === undefined ? '' : ` (reached from ${code(printPlace(finding.through))})`;
  return `${place}${prose(what)}${through}. ${prose(todo)}`;
}
