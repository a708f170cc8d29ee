import { finding, type Finding } from '../../core/fault.js';
import { patternFault, patternIn } from '../../core/pattern.js';
import type { Draft } from '../draft.js';
import { at, entriesOf, textsAt } from '../written.js';

/** Patterns of what noise leaves alone must be patterns, and match something. */
export function patternFindings({ root }: Draft): readonly Finding[] {
  return entriesOf(at(root, 'noise')).flatMap(({ node }) =>
    textsAt(node, 'protect').flatMap(({ value, node: written }) => {
      const pattern = patternIn(value);
      const reason = pattern === undefined ? undefined : patternFault(pattern);
      return reason === undefined
        ? []
        : [finding('PATTERN_INVALID', { pattern: value, reason }, written.place, written.through)];
    }),
  );
}
