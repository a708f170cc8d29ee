import type { Schema } from '../core/json.js';
import { list, natural, object, orNull, real, realOrNull, ref, text, textOrNull } from './schema-values.js';

const position: Schema = { type: 'integer', minimum: 1 };

/** Levels of noise, and both models' errors under them. */
export const noiseDefinitions: { readonly [name: string]: Schema } = {
  errors: object({ baseline: real, compressed: real, difference: real, ratio: realOrNull }),
  noise: object({
    level: text,
    steps: list(
      object({ kind: text, options: { type: 'object' }, severity: object({ level: position, of: text }) }, [
        'severity',
      ]),
    ),
    repeats: position,
  }),
  robustness: object({
    task: text,
    target: text,
    families: list(
      object({
        noise: text,
        levels: list(object({ level: text, n: natural, baseline: real, compressed: real })),
        errors: ref('errors'),
        aboveClean: orNull(ref('errors')),
        firstFailing: textOrNull,
      }),
    ),
    mean: object({ corruptionError: realOrNull, relativeCorruptionError: realOrNull }),
  }),
};
