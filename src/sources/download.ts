import { fault, Fault } from '../core/fault.js';
import { addToCache } from './cache.js';
import { limitsOf, type SourcePlaces } from './places.js';
import { ask, dropped, watchOver, type Request, type Watch } from './request.js';
import { Passing, retried } from './retry.js';
import type { Sink } from './sink.js';

export type Wanted = Omit<Request, 'method' | 'headers'> & {
  /** SHA-256 that the bytes must have, and who says so. */
  readonly expected?: { readonly sha256: string; readonly by: string };
};

/**
 * Streams an address into the cache and returns the digest. A dropped connection is taken up where it broke off.
 * Throws a Fault SOURCE_…; nothing stays behind then.
 */
export async function download(wanted: Wanted, places: SourcePlaces): Promise<string> {
  const { what, expected } = wanted;
  return addToCache(what, places, async (sink) => {
    const transfer: Transfer = { wanted, places, sink, resumable: false, tag: undefined };
    await patiently(what, places, () => receive(transfer));
    checkDigest(sink.digest(), { what, expected, places });
  });
}

/** Tries again what may be gone in a moment; a Fault SOURCE_NOT_FETCHED when it is not. */
export async function patiently<T>(what: string, places: SourcePlaces, work: () => Promise<T>): Promise<T> {
  const { attempts, waitMs } = limitsOf(places);
  const { signal, progress, place } = places;
  const note = (reason: string, ms: number): void =>
    progress(`${what}: ${reason}; trying again in ${ms / 1000} s`);
  try {
    return await retried(work, { attempts, waitMs, note, ...(signal && { signal }) });
  } catch (error) {
    if (!(error instanceof Passing)) throw error;
    throw fault('SOURCE_NOT_FETCHED', { what, attempts, reason: error.message }, place);
  }
}

export interface Expectation {
  readonly what: string;
  readonly expected: Wanted['expected'];
  readonly places: SourcePlaces;
}

export function checkDigest(actual: string, { what, expected, places }: Expectation): void {
  if (expected === undefined || expected.sha256 === actual) return;
  throw fault('SOURCE_DIGEST', { what, expected: expected.sha256, by: expected.by, actual }, places.place);
}

interface Transfer {
  readonly wanted: Wanted;
  readonly places: SourcePlaces;
  readonly sink: Sink;
  /** Going on needs a way to know that both parts are of one file: a strong ETag, or a digest of the whole. */
  resumable: boolean;
  tag: string | undefined;
}

async function receive(transfer: Transfer): Promise<void> {
  const { wanted, places, sink } = transfer;
  const watch = watchOver(places);
  try {
    const headers = await resumption(transfer);
    const response = await ask({ ...wanted, method: 'GET', headers }, places, watch);
    const total = await begin(response, transfer);
    await pour(response, sink, watch);
    if (total !== undefined && sink.bytes() !== total)
      throw new Passing(`the connection ended after ${sink.bytes()} of ${total} bytes`);
  } finally {
    watch.stop();
  }
}

async function resumption({ sink, resumable, tag }: Transfer): Promise<{ [name: string]: string }> {
  if (!resumable) await sink.restart();
  if (sink.bytes() === 0) return {};
  return { range: `bytes=${sink.bytes()}-`, ...(tag !== undefined && { 'if-range': tag }) };
}

/** Makes the sink stand where the answer begins, and returns the bytes of the whole, if they are known. */
async function begin(response: Response, transfer: Transfer): Promise<number | undefined> {
  const { sink } = transfer;
  const range = rangeOf(response);
  if (response.status === 206 && range?.from === sink.bytes()) return announced(range.total, transfer);
  if (sink.bytes() > 0) await sink.restart();
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Passing('the server answered with another part than it was asked for');
  }
  const { headers } = response;
  const isEncoded = headers.has('content-encoding'); // lengths and parts are then those of other bytes
  transfer.tag = strongTag(headers);
  transfer.resumable = !isEncoded && (transfer.tag ?? transfer.wanted.expected) !== undefined;
  if (isEncoded) return undefined;
  return announced(wholeNumber(headers.get('content-length')), transfer);
}

/** Refuses at once what would not fit in the end. */
function announced(total: number | undefined, { wanted, places }: Transfer): number | undefined {
  const { maxBytes } = limitsOf(places);
  if (total !== undefined && !(total <= maxBytes))
    throw fault('SOURCE_TOO_LARGE', { what: wanted.what, maxBytes }, places.place);
  return total;
}

async function pour(response: Response, sink: Sink, watch: Watch): Promise<void> {
  if (response.body === null) return;
  const chunks: AsyncIterable<Uint8Array> = response.body;
  try {
    for await (const chunk of chunks) {
      watch.alive();
      await sink.write(chunk);
    }
  } catch (error) {
    throw error instanceof Fault ? error : dropped(error);
  }
}

function rangeOf(response: Response): { from: number; total: number | undefined } | undefined {
  const found = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  const from = wholeNumber(found?.[1] ?? null);
  return from === undefined ? undefined : { from, total: wholeNumber(found?.[2] ?? null) };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function strongTag(headers: Headers): string | undefined {
  const tag = headers.get('etag');
  return tag?.startsWith('"') === true ? tag : undefined;
}
