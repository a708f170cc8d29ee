import type { Links } from '../../../src/core/links.js';
import type { Report } from '../../../src/core/report.js';
import type { Detail, View } from '../../../src/report/view.js';
import { links } from '../fixtures.js';
import { report } from '../make.js';

/** The first rendering of a report of our making. */
export function view(over: Partial<Report> = {}, detail: Partial<Detail> = {}, where: Links = links): View {
  return {
    report: report(over),
    links: where,
    detail: { passing: 'listed', worst: 100, inputs: 20, cells: 6, charts: false, ...detail },
  };
}
