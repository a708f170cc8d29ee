import type { Report } from '../core/report.js';

/** report.json: the same report gives the same text; a number that JSON cannot hold throws instead of becoming null. */
export function renderJson(report: Report): string {
  refuseNonFinite(report, 'report');
  return `${JSON.stringify(report, null, 2)}\n`;
}

function refuseNonFinite(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`${path} is ${value}: not a finite number`);
  if (Array.isArray(value)) value.forEach((item, index) => refuseNonFinite(item, `${path}[${index}]`));
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) refuseNonFinite(item, `${path}.${key}`);
  }
}
