/**
 * JSON that keeps what JSON loses: NaN and infinities (they would become null, and null <= limit is true), −0,
 * typed arrays, maps, undefined in lists. Objects with a key that starts with `$` are escaped, so no data can pass for a tag.
 */
export function toWire(value: unknown): string {
  return JSON.stringify(pack(value));
}

/** What `toWire` wrote. Throws a SyntaxError on text that is no JSON, an Error on a tag it does not know. */
export function fromWire(text: string): unknown {
  return unpack(JSON.parse(text));
}

const arrays = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const;

type ArrayName = keyof typeof arrays;

function pack(value: unknown): unknown {
  if (typeof value === 'number') return packNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => (each === undefined ? { $undefined: 0 } : pack(each)));
  if (value instanceof Map) return { $map: [...value].map(([key, each]) => [pack(key), pack(each)]) };
  if (ArrayBuffer.isView(value)) return packArray(value);
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, pack(each)]);
  return entries.some(([key]) => key.startsWith('$')) ? { $object: entries } : Object.fromEntries(entries);
}

function packNumber(value: number): unknown {
  if (Object.is(value, -0)) return { $number: '-0' };
  return Number.isFinite(value) ? value : { $number: String(value) };
}

function packArray(value: ArrayBufferView): unknown {
  const names = Object.keys(arrays) as ArrayName[]; // keys of a constant
  const name = names.find((each) => value instanceof arrays[each]);
  if (name === undefined) throw new Error(`no wire form for ${value.constructor.name}`);
  return {
    $array: name,
    base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
  };
}

/** In place: what was parsed is nobody else's. */
function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return unpackList(value);
  const fields = value as { [key: string]: unknown }; // JSON has no other objects
  for (const key in fields) {
    if (key.startsWith('$')) return unpackTag(key, fields);
    const field = fields[key];
    if (typeof field === 'object' && field !== null) fields[key] = unpack(field);
  }
  return fields;
}

function unpackList(list: unknown[]): unknown[] {
  for (let at = 0; at < list.length; at += 1) {
    const each = list[at];
    if (typeof each === 'object' && each !== null) list[at] = unpack(each);
  }
  return list;
}

function unpackTag(tag: string, fields: { readonly [key: string]: unknown }): unknown {
  const body = fields[tag];
  if (tag === '$number') return Number(body);
  if (tag === '$undefined') return undefined;
  if (tag === '$map' && Array.isArray(body)) return new Map(body.map((pair) => unpackPair(pair)));
  if (tag === '$object' && Array.isArray(body))
    return Object.fromEntries(body.map((pair) => unpackPair(pair)));
  if (tag === '$array') return unpackArray(body, fields['base64']);
  throw new Error(`unknown tag ${tag}`);
}

function unpackPair(pair: unknown): [string, unknown] {
  if (!Array.isArray(pair) || pair.length !== 2) throw new Error('a pair was expected');
  const [key, value] = pair as [unknown, unknown]; // the length was checked
  return [unpack(key) as string, unpack(value)]; // keys of our maps and objects are strings
}

function unpackArray(name: unknown, base64: unknown): unknown {
  const found = Object.entries(arrays).find(([each]) => each === name);
  if (found === undefined || typeof base64 !== 'string') throw new Error(`unknown array ${String(name)}`);
  const bytes = Buffer.from(base64, 'base64');
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return new found[1](copy);
}
