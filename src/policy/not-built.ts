/** Words of the policy language that this version knows and refuses, each with what there is instead. */
const keys: ReadonlyMap<string, { readonly name: string; readonly instead: string }> = new Map([
  ['waivers', { name: '`waivers`', instead: 'Remove it, and loosen the limit itself for as long as it is meant.' }],
  ['extends', { name: '`extends`', instead: 'Write the shared part into this file; `defaults` holds what tasks have in common.' }],
]); // prettier-ignore

const values: ReadonlyMap<string, { readonly name: string; readonly instead: string }> = new Map([
  [
    'adaptive',
    { name: '`sampling: adaptive`', instead: 'Write `sampling: full`, or remove it: full is the default.' },
  ],
]);

export interface NotBuilt {
  readonly name: string;
  readonly instead: string;
}

export function notBuiltKey(key: string): NotBuilt | undefined {
  return keys.get(key);
}

export function notBuiltValue(value: string): NotBuilt | undefined {
  return values.get(value);
}

/** A path that names a place on the network. */
export function notBuiltPath(path: string): NotBuilt | undefined {
  if (!/^[A-Za-z][A-Za-z0-9+.-]+:\/\//.test(path)) return undefined;
  return {
    name: 'reading files from a URL',
    instead: 'Fetch the file in an earlier step and give its path.',
  };
}
