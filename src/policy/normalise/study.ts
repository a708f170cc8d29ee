import type { TaskPolicy } from '../../core/policy.js';
import { at, itemsOf, type Written } from '../written.js';
import { needText, numberAt, optional } from './values.js';

/** Searches that say nothing else try so many inputs. */
const usualBudget = 200;

/** What a task says about looking into its models; nothing where it says nothing. */
export function studyOf(node: Written): Pick<TaskPolicy, 'similarity' | 'seek'> {
  const similarity = at(node, 'similarity');
  const seek = at(node, 'seek');
  const tensors = itemsOf(at(similarity, 'tensors')).map((pair) => ({
    baseline: needText(pair, 'baseline'),
    compressed: needText(pair, 'compressed'),
  }));
  return {
    ...(similarity && {
      similarity: {
        ...optional('samples', numberAt(similarity, 'samples')),
        ...optional('occlusions', numberAt(similarity, 'occlusions')),
        ...(tensors.length > 0 && { tensors }),
      },
    }),
    ...(seek && { seek: { budget: numberAt(seek, 'budget') ?? usualBudget } }),
  };
}
