import { posix } from 'node:path';
import { fault, type Fault } from '../core/fault.js';
import { printSource, type GitSource, type HubSource, type UrlSource } from '../core/source.js';
import type { SourcePlaces } from './places.js';

/**
 * The source of a file that a model keeps beside itself: same commit, same folder or below it.
 * Throws a Fault PATH_OUTSIDE when the location leads out of it, SOURCE_BESIDE when nothing would pin the bytes.
 */
export function besideOf(
  source: GitSource | UrlSource | HubSource,
  location: string,
  places: SourcePlaces,
): GitSource | HubSource {
  const path = posix.normalize(location);
  if (!isBelow(path)) throw fault('PATH_OUTSIDE', { path: location }, places.place);
  switch (source.is) {
    case 'git':
      return { ...source, path: neighbour(source.path, path) };
    case 'hub': {
      const { is, repo, file, revision, sha256 } = source;
      if (sha256 !== undefined && !isCommit(revision)) throw unpinned(source, location, places);
      return { is, repo, revision, file: neighbour(file, path) };
    }
    case 'url':
      throw unpinned(source, location, places);
  }
}

/** Whoever made the model wrote it; a normalized path leads out by its first part, if at all. */
function isBelow(path: string): boolean {
  return !/[\\:\p{Cc}]/u.test(path) && !/^(\/|\.\.?(\/|$))/.test(path) && !path.endsWith('/');
}

function neighbour(path: string, location: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? location : `${folder}/${location}`;
}

function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision);
}

/** The digest in the policy is that of one file, and weights in another one could change unseen. */
function unpinned(source: UrlSource | HubSource, location: string, places: SourcePlaces): Fault {
  const data = { what: printSource(source), location, isHub: source.is === 'hub' };
  return fault('SOURCE_BESIDE', data, places.place);
}
