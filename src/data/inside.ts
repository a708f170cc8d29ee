import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fault } from '../core/fault.js';

/** The real path of a file that an option names, relative to `root`; a Fault when it is missing or leads out of it. */
export function pathInside(root: string, path: string, what: string): string {
  const real = realpathSync(root);
  const file = resolve(real, path);
  if (!existsSync(file)) throw fault('FILE_MISSING', { path, what });
  const found = realpathSync(file);
  if (isOutside(real, found)) throw fault('PATH_OUTSIDE', { path });
  return found;
}

/** Whether a real path is not below a real folder. */
export function isOutside(root: string, path: string): boolean {
  const way = relative(root, path);
  return isAbsolute(way) || way.split(sep)[0] === '..';
}
