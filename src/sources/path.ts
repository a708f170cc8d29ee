import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fault } from '../core/fault.js';
import type { Place } from '../core/place.js';

/** Where a path of the policy is to be looked for, and what to call it in messages. */
export interface PathRequest {
  readonly directory: string;
  readonly path: string;
  /** 'model', 'data file', 'class names'… */
  readonly what: string;
  readonly place?: Place;
}

/**
 * The real path of a file the policy names. Throws FILE_MISSING, or PATH_OUTSIDE when the path, or a link
 * on the way, leaves the working directory.
 */
export function findPath({ directory, path, what, place }: PathRequest): string {
  const absolute = resolve(directory, path);
  if (!isInside(directory, absolute)) throw fault('PATH_OUTSIDE', { path }, place);
  if (!existsSync(absolute)) throw fault('FILE_MISSING', { path, what }, place);
  const real = realpathSync(absolute);
  if (!isInside(realpathSync(directory), real)) throw fault('PATH_OUTSIDE', { path }, place);
  return real;
}

function isInside(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
