import type { Schema } from '../core/json.js';
import { noiseDefinitions } from './noise-schema.js';
import {
  flag, list, natural, naturalOrNull, object, oneOf, orNull, real, realOrNull, record, ref, share, text, textOrNull,
} from './schema-values.js'; // prettier-ignore
import { shownSchema } from './shown-schema.js';
import { diagnosisSchema } from './schema-diagnosis.js';
import { studySchema } from './schema-study.js';

const position: Schema = { type: 'integer', minimum: 1 };
/** Empty where the file could not be read. */
const digest: Schema = { type: 'string', pattern: '^([0-9a-f]{64})?$' };

const empty: Schema = { type: 'array', maxItems: 0 };
const unit = oneOf('share', 'points', 'nats', 'ratio', 'number');
const outcome = oneOf('pass', 'fail', 'inconclusive', 'invalid');
const contrast = oneOf('compression', 'drift');
const place = object({ file: text, line: position, column: position });

const counted = orNull(object({ count: natural, rate: share }));
const partingFields: { readonly [name: string]: Schema } = {
  n: natural,
  disagreement: counted,
  divergence: realOrNull,
  js: realOrNull,
  topLoss: realOrNull,
  silent: counted,
  confidence: orNull(object({ baseline: share, compressed: share })),
};

const definitions: { readonly [name: string]: Schema } = {
  place,
  finding: object(
    {
      code: { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' },
      data: { type: 'object' },
      place: ref('place'),
      through: ref('place'),
    },
    ['place', 'through'],
  ),
  interval: object({
    lower: real,
    upper: real,
    method: oneOf('clopper-pearson', 'tango', 'bootstrap', 'units'),
  }),
  slice: object({ field: text, value: text }),
  limit: object({
    name: text,
    value: real,
    unit,
    place: text,
    from: oneOf('base', 'head', 'waiver', 'default', 'role'),
  }),
  check: object({
    task: textOrNull,
    level: textOrNull,
    slice: orNull(ref('slice')),
    target: text,
    contrast,
    limit: ref('limit'),
    scope: oneOf('dataset', 'population'),
    measured: realOrNull,
    count: { type: ['integer', 'null'] },
    allowed: { type: ['integer', 'null'] },
    n: natural,
    interval: orNull(ref('interval')),
    beyond: orNull({ type: 'array', items: [real, real], minItems: 2, maxItems: 2 }),
    confidence: share,
    outcome,
    judged: flag,
    finding: ref('finding'),
  }),
  answer: object({ text, confidence: realOrNull }),
  row: object({
    task: text,
    kind: text,
    role: oneOf('primary', 'novel', 'guardrail'),
    level: text,
    target: text,
    contrast,
    slice: orNull(ref('slice')),
    n: natural,
    faulty: natural,
    degenerate: object({ baseline: natural, compressed: natural }),
    seconds: { type: 'number', minimum: 0 },
    score: orNull(object({ metric: text, baseline: real, compressed: real })),
    disagreement: orNull(
      object({
        count: natural,
        rate: share,
        negativeFlips: naturalOrNull,
        positiveFlips: naturalOrNull,
        otherFlips: naturalOrNull,
        confidentFlips: naturalOrNull,
        interval: { type: 'array', items: [share, share], minItems: 2, maxItems: 2 },
      }),
    ),
    divergence: orNull(
      object({
        mean: real,
        p50: real,
        p90: real,
        p99: real,
        p999: real,
        max: real,
        unit: oneOf('nats'),
        floored: natural,
      }),
    ),
    mcnemar: realOrNull,
    rightness: orNull(object({ both: natural, lost: natural, won: natural, neither: natural })),
    metrics: record(
      object(
        {
          unit,
          baseline: realOrNull,
          compressed: realOrNull,
          harm: realOrNull,
          interval: orNull(ref('interval')),
          about: text,
        },
        ['about'],
      ),
    ),
    histograms: list(
      object({
        name: text,
        of: oneOf('baseline', 'compressed', 'pair'),
        series: list(object({ name: text, counts: list(natural) })),
      }),
    ),
  }),
  parting: object(partingFields),
  disagreement: object(
    {
      task: text,
      level: text,
      target: text,
      contrast,
      sample: text,
      draw: natural,
      baseline: ref('answer'),
      compressed: ref('answer'),
      label: textOrNull,
      flip: oneOf('negative', 'positive', 'other', 'unlabelled'),
      severity: real,
      shown: ref('shown'),
    },
    ['draw', 'shown'],
  ),
  shown: shownSchema,
  model: object({ sha256: digest, bytes: natural, source: text, methods: list(text) }),
  ...noiseDefinitions,
  target: object({
    runtime: text,
    version: text,
    engineDigest: text,
    providers: list(text),
    graphOptimization: text,
    threads: natural,
    batch: natural,
    session: record(text),
    cpu: text,
    isa: list(text),
  }),
};

/** The schema of report.json, format 1 (JSON Schema draft-07); schemas/report.schema.json is this, written out. */
export const reportSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Compression Gate report, format 1',
  ...object(
    {
      format: { const: 1 },
      tool: object({ name: { const: 'compression-gate' }, version: text }),
      verdict: outcome,
      partial: flag,
      coverage: object({ planned: natural, measured: natural, spared: natural, faulty: natural }),
      checks: list(ref('check')),
      tasks: list(ref('row')),
      noise: list(ref('noise')),
      robustness: list(ref('robustness')),
      disagreements: list(ref('disagreement')),
      models: object({ baseline: ref('model'), compressed: ref('model') }),
      taskModels: list(object({ task: text, baseline: ref('model'), compressed: ref('model') })),
      judges: list(object({ task: text, model: ref('model') })),
      cost: object({ size: real, latency: record(real) }),
      targets: record(ref('target')),
      studies: list(studySchema),
      novelty: list(
        object({
          task: text,
          level: text,
          target: text,
          novel: ref('parting'),
          ordinary: orNull(object({ task: text, ...partingFields })),
        }),
      ),
      noiseFloor: list(
        object({
          task: text,
          model: oneOf('baseline', 'compressed'),
          count: natural,
          n: natural,
          rate: share,
        }),
      ),
      policy: object({
        sha256: digest,
        path: text,
        seed: { type: 'integer' },
        onInconclusive: oneOf('block', 'allow'),
        loosened: empty,
        waivers: empty,
        exemptions: list(object({ method: text, without: text, reason: text })),
      }),
      readings: list(object({ task: text, baseline: text, compressed: text })),
      findings: list(ref('finding')),
      diagnosis: orNull(diagnosisSchema),
      today: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
      environment: object({ node: text, platform: text, arch: text }),
    },
    ['noise', 'robustness', 'novelty', 'studies', 'judges'],
  ),
  definitions,
};
