import { pathToFileURL } from 'node:url';
import { Fault } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { EnginePlace } from '../gate/request.js';
import type { renderHtml } from '../report/html/page.js';
import { findNative } from '../sources/engine.js';
import { findWasm } from '../sources/wasm.js';

/** What only a shell knows: the registries, and where its own files lie. */
export interface House {
  readonly kinds: Kinds;
  readonly version: string;
  /** Folder of the shell's bundle. */
  readonly from: string;
  /** The worker's compiled entry file. */
  readonly workerEntry: string;
  /** The compiled entry file of the HTML report. */
  readonly pageEntry: string;
  /** Where engines are kept between runs. */
  readonly toolCache: string;
  /** What fetching models and data reads: HF_ENDPOINT, HF_TOKEN, git's own. */
  readonly env: { readonly [name: string]: string | undefined };
}

interface Finding {
  readonly house: House;
  readonly nativeDir: string | undefined;
  readonly progress: (line: string) => void;
}

/** Finds an engine; one that can't be had is a problem to report, because no other may take its place. */
export async function findEngine(runtime: 'native' | 'wasm', finding: Finding): Promise<EnginePlace> {
  const { house, nativeDir, progress } = finding;
  const { from, toolCache } = house;
  try {
    if (runtime === 'wasm') return { directory: findWasm(from) };
    return {
      directory: await findNative({
        from,
        toolCache,
        progress,
        ...(nativeDir !== undefined && { nativeDir }),
      }),
    };
  } catch (error) {
    if (!(error instanceof Fault) || error.findings[0] === undefined) throw error;
    return { problem: error.findings[0] };
  }
}

/** Renders the HTML report; its entry is loaded when first asked for. */
export async function renderPage(
  { pageEntry }: Pick<House, 'pageEntry'>,
  ...asked: Parameters<typeof renderHtml>
): Promise<string> {
  const url = pathToFileURL(pageEntry).href;
  // eslint-disable-next-line no-restricted-syntax -- the bundler is told to leave it: dist has the page as an entry
  const page = (await import(/* webpackIgnore: true */ url)) as { renderHtml: typeof renderHtml }; // src/page.ts exports just this
  return page.renderHtml(...asked);
}
