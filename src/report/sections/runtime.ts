import type { DataOf, Finding } from '../../core/fault.js';
import { runtimeCause } from '../../core/sentences.js';
import { code } from '../escape.js';
import { table } from '../markdown.js';
import { count, figure, withUnit } from '../numbers.js';
import type { Section } from '../view.js';

/** The same file run in other ways, where that and not the compression changes answers: it stands before all causes. */
export const runtime: Section = ({ report }) => {
  const told = report.findings.filter((found) => found.code === 'RUNTIME_DIFFERS');
  return told.length === 0 ? null : told.map(section).join('\n\n');
};

function section({ data }: Finding): string {
  const { task, rows, better } = data as DataOf<'RUNTIME_DIFFERS'>; // finding() tied the data to the code
  const [first] = rows;
  const head = [
    `The same file, ${count(first?.n ?? 0)} clean samples of ${code(task)}`,
    'disagrees with baseline',
  ];
  const lines = rows.map(({ way, count: changed, n }) => [
    code(way),
    `${withUnit(figure(changed / n, 'share'), 'share')} (${count(changed)})`,
  ]);
  const { what, remedy } = runtimeCause(better);
  const remedies = better.map((way) => code(way)).join(', ');
  return [
    '<details open><summary>It is the runtime, not the compression</summary>',
    table(head, lines, 'right'),
    `Most likely it is ${what}. Measured to help on these samples: ${remedies}. What mends it: ${remedy}.`,
    '</details>',
  ].join('\n\n');
}
