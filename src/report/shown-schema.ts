import type { Schema } from '../core/json.js';
import { longestShown, mostShown } from '../core/shown.js';
import { natural, object, oneOf, orNull, real, realOrNull, share } from './schema-values.js';

const text: Schema = { type: 'string', maxLength: 2 * longestShown };

function few(items: Schema): Schema {
  return object({ items: { type: 'array', items, maxItems: mostShown }, of: natural });
}

const spans = few(object({ from: natural, to: natural, name: text }));

const boxes = few(
  object({
    box: { type: 'array', items: [real, real, real, real], minItems: 4, maxItems: 4 },
    name: text,
    score: realOrNull,
  }),
);

const classes = few(object({ name: text, baseline: natural, compressed: natural, changed: natural }));

const map = object({
  rows: natural,
  columns: natural,
  shares: { type: 'array', items: share, maxItems: 1024 },
});

/** What is shown of one sample: the closed union of core/shown.ts. */
export const shownSchema: Schema = {
  oneOf: [
    object({
      is: oneOf('tokens'),
      tokens: few(text),
      baseline: spans,
      compressed: spans,
      label: orNull(spans),
    }),
    object({ is: oneOf('boxes'), baseline: boxes, compressed: boxes, label: orNull(boxes) }),
    object({ is: oneOf('mask'), changed: share, classes, map: orNull(map) }),
    object({ is: oneOf('neighbours'), lost: few(text), gained: few(text) }),
    object({ is: oneOf('texts'), from: natural, baseline: text, compressed: text, label: orNull(text) }, [
      'from',
    ]),
  ],
};
