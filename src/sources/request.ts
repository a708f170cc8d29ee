import { fault, type Fault } from '../core/fault.js';
import { parseAddress, printAddress, refusal } from './address.js';
import { limitsOf, type SourcePlaces } from './places.js';
import { Passing } from './retry.js';

/** A token, and the only origin that ever sees it. */
export interface Bearer {
  readonly origin: string;
  readonly token: string;
}

export interface Request {
  readonly is: 'url' | 'hub';
  /** The source as the policy has it, for messages. */
  readonly what: string;
  readonly url: string;
  readonly method: 'GET' | 'HEAD';
  readonly headers?: { readonly [name: string]: string };
  readonly bearer?: Bearer;
  /** A redirect that leaves the first origin is the answer, and is not followed. */
  readonly staysAtOrigin?: boolean;
}

/** Ends a request that has been silent for too long; every sign of life starts the time anew. */
export interface Watch {
  readonly signal: AbortSignal;
  alive(): void;
  stop(): void;
}

const mostRedirects = 10;

/**
 * One answer, redirects followed: 2xx, 416, or a redirect that leaves the origin if the request stays there.
 * Throws Passing for what may be gone in a moment, a Fault SOURCE_REFUSED or SOURCE_ADDRESS for what is not.
 */
export async function ask(request: Request, places: SourcePlaces, watch: Watch): Promise<Response> {
  let address = allowed(request.url, { request, places });
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await askOnce(address, request, watch);
    const location = redirectOf(response);
    if (location === undefined) return checked(response, address, { request, places });
    const next = allowed(location, { request, places, from: address });
    if (request.staysAtOrigin === true && next.origin !== address.origin) return response;
    await response.body?.cancel();
    address = next;
  }
  throw fault('SOURCE_REDIRECTS', { what: request.what, most: mostRedirects }, places.place);
}

interface Asking {
  readonly request: Request;
  readonly places: SourcePlaces;
  readonly from?: URL;
}

function allowed(text: string, { request, places, from }: Asking): URL {
  const address = parseAddress(text, from);
  const reason = address === undefined ? 'is not an address' : refusal(address, from);
  if (address !== undefined && reason === undefined) return address;
  const shown = address === undefined ? text : printAddress(address);
  const data = { what: request.what, address: shown, reason: reason ?? '', isRedirect: from !== undefined };
  throw fault('SOURCE_ADDRESS', data, places.place);
}

async function askOnce(address: URL, { method, headers, bearer }: Request, watch: Watch): Promise<Response> {
  const authorization = bearer?.origin === address.origin ? { authorization: `Bearer ${bearer.token}` } : {};
  const own = { 'user-agent': 'compression-gate', 'accept-encoding': 'identity' };
  const init = { method, redirect: 'manual', headers: { ...own, ...headers, ...authorization } } as const;
  try {
    return await fetch(address, { ...init, signal: watch.signal });
  } catch (error) {
    throw dropped(error);
  }
}

function redirectOf(response: Response): string | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  return response.headers.get('location') ?? undefined;
}

async function checked(response: Response, address: URL, { request, places }: Asking): Promise<Response> {
  const { status } = response;
  if (response.ok || status === 416) return response;
  await response.body?.cancel();
  if (status === 408 || status === 429 || status >= 500)
    throw new Passing(`${address.host} answered ${status}`, retryAfterMs(response));
  throw refused(status, address, { request, places });
}

function refused(status: number, address: URL, { request, places }: Asking): Fault {
  const data = { what: request.what, address: printAddress(address), status, isHub: request.is === 'hub' };
  return fault('SOURCE_REFUSED', data, places.place);
}

/** Seconds; the other form, a date, would need a clock that agrees with the server's. */
function retryAfterMs(response: Response): number | undefined {
  const text = response.headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) * 1000 : undefined;
}

/** What fetch throws, in its own words: the outer error only says that it failed. */
export function dropped(error: unknown): Passing {
  if (error instanceof Passing) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return new Passing(String(cause));
  const code = 'code' in cause ? String(cause.code) : cause.name; // several failed addresses have no message
  return new Passing(cause.message === '' ? code : cause.message);
}

export function watchOver(places: SourcePlaces): Watch {
  const { stallMs } = limitsOf(places);
  const stalled = new AbortController();
  const abort = (): void => stalled.abort(new Passing(`nothing arrived for ${stallMs / 1000} s`));
  const timer = setTimeout(abort, stallMs);
  const { signal } = places;
  return {
    signal: signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal,
    alive: () => void timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}
