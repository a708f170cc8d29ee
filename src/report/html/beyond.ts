import { printNoise } from '../../core/noise.js';
import type { ReportedFamily, ReportedRobustness } from '../../core/report-noise.js';
import type { Report } from '../../core/report.js';
import type { ReportedStudy, ReportedWalk } from '../../core/study.js';
import { byFall, place } from '../departure.js';
import { noveltyLines } from '../novelty.js';
import { count, figures } from '../numbers.js';
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
  return [
    ...told,
    ...(report.studies ?? []).flatMap((study) => [...similarity(study), ...departures(study)]),
  ];
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

/** How alike both models are from place to place, and where that falls most. */
function departures({ task, level, walk }: ReportedStudy): readonly Markup[] {
  if (walk === undefined || walk.steps.length === 0) return [];
  const ranked = byFall(walk);
  const rows = walk.steps.map((step): readonly Content[] => {
    const rank = ranked.findIndex(({ baseline, compressed }) => baseline === step.baseline && compressed === step.compressed); // prettier-ignore
    const [cka, fall] = [step.cka, step.fall].map((value) => (value === null ? 'does not vary' : value.toFixed(4)));
    return [[name(step.baseline), ' / ', name(step.compressed)], step.by, cka ?? '', fall ?? '', rank < 0 ? '–' : count(rank + 1)];
  }); // prettier-ignore
  const caption = `Where they depart, ${nameText(task)} at ${nameText(level)}: places in graph order, ${count(walk.n)} samples; measured, not put back`;
  return [
    curve(walk, caption),
    table(caption, ['Baseline’s / compressed’s tensor', 'Matched by', 'CKA', 'Falls by', 'Rank'], rows),
  ];
}

function curve({ steps }: ReportedWalk, caption: string): Markup {
  const told = steps.map(
    (step) => `${place(step, (text) => nameText(text, 40))} ${step.cka?.toFixed(3) ?? 'none'}`,
  );
  const option = {
    grid: { left: 48, right: 24, top: 16, bottom: 28 },
    xAxis: { ...axis, type: 'category', data: ['input', ...steps.map((_, at) => String(at + 1))] },
    yAxis: { ...axis, type: 'value', min: (range: { min: number }) => Math.min(0, range.min), max: 1 },
    series: [{ type: 'line', silent: true, clip: false, symbol: 'circle', symbolSize: 7, data: [1, ...steps.map(({ cka }) => cka)], itemStyle: { color: colours.compressed }, lineStyle: { color: colours.compressed } }],
  }; // prettier-ignore
  const drawing = chart(`${caption}: ${told.join(', ')}`, option, { width: 460, height: 200 });
  return captioned('CKA from the input to the last inner layer, by the rows below.', drawing);
}
