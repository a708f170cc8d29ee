import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { Fault, type Finding } from '../../src/core/fault.js';
import type { SourcePlaces } from '../../src/sources/places.js';

export function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function scratch(name: string): string {
  return mkdtempSync(join(tmpdir(), `gate-${name}-`));
}

/** Places with a cache of their own; what progress was told is in `lines`. */
export function places(own: Partial<SourcePlaces> = {}): SourcePlaces & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    directory: scratch('work'),
    cacheDir: scratch('cache'),
    env: {},
    progress: (line) => lines.push(line),
    limits: { waitMs: 1, attempts: 3, stallMs: 5000 },
    ...own,
    lines,
  };
}

/** The one finding of a promise that must fail with a Fault. */
export async function findingOf(promise: Promise<unknown>): Promise<Finding> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof Fault && error.findings[0] !== undefined) return error.findings[0];
  throw new Error(`expected a Fault, got ${String(error)}`);
}

/** Every file below the cache, with slashes. */
export function filesIn(cacheDir: string): readonly string[] {
  return readdirSync(cacheDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(cacheDir.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

export interface Origin {
  readonly url: string;
  /** `METHOD path`, with range and token where a request had them. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A server on the loopback. */
export async function serve(answer: Answer): Promise<Origin> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { range, authorization } = request.headers;
    const extras = [range, authorization].filter((each) => each !== undefined);
    asked.push([`${request.method ?? ''} ${request.url ?? ''}`, ...extras].join(' '));
    answer(request, response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}`, asked, close };
}

/** Answers a Range request as a server does that knows them. */
export function sendPart(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (request.headers.range === undefined) {
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    return;
  }
  const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
  response
    .writeHead(206, { 'content-range': range, 'content-length': bytes.length - from })
    .end(bytes.subarray(from));
}

/** Announces all bytes, sends some, and hangs up. */
export function sendHalf(
  response: ServerResponse,
  bytes: Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(200, { 'content-length': bytes.length, ...headers });
  response.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => response.destroy(), 20));
}

export type Answer = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** Starts servers that are closed after each test of the file. */
export function origins(): (answer: Answer) => Promise<Origin> {
  const open: Origin[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((origin) => origin.close()));
  });
  return async (answer) => {
    const started = await serve(answer);
    open.push(started);
    return started;
  };
}
