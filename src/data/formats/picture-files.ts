import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../../core/fault.js';
import type { OpenOptions } from '../../core/format.js';
import { isOutside } from '../inside.js';

/** Paths of all pictures of a folder, relative to it, with '/', in the order of their bytes; `spared` (a labels file) may lie among them. */
export function pictureFiles({ path, shown }: OpenOptions, spared: string | undefined): readonly string[] {
  const root = realpathSync(path);
  const files = walk(root, '', shown).filter((file) => realpathSync(join(root, file)) !== spared);
  const other = files.find((file) => !/\.(png|jpe?g|webp)$/i.test(file));
  if (other !== undefined) throw fault('NOT_A_PICTURE', { path: `${shown}/${other}` });
  const keyed = files.map((file) => ({ file, bytes: Buffer.from(file) }));
  return keyed.toSorted((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ file }) => file);
}

function walk(root: string, folder: string, shown: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (entry.name.startsWith('.')) return [];
    const way = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isSymbolicLink()) refuseLink(root, way, shown);
    return entry.isDirectory() ? walk(root, way, shown) : [refuseSpecial(entry, way, shown)];
  });
}

/** Links may lead to files inside the folder only: one to a folder could make the walk endless or count pictures twice. */
function refuseLink(root: string, way: string, shown: string): void {
  const real = realpathSync(join(root, way));
  if (isOutside(root, real)) throw fault('PATH_OUTSIDE', { path: `${shown}/${way}` });
  if (statSync(real).isDirectory()) throw fault('LINK_TO_FOLDER', { path: `${shown}/${way}` });
}

function refuseSpecial(entry: Dirent, way: string, shown: string): string {
  if (entry.isFile() || entry.isSymbolicLink()) return way;
  throw fault('NOT_A_PICTURE', { path: `${shown}/${way}` });
}
