import { finding, type Finding } from '../../core/fault.js';
import type { Draft } from '../draft.js';
import { at, entriesOf } from '../written.js';

/** The policy's pair is what a report names as judged, so some task has to judge it. */
export function modelFindings({ root }: Draft): readonly Finding[] {
  const compressed = at(root, 'models', 'compressed');
  const tasks = entriesOf(at(root, 'tasks'));
  if (compressed === undefined || tasks.length === 0) return [];
  if (tasks.some(({ node }) => at(node, 'models') === undefined)) return [];
  return [finding('MODELS_UNUSED', {}, compressed.place, compressed.through)];
}
