import { printNoise } from '../../core/noise.js';
import type { ReportedFamily, ReportedRobustness } from '../../core/report-noise.js';
import type { Report } from '../../core/report.js';
import { code, prose } from '../escape.js';
import { details, table } from '../markdown.js';
import { count, figures, plural } from '../numbers.js';
import { errorFigure, robustnessSentence } from '../robustness.js';
import type { Section } from '../view.js';

/** Both models' errors under each kind of noise, whichever is better, and what the noise was. */
export const robustness: Section = ({ report, detail }) => {
  const all = report.robustness ?? [];
  if (all.length === 0 || detail.passing === 'left out') return null;
  const several = Object.keys(report.targets).length > 1;
  const title = (row: ReportedRobustness): string =>
    `**Noise,** ${code(row.task)}${several ? ` on ${code(row.target)}` : ''}: `;
  const lines = all.map((row) => `${title(row)}${robustnessSentence(row, code)}.`);
  const body = [...all.map((row) => errorTable(report, row)), noiseTable(report)].join('\n\n');
  return [lines.join('\n'), details('Errors under noise', body)].join('\n\n');
};

function errorTable(report: Report, row: ReportedRobustness): string {
  const rows = row.families.flatMap((family) => [
    ...family.levels.map((level) => levelRow(level)),
    sumRow(family),
  ]);
  const head = [
    'Level',
    'Baseline errs',
    'Compressed errs',
    'Ratio',
    'Ratio above clean',
    'First over a limit',
  ];
  return `${code(row.task)} on ${code(row.target)}\n\n${table(head, rows)}`;
}

function levelRow({ level, baseline, compressed }: ReportedFamily['levels'][number]): string[] {
  const [before = '', after = ''] = figures([baseline, compressed], 'share');
  return [code(level), before, after, '', '', ''];
}

function sumRow({ noise, errors, aboveClean, firstFailing }: ReportedFamily): string[] {
  const [before = '', after = ''] = figures([errors.baseline, errors.compressed], 'share');
  return [
    `**every ${code(noise)}**`,
    before,
    after,
    `**${errorFigure(errors)}**`,
    errorFigure(aboveClean),
    firstFailing === null ? '–' : code(firstFailing),
  ];
}

function noiseTable({ noise = [] }: Report): string {
  const rows = noise.map((level) => [code(level.level), prose(printNoise(level))]);
  return `${count(rows.length)} ${plural(rows.length, 'level', 'levels')} of noise\n\n${table(['Level', 'What is added'], rows)}`;
}
