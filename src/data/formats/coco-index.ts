import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fault, type Fault } from '../../core/fault.js';
import type { OpenOptions } from '../../core/format.js';
import type { SceneObject } from '../../core/sample.js';
import { jsonFault } from './json-fault.js';

/** An image of the file with what is in it. */
export interface CocoImage {
  readonly id: number;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly objects: readonly SceneObject[];
}

/** A file is parsed whole, once per run: V8's strings end at 512 MB. */
const mostBytes = 400_000_000;

/** Writes one line per image, by rising id, and says at which bytes the lines start and the last ends. */
export async function spoolImages(
  options: OpenOptions,
  file: string,
): Promise<{
  readonly offsets: readonly number[];
  readonly ids: readonly string[];
  readonly files: readonly string[];
}> {
  const images = imagesOf(await parsed(options), options);
  const lines = images.map((image) => `${JSON.stringify(image)}\n`);
  const offsets = [0];
  for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + Buffer.byteLength(line));
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}`; // processes may race: each writes the same
  await writeFile(temporary, lines.join(''));
  await rename(temporary, file);
  return { offsets, ids: images.map(({ id }) => String(id)), files: images.map(({ file: name }) => name) };
}

type Json = { readonly [key: string]: unknown };

async function parsed({ path, shown }: OpenOptions): Promise<Json> {
  const { size } = await stat(path);
  if (size > mostBytes) throw fault('COCO_TOO_LARGE', { path: shown, bytes: size, most: mostBytes });
  const text = await readFile(path, 'utf8');
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json)) return json;
  } catch {
    const at = jsonFault(text) ?? text.length;
    const before = text.slice(0, at).split('\n');
    const place = { file: shown, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    const found = at < text.length ? JSON.stringify(text.slice(at, at + 12)) : 'its end';
    throw fault('ROW_BROKEN', { path: shown, reason: `it is no JSON from ${found} on` }, place);
  }
  throw broken(shown, 'it is no JSON object with images, annotations and categories');
}

function imagesOf(json: Json, { shown }: OpenOptions): CocoImage[] {
  const categories = namesOf(listOf(json, 'categories', shown), shown);
  const images = new Map<number, CocoImage & { readonly objects: SceneObject[] }>();
  listOf(json, 'images', shown).forEach((entry, at) => {
    const image = imageOf(entry, `image ${at}`, shown);
    if (images.has(image.id)) throw broken(shown, `two images have the id ${image.id}`);
    images.set(image.id, image);
  });
  listOf(json, 'annotations', shown).forEach((entry, at) => {
    const what = `annotation ${at}${typeof entry['id'] === 'number' ? ` (id ${entry['id']})` : ''}`;
    const image = images.get(Number(entry['image_id'] ?? NaN));
    if (image === undefined) throw broken(shown, `${what} is of image ${String(entry['image_id'])}, which is not there`); // prettier-ignore
    image.objects.push(objectOf(entry, { what, shown, categories }));
  });
  if (images.size === 0) throw broken(shown, 'it lists no images');
  return [...images.values()].toSorted((one, other) => one.id - other.id);
}

function namesOf(categories: readonly Json[], shown: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  categories.forEach(({ id, name }, at) => {
    if (!isNatural(id) || typeof name !== 'string')
      throw broken(shown, `category ${at} has no id or no name`);
    if (names.has(id)) throw broken(shown, `two categories have the id ${id}`);
    names.set(id, name);
  });
  return names;
}

function imageOf(entry: Json, what: string, shown: string): CocoImage & { readonly objects: SceneObject[] } {
  const { id, file_name: file, width, height } = entry;
  if (!isNatural(id)) throw broken(shown, `${what} has no whole number as its id`);
  if (typeof file !== 'string' || file === '') throw broken(shown, `${what} (id ${id}) has no file_name`);
  if (!isNatural(width) || !isNatural(height) || width === 0 || height === 0)
    throw broken(shown, `${what} (id ${id}) has no width and height`);
  return { id, file, width, height, objects: [] };
}

function objectOf(
  entry: Json,
  { what, shown, categories }: { what: string; shown: string; categories: ReadonlyMap<number, string> },
): SceneObject {
  const { bbox, category_id: category, area, iscrowd } = entry;
  const numbers: readonly unknown[] = Array.isArray(bbox) ? bbox : [];
  const [left, top, width, height] = numbers;
  if (numbers.length !== 4 || ![left, top, width, height].every(isFinite_) || Number(width) < 0 || Number(height) < 0)
    throw broken(shown, `${what} has no bbox of four numbers, the last two not below 0`); // prettier-ignore
  const name = isNatural(category) ? categories.get(category) : undefined;
  if (!isNatural(category) || name === undefined) throw broken(shown, `${what} is of category ${String(category)}, which is not there`); // prettier-ignore
  if (area !== undefined && !isFinite_(area)) throw broken(shown, `${what} has an area that is no number`);
  const crowd = iscrowd ?? 0;
  if (crowd !== 0 && crowd !== 1) throw broken(shown, `${what} has an iscrowd that is neither 0 nor 1`);
  const box = [Number(left), Number(top), Number(width), Number(height)] as const;
  return { box, category, name, area: isFinite_(area) ? area : box[2] * box[3], crowd: crowd === 1 };
}

function listOf(json: Json, key: string, shown: string): readonly Json[] {
  const list = json[key];
  if (!Array.isArray(list) || !list.every(isObject))
    throw broken(shown, `it has no list \`${key}\` of objects`);
  return list;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNatural(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isFinite_(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function broken(shown: string, reason: string): Fault {
  return fault('ROW_BROKEN', { path: shown, reason });
}
