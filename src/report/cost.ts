import type { Report } from '../core/report.js';
import { figures, speed } from './numbers.js';

/** Share of the baseline's bytes: whole percent, or as many digits as it takes to differ from a limit on it. */
export function sizeShare(report: Report): string {
  const limits = report.checks
    .filter((check) => check.limit.name === 'size')
    .map((check) => check.limit.value);
  return figures([report.cost.size, ...limits], 'share', 0)[0] ?? '';
}

/** Speed on each target; a single target goes without its name. */
export function speeds(report: Report, name: (target: string) => string): readonly string[] {
  const latency = Object.entries(report.cost.latency);
  return latency.map(([target, ratio]) =>
    latency.length === 1 ? speed(ratio) : `${speed(ratio)} on ${name(target)}`,
  );
}
