import type { Schema } from '../core/json.js';
import {
  list,
  natural,
  object,
  oneOf,
  orNull,
  real,
  realOrNull,
  ref,
  share,
  text,
  textOrNull,
} from './schema-values.js';

const putBack = object({
  layers: list(text),
  measured: realOrNull,
  count: { type: ['integer', 'null'] },
  n: natural,
  outcome: oneOf('pass', 'fail', 'inconclusive', 'invalid'),
  bytesAdded: { type: 'integer' },
});

const error = object({ samples: natural, sqnr: realOrNull, cosine: realOrNull, added: realOrNull });

const layer = object({
  name: text,
  operator: text,
  compressed: object({ name: text, operator: text }),
  by: oneOf('name', 'weight', 'output', 'numbers'),
  graph: object({ reads: list(text), makes: list(text), before: list(text), after: list(text) }),
  suspicion: orNull(share),
  changed: error,
  unchanged: error,
  weight: object({
    sqnr: realOrNull,
    worstChannel: orNull(object({ channel: natural, sqnr: real })),
    rangeOverMedian: realOrNull,
    sparsity: orNull(object({ baseline: share, compressed: share })),
  }),
  input: object({
    sqnr: realOrNull,
    clipped: orNull(share),
    outliers: orNull(object({ maxOverMedian: realOrNull, beyondSix: orNull(share), kurtosis: realOrNull })),
  }),
  departures: natural,
  putBack: orNull(putBack),
  kept: textOrNull,
});

const flip = oneOf('negative', 'positive', 'other', 'unlabelled');
const oneCase = object({
  sample: text,
  flip,
  first: textOrNull,
  margin: realOrNull,
  nearest: orNull(object({ sample: text, cosine: real })),
});
const slices = list(object({ field: text, value: text, count: natural, n: natural, p: share }));

/** Why the worst failing check fails. */
export const diagnosisSchema: Schema = object({
  check: ref('check'),
  layers: list(layer),
  ranking: list(text),
  remedy: orNull(putBack),
  nodesToExclude: list(text),
  cases: list(oneCase),
  slices,
  better: object({ count: natural, samples: list(text), slices }),
  unpaired: list(
    object({ model: oneOf('baseline', 'compressed'), name: text, operator: text, reason: text }),
  ),
  inferences: natural,
  budget: natural,
});
