import type { Json, Schema } from '../core/json.js';

/** A share written with %, or bare 0 or 1-and-below as the policy hands it on: 0…1. */
export const shareSchema: Schema = {
  type: 'string',
  pattern: '^(100|[0-9]{1,2}(\\.[0-9]+)?)\\s*%$',
};

/** The schema of a choice among names. */
export function choiceSchema(names: readonly string[], byDefault: string, description: string): Schema {
  return { enum: names, default: byDefault, description };
}

/** A number, a text like '5%' as 0.05, or undefined for anything else. */
export function share(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(value)?.[1];
  return percent === undefined ? undefined : Number(percent) / 100;
}

/** One of `names`; the first when nothing is chosen. The policy's schema has refused all else. */
export function choice<const N extends string>(value: Json | undefined, names: readonly [N, ...N[]]): N {
  if (value === undefined || value === null) return names[0];
  const found = names.find((name) => name === value);
  if (found === undefined) throw new Error(`${JSON.stringify(value)} is none of ${names.join(', ')}`);
  return found;
}

/** A share, `byDefault` when nothing is written. The policy's schema has refused all else. */
export function shareOr(value: Json | undefined, byDefault: number): number {
  if (value === undefined || value === null) return byDefault;
  const read = share(value);
  if (read === undefined || !(read >= 0 && read <= 1))
    throw new Error(`${JSON.stringify(value)} is no share`);
  return read;
}

/** A number; undefined where nothing is written. The policy's schema has refused all else. */
export function numberIn(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A text; undefined where nothing is written. The policy's schema has refused all else. */
export function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
