import { fault, type Fault } from '../core/fault.js';
import { printSource, type HubSource } from '../core/source.js';
import type { Arrival } from './arrival.js';
import { parseAddress } from './address.js';
import { isHeld } from './cache.js';
import { checkDigest, download, patiently, type Wanted } from './download.js';
import type { SourcePlaces } from './places.js';
import { ask, watchOver, type Bearer } from './request.js';

const defaultEndpoint = 'https://huggingface.co';

/**
 * Brings a file of a Hugging Face repository. Its bytes must have the policy's digest; without one, the digest that
 * the hub announces for files in LFS. HF_TOKEN goes to the hub's own origin only.
 */
export async function fetchHub(source: HubSource, places: SourcePlaces): Promise<Arrival<HubSource>> {
  const { sha256 } = source;
  if (sha256 !== undefined && (await isHeld(sha256, places))) return { digest: sha256, source };
  const what = printSource(source);
  const announced = await announcedBy(source, places);
  const bound = sha256 === undefined ? { ...source, revision: announced.commit ?? source.revision } : source;
  const expected = expectation(sha256, announced.sha256);
  if (sha256 !== undefined && announced.sha256 !== undefined)
    checkDigest(announced.sha256, { what, expected, places });
  if (expected !== undefined && (await isHeld(expected.sha256, places)))
    return { digest: expected.sha256, source: bound };
  places.progress(`Fetching ${what} from ${endpointOf(places)}`);
  const digest = await download({ ...wantedOf(bound, places), what, ...(expected && { expected }) }, places);
  return { digest, source: bound };
}

function expectation(sha256: string | undefined, announced: string | undefined): Wanted['expected'] {
  if (sha256 !== undefined) return { sha256, by: 'the policy' };
  return announced === undefined ? undefined : { sha256: announced, by: 'the hub' };
}

interface Announced {
  readonly sha256: string | undefined;
  readonly commit: string | undefined;
}

/** What the hub says of a file before it sends us on to where its bytes are. */
async function announcedBy(source: HubSource, places: SourcePlaces): Promise<Announced> {
  const wanted = { ...wantedOf(source, places), method: 'HEAD', staysAtOrigin: true } as const;
  const { headers } = await patiently(wanted.what, places, async () => {
    const watch = watchOver(places);
    return ask(wanted, places, watch).finally(() => watch.stop());
  });
  const tag = (headers.get('x-linked-etag') ?? '').replace(/^(W\/)?"(.*)"$/, '$2');
  const commit = headers.get('x-repo-commit') ?? '';
  return {
    sha256: /^[0-9a-f]{64}$/.test(tag) ? tag : undefined,
    commit: /^[0-9a-f]{40}$/.test(commit) ? commit : undefined,
  };
}

function wantedOf(source: HubSource, places: SourcePlaces): Wanted {
  const { repo, file, revision } = source;
  const endpoint = endpointOf(places);
  const what = printSource(source);
  const parts = [...repo.split('/'), 'resolve', revision, ...file.split('/')];
  if (parts.some((part) => ['', '.', '..'].includes(part))) throw leadsAstray(what, places);
  const url = [endpoint, ...parts.map(encodeURIComponent)].join('/');
  const bearer = bearerOf(endpoint, places);
  return { is: 'hub', what, url, ...(bearer && { bearer }) };
}

function endpointOf({ env }: SourcePlaces): string {
  const named = (env['HF_ENDPOINT'] ?? '').trim().replace(/\/+$/, '');
  return named === '' ? defaultEndpoint : named;
}

function bearerOf(endpoint: string, { env }: SourcePlaces): Bearer | undefined {
  const token = (env['HF_TOKEN'] ?? '').trim();
  const origin = parseAddress(endpoint)?.origin;
  return token === '' || origin === undefined ? undefined : { token, origin };
}

/** Addresses are normalized: such a part would name another file than the one that is written. */
function leadsAstray(what: string, { place }: SourcePlaces): Fault {
  const data = { what, address: what, reason: 'has an empty part, or one of dots', isRedirect: false };
  return fault('SOURCE_ADDRESS', data, place);
}
