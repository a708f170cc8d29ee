import type { Pass } from '../core/plan.js';
import type { Policy } from '../core/policy.js';

/** Passes whose samples are compared with one another: novel inputs must not be those of a primary task. */
export function fingerprinted(policy: Policy, passes: readonly Pass[]): Pass[] {
  const roles = new Map(policy.tasks.map(({ name, role }) => [name, role]));
  const has = (pass: Pass, role: string): boolean => pass.tasks.some(({ name }) => roles.get(name) === role);
  const isAsked = passes.some((pass) => has(pass, 'novel')) && passes.some((pass) => has(pass, 'primary'));
  if (!isAsked) return [...passes];
  return passes.map((pass) =>
    has(pass, 'novel') || has(pass, 'primary') ? { ...pass, fingerprinted: true } : pass,
  );
}
