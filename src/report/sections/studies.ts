import { code } from '../escape.js';
import { count } from '../numbers.js';
import { studyLines } from '../studies.js';
import type { Section } from '../view.js';

const most = 6;

/** Whether both models answer for the same reasons, and the mildest noise that was found to cost an answer. */
export const studies: Section = ({ report }) => {
  const all = studyLines(report, code);
  if (all.length === 0) return null;
  const shown = all.slice(0, most).map((line) => `- ${line}`);
  const rest = all.length - shown.length;
  const more = rest === 0 ? [] : [`- and ${count(rest)} more in the full report`];
  return ['**Inside both models** (told, and bounded only where a limit says so)', [...shown, ...more].join('\n')].join('\n\n'); // prettier-ignore
};
