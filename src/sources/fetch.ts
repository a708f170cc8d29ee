import { printSource, type GitSource, type HubSource, type Source, type UrlSource } from '../core/source.js';
import { parseAddress } from './address.js';
import type { Arrival } from './arrival.js';
import { besideOf } from './beside.js';
import { showAs } from './cache.js';
import { fetchGit } from './git.js';
import { fetchHub } from './hub.js';
import { findPath } from './path.js';
import type { SourcePlaces } from './places.js';
import { fetchUrl } from './url.js';

type Remote = GitSource | UrlSource | HubSource;

export interface Fetched {
  /** Absolute; of a fetched file, in the cache, under its own name. */
  readonly path: string;
  /** The source as the policy names it. */
  readonly shown: string;
  /** What `fetchBeside` takes: branches and tags are bound to the commit that was found. */
  readonly source: Source;
}

/**
 * Brings the file that a policy names, and checks its digest where the source has one. Throws a Fault: FILE_MISSING or
 * PATH_OUTSIDE for paths, SOURCE_… for everything that is fetched.
 */
export async function fetchSource(source: Source, places: SourcePlaces): Promise<Fetched> {
  const shown = printSource(source);
  if (source.is === 'path') return { path: pathOf(source.path, places, 'file'), shown, source };
  const { digest, source: bound } = await arrive(source, places);
  const shownAs = { source: bound, name: nameOf(bound), cacheDir: places.cacheDir };
  return { path: await showAs(digest, shownAs), shown, source: bound };
}

/**
 * Brings a file that lies beside a fetched one, such as a model's external data, and returns its path, which has the same
 * place relative to the model's. `source` is what `fetchSource` returned. Throws a Fault as `fetchSource` does.
 */
export async function fetchBeside(source: Remote, location: string, places: SourcePlaces): Promise<string> {
  const { digest } = await arrive(besideOf(source, location, places), places);
  return showAs(digest, { source, name: location, cacheDir: places.cacheDir });
}

async function arrive(source: Remote, places: SourcePlaces): Promise<Arrival<Remote>> {
  switch (source.is) {
    case 'git':
      return fetchGit(source, places);
    case 'url':
      return fetchUrl(source, places);
    case 'hub':
      return fetchHub(source, places);
  }
}

function pathOf(path: string, { directory, place }: SourcePlaces, what: string): string {
  return findPath({ directory, path, what, ...(place && { place }) });
}

/** The last part of the name, in letters that every file system takes; formats go by its ending. */
function nameOf(source: Remote): string {
  const path = source.is === 'git' ? source.path : source.is === 'hub' ? source.file : pathIn(source.url);
  const last = path.split('/').at(-1) ?? '';
  return last
    .replaceAll(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.*$/, '_')
    .slice(-120);
}

function pathIn(url: string): string {
  return parseAddress(url)?.pathname ?? '';
}
