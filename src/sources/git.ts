import { createHash } from 'node:crypto';
import { fault, type Fault } from '../core/fault.js';
import { printSource, type GitSource } from '../core/source.js';
import type { Arrival } from './arrival.js';
import { addToCache, isHeld } from './cache.js';
import { checkDigest } from './download.js';
import { askGit, runGit } from './git-run.js';
import { isLfsPointer, pointedAt } from './lfs.js';
import type { SourcePlaces } from './places.js';

/**
 * Brings a file of the repository at hand as a checkout would have it: filters applied, LFS objects in place of their pointers.
 * A commit that is missing, as in a shallow clone, is fetched from `origin`. Throws a Fault SOURCE_….
 */
export async function fetchGit(source: GitSource, places: SourcePlaces): Promise<Arrival<GitSource>> {
  const commit = await commitOf(source, places);
  const found: Found = { what: printSource(source), commit, path: await fromRoot(source, places) };
  const blob = await blobOf(found, places);
  const pinned: GitSource = { is: 'git', ref: commit, path: found.path };
  const oid = await lfsOid(blob, places);
  if (oid !== undefined && (await isHeld(oid, places))) return { digest: oid, source: pinned };
  return { digest: await copyOut(found, oid, places), source: pinned };
}

interface Found {
  readonly what: string;
  readonly commit: string;
  readonly path: string;
}

/** No dash that starts an option, no colon that starts a path, nothing that a refspec or a shell would read otherwise. */
const soundRef = /^[^-+^:?*[\\\s\p{Cc}][^:?*[\\\s\p{Cc}]*$/u;

async function commitOf(source: GitSource, places: SourcePlaces): Promise<string> {
  const { ref } = source;
  const what = printSource(source);
  if (!soundRef.test(ref)) throw fault('SOURCE_GIT_REF', { what, ref }, places.place);
  for (const name of [ref, `refs/remotes/origin/${ref}`]) {
    const commit = await resolved(name, places);
    if (commit !== undefined) return commit;
  }
  return fetchCommit(source, places);
}

async function resolved(name: string, places: SourcePlaces): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const { code, said, output } = await askGit(args, places);
  if (code === 0) return output.trim();
  if (code === 1) return undefined;
  throw fault('SOURCE_GIT_UNUSABLE', { reason: said }, places.place);
}

/** Into a ref of our own: FETCH_HEAD is everybody's, and what no ref names may be collected as garbage. */
async function fetchCommit(source: GitSource, places: SourcePlaces): Promise<string> {
  const what = printSource(source);
  const name = source.ref.replace(/^(refs\/remotes\/)?origin\//, '');
  const kept = `refs/compression-gate/${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  places.progress(`Fetching ${name} from origin`);
  const depth = (await isShallow(places)) ? ['--depth=1'] : []; // a complete clone must stay complete
  const args = ['fetch', '--quiet', '--no-tags', ...depth, '--end-of-options', 'origin', `+${name}:${kept}`];
  const { code, said } = await askGit(args, places);
  const commit = code === 0 ? await resolved(kept, places) : undefined;
  if (commit !== undefined) return commit;
  throw fault('SOURCE_GIT_COMMIT', { what, ref: source.ref, reason: said }, places.place);
}

async function isShallow(places: SourcePlaces): Promise<boolean> {
  const { output } = await askGit(['rev-parse', '--is-shallow-repository'], places);
  return output.trim() === 'true';
}

/** Paths count from the root of the repository, as in `git show`; with `./` from the working directory. */
async function fromRoot(source: GitSource, places: SourcePlaces): Promise<string> {
  const { path } = source;
  const parts = path.replace(/^\.\//, '').split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    throw notAFile(printSource(source), 'a path that does not lead straight to a file', places);
  if (!path.startsWith('./')) return path;
  const { output } = await askGit(['rev-parse', '--show-prefix'], places);
  return `${output.replace(/\n$/, '')}${parts.join('/')}`;
}

interface Blob {
  readonly id: string;
  readonly bytes: number;
}

async function blobOf({ what, commit, path }: Found, places: SourcePlaces): Promise<Blob> {
  const args = ['--literal-pathspecs', 'ls-tree', '--full-tree', '-l', '-z', commit, '--', path];
  const { code, said, output } = await askGit(args, places);
  if (code !== 0) throw fault('SOURCE_GIT_FAILED', { what, reason: said }, places.place);
  const found = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t/.exec(output);
  if (found === null) throw fault('SOURCE_GIT_PATH', { what, path, commit }, places.place);
  const [, mode = '', type = '', id = '', bytes = ''] = found;
  if (type === 'tree') throw notAFile(what, 'a folder', places);
  if (type !== 'blob') throw notAFile(what, 'a submodule', places);
  if (mode === '120000') throw notAFile(what, 'a symbolic link', places);
  return { id, bytes: Number(bytes) };
}

function notAFile(what: string, found: string, places: SourcePlaces): Fault {
  return fault('SOURCE_GIT_NOT_FILE', { what, found }, places.place);
}

/** The digest of the LFS object that a pointer in the history stands for. */
async function lfsOid({ id, bytes }: Blob, places: SourcePlaces): Promise<string | undefined> {
  if (!(bytes < 1024)) return undefined;
  const { output } = await askGit(['cat-file', 'blob', id], places);
  return pointedAt(output);
}

async function copyOut(found: Found, oid: string | undefined, places: SourcePlaces): Promise<string> {
  const { what, commit, path } = found;
  const args = ['cat-file', '--filters', '--end-of-options', `${commit}:${path}`];
  return addToCache(what, places, async (sink) => {
    const { code, said } = await runGit(args, places, (chunk) => sink.write(chunk));
    if (code !== 0) throw fault('SOURCE_GIT_FAILED', { what, reason: said }, places.place);
    if (isLfsPointer(sink.head())) throw fault('SOURCE_LFS_POINTER', { what, reason: said }, places.place);
    const expected = oid === undefined ? undefined : { sha256: oid, by: 'its LFS pointer' };
    checkDigest(sink.digest(), { what, expected, places });
  });
}
