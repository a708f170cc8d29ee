import type { NoiseKind, ValueSignal } from '../../core/noise.js';
import { levelOf } from './level.js';

/** Values that are not there: each, at this rate, becomes NaN or the fill that the model was trained with. */
export const missing: NoiseKind = {
  name: 'missing',
  options: {
    type: 'object',
    properties: {
      rate: { unit: 'share', description: 'Share of values that are missing.' },
      fill: {
        anyOf: [{ type: 'number' }, { type: 'string', enum: ['nan'] }],
        title: 'a number, or nan',
        description: 'What stands in their place: a number in the units after `rescale`, or `nan`.',
      },
      features: {
        type: 'array',
        items: { type: 'integer', minimum: 0 },
        minItems: 1,
        uniqueItems: true,
        description: 'Positions along the last axis that values may be missing from. Default: all.',
      },
    },
    required: ['rate', 'fill'],
    additionalProperties: false,
  },
  on: ['tensor'],
  needsRange: false,
  moves: [],
  apply: (signal, options, stream) => {
    const reach = levelOf(options, 'rate') * 4294967296;
    const { fill, features } = options;
    const chosen = Array.isArray(features) ? features.map(Number) : undefined;
    const value = typeof fill === 'number' ? fill : Number.NaN;
    const wide = widthOf(signal);
    const left = Float32Array.from(signal.values);
    for (let at = 0; at < left.length; at += 1) {
      const bits = stream.int32() >>> 0; // drawn for every value, so that features do not change each other's draws
      if (bits < reach && (chosen?.includes(at % wide) ?? true)) left[at] = value;
    }
    return left;
  },
};

function widthOf({ dims }: ValueSignal): number {
  return dims.at(-1) ?? 1;
}
