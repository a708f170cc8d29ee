import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { fault, type Fault } from '../../core/fault.js';
import type { OpenOptions } from '../../core/format.js';
import { isOutside } from '../inside.js';

/** What a folder of files holds. */
export type Medium = 'picture' | 'sound';

const endings = { picture: /\.(png|jpe?g|webp)$/i, sound: /\.(wav|flac)$/i } as const;

interface Listing extends Pick<OpenOptions, 'path' | 'shown'> {
  readonly medium: Medium;
  /** The real path of a labels file, which may lie among the others. */
  readonly spared?: string;
  /** Globs below the folder; without them all files are meant. */
  readonly globs?: readonly string[];
}

/** Paths of all pictures or sounds of a folder, relative to it, with '/', in the order of their bytes; any other file is a Fault. */
export function mediaFiles({ path, shown, medium, spared, globs }: Listing): readonly string[] {
  const folder: Folder = { root: realpathSync(path), shown, medium };
  const found = globs === undefined ? walk(folder, '') : chosen(folder, globs);
  const files = found.filter((file) => realpathSync(join(folder.root, file)) !== spared);
  const other = files.find((file) => !endings[medium].test(file));
  if (other !== undefined) throw stranger(folder, other);
  return inByteOrder(files);
}

/** What the first file of a folder is, in the order of their paths' bytes; undefined when there is neither picture nor sound. */
export function mediumIn(path: string): Medium | undefined {
  for (const entry of sorted(path)) {
    const below = entry.isDirectory() ? mediumIn(join(path, entry.name)) : mediumOf(entry.name);
    if (below !== undefined) return below;
  }
  return undefined;
}

function mediumOf(name: string): Medium | undefined {
  if (endings.picture.test(name)) return 'picture';
  return endings.sound.test(name) ? 'sound' : undefined;
}

function sorted(path: string): readonly Dirent[] {
  const entries = readdirSync(path, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  return entries.toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}

interface Folder {
  readonly root: string;
  readonly shown: string;
  readonly medium: Medium;
}

function chosen(folder: Folder, globs: readonly string[]): readonly string[] {
  const unmet = globs.find((glob) => matches(folder, [glob.replace(/^!/, '')]).length === 0);
  if (unmet !== undefined) throw fault('FILES_NONE', { path: folder.shown, glob: unmet });
  const files = matches(folder, globs);
  for (const file of files) refuseLink(folder, file);
  return files;
}

function matches({ root }: Folder, globs: readonly string[]): readonly string[] {
  return globSync([...globs], { cwd: root, followSymbolicLinks: false, expandDirectories: false });
}

function walk(folder: Folder, below: string): readonly string[] {
  return sorted(join(folder.root, below)).flatMap((entry) => {
    const way = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isSymbolicLink()) refuseLink(folder, way);
    return entry.isDirectory() ? walk(folder, way) : [refuseSpecial(folder, entry, way)];
  });
}

/** Links may lead to files inside the folder only: one to a folder could make the walk endless or count files twice. */
function refuseLink({ root, shown }: Folder, way: string): void {
  const real = realpathSync(join(root, way));
  if (isOutside(root, real)) throw fault('PATH_OUTSIDE', { path: `${shown}/${way}` });
  if (statSync(real).isDirectory()) throw fault('LINK_TO_FOLDER', { path: `${shown}/${way}` });
}

function refuseSpecial(folder: Folder, entry: Dirent, way: string): string {
  if (entry.isFile() || entry.isSymbolicLink()) return way;
  throw stranger(folder, way);
}

function stranger({ shown, medium }: Folder, way: string): Fault {
  return fault(medium === 'picture' ? 'NOT_A_PICTURE' : 'NOT_A_SOUND', { path: `${shown}/${way}` });
}

function inByteOrder(files: readonly string[]): readonly string[] {
  const keyed = files.map((file) => ({ file, bytes: Buffer.from(file) }));
  return keyed.toSorted((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ file }) => file);
}
