import type { UrlSource } from '../core/source.js';
import type { Arrival } from './arrival.js';
import { isHeld } from './cache.js';
import { download } from './download.js';
import type { SourcePlaces } from './places.js';

/** Brings the bytes that the policy pins; without the network when the cache has them. */
export async function fetchUrl(source: UrlSource, places: SourcePlaces): Promise<Arrival<UrlSource>> {
  const { url, sha256 } = source;
  if (await isHeld(sha256, places)) return { digest: sha256, source };
  places.progress(`Fetching ${url}`);
  const expected = { sha256, by: 'the policy' };
  return { digest: await download({ is: 'url', what: url, url, expected }, places), source };
}
