import { code } from '../escape.js';
import { noveltyLines } from '../novelty.js';
import { count } from '../numbers.js';
import type { Section } from '../view.js';

const most = 6;

/** Inputs nobody trained on, beside ordinary ones. */
export const novelty: Section = ({ report }) => {
  const all = noveltyLines(report, code);
  if (all.length === 0) return null;
  const shown = all.slice(0, most).map((line) => `- ${line}`);
  const rest = all.length - shown.length;
  const more = rest === 0 ? [] : [`- and ${count(rest)} more in the full report`];
  return ['**Inputs nobody trained on, beside ordinary ones**', [...shown, ...more].join('\n')].join('\n\n');
};
