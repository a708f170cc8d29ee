import type { Finding } from '../core/fault.js';
import type { Draft } from './draft.js';
import type { PolicyKinds } from './kinds.js';
import { levelFindings } from './rules/levels.js';
import { noiseFindings } from './rules/noise.js';
import { modelFindings } from './rules/models.js';
import { moveFindings } from './rules/moves.js';
import { patternFindings } from './rules/patterns.js';
import { methodFindings } from './rules/methods.js';
import { nameFindings } from './rules/names.js';
import { robustnessFindings } from './rules/robustness.js';
import { sourceFindings } from './rules/sources.js';
import { sliceFindings } from './rules/slices.js';
import { targetFindings } from './rules/targets.js';
import { valueFindings } from './rules/values.js';
import { schemaErrors } from './validate.js';
import { plain, type WrittenMap } from './written.js';
import { wrongs } from './wrong.js';

const rules = [
  nameFindings,
  noiseFindings,
  levelFindings,
  moveFindings,
  patternFindings,
  sliceFindings,
  methodFindings,
  modelFindings,
  targetFindings,
  valueFindings,
  sourceFindings,
  robustnessFindings,
];

/** Everything wrong with a policy whose defaults are merged in: its shape first, then what it says. */
export function check(root: WrittenMap, kinds: PolicyKinds): readonly Finding[] {
  const { findings, containers } = wrongs(schemaErrors(plain(root), kinds), root, kinds);
  const sound = (...path: readonly string[]): boolean => !containers.has(pointer(path));
  const draft: Draft = { root, kinds, sound };
  return [...findings, ...rules.flatMap((rule) => rule(draft))];
}

function pointer(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
