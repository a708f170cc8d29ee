import type { ReportedErrors, ReportedFamily, ReportedRobustness } from '../core/report-noise.js';
import { figure, figures } from './numbers.js';

/** What noise does to compressed, in baseline's errors: "errs 0.85 times as often as baseline under gaussian". */
export function robustnessSentence(
  { families, mean }: ReportedRobustness,
  name: (text: string) => string,
): string {
  const each = families.map(
    (family) => `${comparison(family.errors)} under ${name(family.noise)}${first(family, name)}`,
  );
  const all = mean.corruptionError;
  const total =
    all === null || families.length < 2
      ? []
      : [`${figure(all, 'ratio')} times as often in the mean of these`];
  return `compressed errs ${[...each, ...total].join(', ')}`;
}

function comparison({ ratio, difference }: ReportedErrors): string {
  if (ratio !== null)
    return ratio === 1 ? 'as often as baseline' : `${figure(ratio, 'ratio')} times as often as baseline`;
  const [points = ''] = figures([difference < 0 ? -difference : difference], 'points');
  return `${points} points ${difference < 0 ? 'less' : 'more'} than baseline (which hardly errs)`;
}

function first({ firstFailing }: ReportedFamily, name: (text: string) => string): string {
  return firstFailing === null ? '' : ` (first over a limit at ${name(firstFailing)})`;
}

/** A ratio, or where baseline hardly errs the difference in points. */
export function errorFigure(errors: ReportedErrors | null): string {
  if (errors === null) return '–';
  if (errors.ratio !== null) return figure(errors.ratio, 'ratio');
  return `${figure(errors.difference, 'points')} points`;
}
