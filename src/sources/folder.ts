import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fault } from '../core/fault.js';
import type { Config, ModelFolder, PartName } from '../core/folder.js';
import {
  digestOf,
  readModelFile,
  type FileDigest,
  type FoundFile,
  type ReadModel,
  type Shown,
} from './model-file.js';
import { findPath } from './path.js';

type Graph = { readonly external: readonly string[] };

/** A folder that was read; `facts` are those of its first file, `digests` those of every file that is read. */
export interface ReadFolder<Facts> extends ReadModel<Facts> {
  readonly others: readonly Facts[];
}

/** The names that Hugging Face Optimum gives to the files of a model. */
const fileOf: { readonly [name in PartName]: string } = {
  model: 'model.onnx',
  encoder: 'encoder_model.onnx',
  merged: 'decoder_model_merged.onnx',
  decoder: 'decoder_model.onnx',
  'decoder-with-past': 'decoder_with_past_model.onnx',
};

/** What lies beside the model; one that is missing is empty. */
const settings = ['config.json', 'generation_config.json', 'preprocessor_config.json'] as const;
const tokenizer = 'tokenizer.json';

/** Reads a model that is a folder in Optimum's layout; Fault MODEL_FOLDER for any other. */
export async function readFolder<Facts extends Graph>(
  { path: folder }: FoundFile,
  shown: Shown,
  readGraph: (bytes: Uint8Array) => Facts,
): Promise<ReadFolder<Facts>> {
  const refuse = (reason: string): Error => fault('MODEL_FOLDER', { path: shown.path, reason }, shown.place);
  const names = partsOf(readdirSync(folder), refuse);
  const parts: { name: PartName; read: ReadModel<Facts> }[] = [];
  for (const name of names)
    parts.push({ name, read: await readPart(folder, fileOf[name], { shown, readGraph }) });
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('a layout has files');
  const read = settings.map((name) => readConfig(folder, name, refuse));
  const [config, generation, preprocessor] = await Promise.all(read);
  const beside = await digestsOf(folder, [...settings, tokenizer]);
  const model: ModelFolder = {
    parts: parts.map(({ name, read }) => ({ name, file: read.file })),
    config: config ?? {},
    generation: generation ?? {},
    preprocessor: preprocessor ?? {},
    tokenizer: existsSync(join(folder, tokenizer))
      ? findPath({ directory: folder, path: tokenizer, what: 'tokenizer' })
      : null,
  };
  return {
    file: { ...first.read.file, folder: model },
    facts: first.read.facts,
    others: others.map(({ read }) => read.facts),
    bytes: parts.reduce((sum, { read }) => sum + read.bytes, 0),
    digests: [...parts.flatMap(({ read }) => read.digests), ...beside],
  };
}

/** Which files make the model; a decoder in one file (merged) goes before the same one in two. */
function partsOf(files: readonly string[], refuse: (reason: string) => Error): readonly PartName[] {
  const has = (name: PartName): boolean => files.includes(fileOf[name]);
  if (files.includes('genai_config.json'))
    throw refuse('it is laid out for onnxruntime-genai, whose caches have a fixed size');
  if (!files.includes('config.json')) throw refuse('it has no config.json');
  const decoder: readonly PartName[] = has('merged')
    ? ['merged']
    : (['decoder', 'decoder-with-past'] as const).filter(has);
  if (has('model') && decoder.length > 0)
    throw refuse(`it has ${fileOf.model} and ${fileOf[decoder[0] ?? 'decoder']}: which of them is meant?`);
  if (has('model') && !has('encoder')) return ['model'];
  if (decoder.length === 0 || decoder[0] === 'decoder-with-past') throw refuse(missing(files));
  return has('encoder') ? [...decoder, 'encoder'] : decoder;
}

function missing(files: readonly string[]): string {
  const found = files.filter((name) => name.endsWith('.onnx'));
  if (found.length > 0)
    return `of its files (${found.join(', ')}) none has a name that tells what to run first`;
  return files.includes('onnx')
    ? 'its ONNX files are in a folder of their own (onnx/); move them beside config.json'
    : 'it has no ONNX file';
}

async function readPart<Facts extends Graph>(
  folder: string,
  name: string,
  { shown, readGraph }: { readonly shown: Shown; readonly readGraph: (bytes: Uint8Array) => Facts },
): Promise<ReadModel<Facts>> {
  const { place } = shown;
  const inside = (path: string, what: string): string => findPath({ directory: folder, path, what, place });
  const found = {
    path: inside(name, 'model'),
    beside: (location: string) => inside(location, 'external data'),
  };
  const read = await readModelFile(found, { path: `${shown.path}/${name}`, place }, readGraph);
  const [own, ...external] = read.digests;
  return { ...read, digests: own === undefined ? [] : [{ ...own, location: name }, ...external] };
}

async function readConfig(folder: string, name: string, refuse: (reason: string) => Error): Promise<Config> {
  if (!existsSync(join(folder, name))) return {};
  const text = await readFile(
    findPath({ directory: folder, path: name, what: 'model configuration' }),
    'utf8',
  );
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Config; // what JSON.parse makes
  } catch {
    // said below
  }
  throw refuse(`${name} is no JSON object`);
}

async function digestsOf(folder: string, names: readonly string[]): Promise<FileDigest[]> {
  const found = names.filter((name) => existsSync(join(folder, name)));
  return Promise.all(
    found.map(async (location) => ({
      sha256: digestOf(
        await readFile(findPath({ directory: folder, path: location, what: 'model configuration' })),
      ),
      location,
    })),
  );
}
