import type { Marker } from '../core/marker.js';
import type { CommentMode } from './inputs.js';

/** What is to be done: `repost` writes a new comment and hides the one before it. */
export type Choice = 'skip' | 'keep' | 'create' | 'update' | 'repost';

/** Chooses from the comment that is there and the one to be written; the rules are in docs/action.md. */
export function choose(mode: CommentMode, next: Marker, current: Marker | null): Choice {
  if (mode === 'never') return 'skip';
  if (current === null) return mode === 'on-failure' && next.verdict === 'pass' ? 'skip' : 'create';
  if (isOlder(next, current)) return 'keep';
  if (mode === 'changes' && !hasChanged(next, current)) return 'keep';
  return flips(next, current) ? 'repost' : 'update';
}

/**
 * Whether the first comes from an older run than the second: an earlier attempt of the same run, or an earlier run
 * of another commit. A repeated run of the same commit is not older, however small its number.
 */
export function isOlder(first: Marker, second: Marker): boolean {
  const a = parseRun(first.run);
  const b = parseRun(second.run);
  if (a === null || b === null) return false;
  if (a.id === b.id) return a.attempt < b.attempt;
  return first.sha !== second.sha && a.id < b.id;
}

function hasChanged(next: Marker, current: Marker): boolean {
  return next.verdict !== current.verdict || next.failing !== current.failing;
}

function flips(next: Marker, current: Marker): boolean {
  return current.verdict !== null && (next.verdict === 'pass') !== (current.verdict === 'pass');
}

function parseRun(run: string | null): { readonly id: number; readonly attempt: number } | null {
  const found = /^(\d+)\.(\d+)$/.exec(run ?? '');
  return found ? { id: Number(found[1]), attempt: Number(found[2]) } : null;
}
