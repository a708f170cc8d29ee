import type { ReportedTarget } from '../../core/report.js';
import { plain } from '../escape.js';
import type { Section } from '../view.js';

/** What ran: enough to tell whether two comments speak of the same thing. */
export const footer: Section = ({ report, links }) => {
  const { models, targets, policy, tool } = report;
  const engines = Object.values(targets).map(engine);
  const parts = [
    `compression-gate ${plain(tool.version)}`,
    ...(links.commit === null ? [] : [`commit ${plain(links.commit.slice(0, 7))}`]),
    `policy ${plain(policy.sha256.slice(0, 8))}`,
    `models ${plain(models.baseline.sha256.slice(0, 6))}… ${plain(models.compressed.sha256.slice(0, 6))}…`,
    ...new Set(engines),
    `seed ${policy.seed}`,
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
};

function engine({ runtime, version, isa }: ReportedTarget): string {
  return `${plain(runtime)} ${plain(version)}${isa.length === 0 ? '' : `, ${isa.map(plain).join(' ')}`}`;
}
