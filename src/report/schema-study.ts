import type { Schema } from '../core/json.js';
import { list, natural, object, oneOf, orNull, realOrNull, ref, share, text } from './schema-values.js';

const pair = object({ baseline: text, compressed: text, cka: realOrNull });
const answer = ref('answer');
const step = object({
  baseline: text,
  compressed: text,
  cka: realOrNull,
  by: oneOf('name', 'depth', 'policy'),
  fall: realOrNull,
});

/** What looking into both models found for one task at one level. */
export const studySchema: Schema = object(
  {
    task: text,
    level: text,
    similarity: orNull(object({ n: natural, batch: natural, pairs: list(pair) })),
    attribution: orNull(object({ n: natural, parts: natural, rank: realOrNull, overlap: realOrNull })),
    seek: orNull(
      object({
        budget: natural,
        spent: natural,
        samples: natural,
        flips: natural,
        mildest: orNull(
          object({
            kind: text,
            options: { type: 'object' },
            share,
            sample: text,
            baseline: answer,
            compressed: answer,
          }),
        ),
      }),
    ),
    walk: object({ n: natural, steps: list(step), problems: list(ref('finding')) }),
    problems: list(ref('finding')),
  },
  ['walk'],
);
