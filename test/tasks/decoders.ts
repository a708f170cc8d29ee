import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepSessions } from '../../src/evaluate/sessions.js';
import type { Session } from '../../src/core/engine.js';
import { kinds } from '../../src/kinds.js';
import { readGraph } from '../../src/onnx/graph.js';
import { locateModel } from '../../src/sources/model.js';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test/fixtures/decoders');

type Listed = { readonly [name: string]: number };

/** What torch and numpy said, see make.py beside it. */
export const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
  readonly questions: readonly {
    readonly prompt: string;
    readonly choices: readonly string[];
    readonly likelihoods: readonly number[];
  }[];
  readonly window: number;
  readonly stride: number;
  readonly texts: readonly string[];
  readonly prompts: readonly string[];
  readonly greedy: readonly (readonly number[])[];
  readonly otherGreedy: readonly (readonly number[])[];
  readonly whole: readonly number[];
  readonly perplexity: readonly [number, number];
  readonly ratio: number;
  readonly sameTop: number;
  readonly divergence: Listed;
  readonly shift: Listed;
}; // written by make.py

/** One of the fixture's folders, or of another place's, open in the native engine. */
export async function opened(name: string, within = folder): Promise<Session> {
  const place = { file: 'gate.yml', line: 1, column: 1 };
  const found = await locateModel(within, { path: name, place, ignoreOutputs: [] }, readGraph);
  if ('code' in found) throw new Error(found.code);
  const sessions = keepSessions(kinds, { scratch: root, directory: root, engines: { native: root } });
  const target = { name: 'here', runtime: 'native', threads: 1, graphOptimization: 'all', session: {} } as const;
  const arm = { model: 'baseline', target: { ...target, required: true, limits: [], place } } as const;
  const { file, sha256 } = found;
  const model = { source: name, file, sha256, fixedBatch: null, quantizesDynamically: false };
  return sessions.open(arm, model, () => undefined);
} // prettier-ignore
