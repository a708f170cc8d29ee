import { printNoise } from '../../core/noise.js';
import type { ReportedFamily, ReportedRobustness } from '../../core/report-noise.js';
import type { Report } from '../../core/report.js';
import type { ReportedStudy } from '../../core/study.js';
import { noveltyLines } from '../novelty.js';
import { figures } from '../numbers.js';
import { errorFigure, robustnessSentence } from '../robustness.js';
import { studyLines } from '../studies.js';
import { axis, chart, colours, legend } from './chart.js';
import { captioned } from './curves.js';
import { element, name, nameText, table, type Content, type Markup } from './markup.js';

/** Both models' errors under each kind of noise, and what each level is. */
export function noises({ robustness = [], noise = [] }: Report): readonly Markup[] {
  const levels = noise.map((level): readonly Content[] => [
    name(level.level),
    nameText(printNoise(level), 300),
  ]);
  return [
    ...robustness.flatMap(family),
    ...(levels.length === 0 ? [] : [table('Levels of noise', ['Level', 'What is added'], levels)]),
  ];
}

function family(row: ReportedRobustness): readonly Markup[] {
  const rows = row.families.flatMap((one) => [...one.levels.map(levelRow), sumRow(one)]);
  const head = ['Level', 'Baseline errs', 'Compressed errs', 'Ratio', 'Ratio above clean', 'First over a limit']; // prettier-ignore
  return [
    element('h3', {}, name(row.task), ` on ${nameText(row.target)}`),
    element('p', {}, `With noise, ${robustnessSentence(row, (text) => nameText(text))}.`),
    errors(row),
    table(`Errors of ${nameText(row.task)} under noise`, head, rows),
  ];
}

function levelRow({ level, baseline, compressed }: ReportedFamily['levels'][number]): readonly Content[] {
  const [before = '', after = ''] = figures([baseline, compressed], 'share');
  return [name(level), before, after, '', '', ''];
}

function sumRow({ noise, errors: mean, aboveClean, firstFailing }: ReportedFamily): readonly Content[] {
  const [before = '', after = ''] = figures([mean.baseline, mean.compressed], 'share');
  const fails = firstFailing === null ? '–' : name(firstFailing);
  return [['every ', name(noise)], before, after, errorFigure(mean), errorFigure(aboveClean), fails];
}

/** Mean errors under each kind of noise, beside one another. */
function errors({ families }: ReportedRobustness): Markup {
  const percent = (value: number): number => value * 100;
  const told = families.map(({ noise, errors: mean }) => `${nameText(noise, 40)} ${figures([mean.baseline, mean.compressed], 'share').join(' and ')}`); // prettier-ignore
  const bar = (label: 'baseline' | 'compressed'): object => ({
    type: 'bar', name: label, silent: true, clip: false, barGap: '0%',
    data: families.map(({ errors: mean }) => percent(mean[label])), itemStyle: { color: colours[label] },
  }); // prettier-ignore
  const option = {
    grid: { left: 150, right: 24, top: 32, bottom: 28 },
    legend: { ...legend, data: ['baseline', 'compressed'] },
    xAxis: { ...axis, type: 'value', splitNumber: 4 },
    yAxis: { ...axis, type: 'category', inverse: true, data: families.map(({ noise }) => nameText(noise, 20)), axisLabel: { ...axis.axisLabel, interval: 0 } },
    series: [bar('baseline'), bar('compressed')],
  }; // prettier-ignore
  const drawing = chart(`Mean errors of baseline and compressed under each kind of noise: ${told.join(', ')}`, option, { width: 460, height: 60 + 30 * families.length }); // prettier-ignore
  return captioned('Mean errors (1 − score) over the levels of each kind of noise, %.', drawing);
}

/** Inputs nobody trained on, beside ordinary ones. */
export function novelties(report: Report): readonly Markup[] {
  const lines = noveltyLines(report, (text) => nameText(text));
  return lines.length === 0 ? [] : [element('ul', {}, ...lines.map((line) => element('li', {}, line)))];
}

/** Whether both models answer for the same reasons: features, hidden parts, noise that was sought. */
export function inside(report: Report): readonly Markup[] {
  const lines = studyLines(report, (text) => nameText(text));
  const told = lines.length === 0 ? [] : [element('ul', {}, ...lines.map((line) => element('li', {}, line)))];
  return [...told, ...(report.studies ?? []).flatMap(similarity)];
}

function similarity({ task, level, similarity: found }: ReportedStudy): readonly Markup[] {
  if (found === null || found.pairs.length === 0) return [];
  const rows = found.pairs.map(({ baseline, compressed, cka }): readonly Content[] => [
    name(baseline),
    name(compressed),
    cka === null ? 'does not vary' : cka.toFixed(4),
  ]);
  const caption = `Similarity of inner features (unbiased linear CKA, 1: equal up to rotation and scale), ${nameText(task)} at ${nameText(level)}`;
  return [table(caption, ['Baseline’s tensor', 'Compressed’s tensor', 'CKA'], rows)];
}
