import type { Format } from '../../src/core/format.js';
import type { Schema } from '../../src/core/json.js';
import type { NoiseKind } from '../../src/core/noise.js';
import type { LimitKind, OutputMeaning, TaskKind } from '../../src/core/task.js';
import type { PolicyKinds } from '../../src/policy/kinds.js';

const unused = (): never => {
  throw new Error('the policy room runs no kind');
};

const rate = (measure: string, labels: boolean): LimitKind => ({
  unit: 'share',
  labels,
  judge: { by: 'rate', measure },
});

const limits: { readonly [name: string]: LimitKind } = {
  disagreement: rate('disagreement', false),
  'negative-flips': rate('negative-flips', true),
  'score-drop': { unit: 'points', labels: true, judge: { by: 'loss', measure: 'score' } },
  error: { unit: 'share', labels: true, judge: { by: 'error' } },
  'robustness-gap': { unit: 'points', labels: true, judge: { by: 'gap' } },
};

const confident: { readonly [name: string]: LimitKind } = {
  'confident-flips': { ...rate('confident-flips', true), confidence: true },
  'confident-disagreement': { ...rate('confident-disagreement', false), confidence: true },
  divergence: {
    unit: 'nats',
    labels: false,
    confidence: true,
    judge: { by: 'value', measure: 'divergence' },
  },
  'divergence-p99': {
    unit: 'nats',
    labels: false,
    confidence: true,
    judge: { by: 'exceedance', measure: 'divergence', share: { numerator: 1, denominator: 100 } },
  },
  'calibration-shift': {
    unit: 'points',
    labels: true,
    confidence: true,
    judge: { by: 'loss', measure: 'ece' },
  },
};

function task(
  name: string,
  options: Schema,
  own: TaskKind['limits'],
  meanings: readonly OutputMeaning[],
): TaskKind {
  return { name, summary: `A ${name} task.`, options, limits: own, meanings, create: unused };
}

const probabilities: readonly OutputMeaning[] = ['logits', 'probabilities', 'log-probabilities', 'labels'];
const share: Schema = { type: 'string', pattern: '^(100|[0-9]{1,2}(\\.[0-9]+)?)\\s*%$', default: '50%' };
const tolerance: Schema = { anyOf: [{ type: 'number', minimum: 0 }, { ...share }] };

function noise(name: string, options: Schema, moves: NoiseKind['moves'] = []): NoiseKind {
  return { name, options, on: ['picture', 'tensor'], needsRange: false, moves, apply: unused };
}

const sigma: Schema = { type: 'number', minimum: 0 };

function format(name: string, options: Schema): Format {
  return { name, options, reads: () => true, open: unused };
}

const size: Schema = {
  type: 'object',
  properties: { width: { type: 'integer', minimum: 1 }, height: { type: 'integer', minimum: 1 } },
  required: ['width', 'height'],
  additionalProperties: false,
};
const edge: Schema = {
  type: 'object',
  properties: { 'shortest-edge': { type: 'integer', minimum: 1 } },
  required: ['shortest-edge'],
  additionalProperties: false,
};

/** Small kinds shaped like the real ones. */
export const kinds: PolicyKinds = {
  tasks: [
    task(
      'classification',
      { score: { enum: ['accuracy', 'top-5'] }, threshold: share },
      { ...limits, ...confident },
      probabilities,
    ),
    task('multilabel', { threshold: share }, limits, ['logits', 'probabilities']),
    task('regression', { tolerance }, limits, ['logits']),
    task(
      'ranking',
      {},
      { 'rank-loss': { unit: 'number', labels: false, judge: { by: 'value', measure: 'rank' } } },
      ['logits'],
    ),
  ],
  noises: [
    noise('gaussian', {
      type: 'object',
      properties: { sigma },
      required: ['sigma'],
      additionalProperties: false,
    }),
    noise('impulse', { amount: { type: 'string', pattern: '%$' } }),
    noise('elastic', { sigma }, ['pixels']),
    noise('typos', { sigma, protect: { type: 'array', items: { type: 'string' }, default: [] } }),
  ],
  formats: [format('npz', {}), format('csv', { delimiter: { type: 'string', maxLength: 1 } })],
  engines: [{ name: 'native' }, { name: 'wasm' }],
  steps: {
    rescale: { type: 'number' },
    resize: { oneOf: [size, edge] },
    normalize: {
      type: 'object',
      properties: {
        mean: { type: 'array', items: { type: 'number' } },
        std: { type: 'array', items: { type: 'number' } },
      },
      required: ['mean', 'std'],
      additionalProperties: false,
    },
    layout: { type: 'string', enum: ['nchw', 'nhwc'] },
    range: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 },
    reference: { type: 'string' },
  },
};
