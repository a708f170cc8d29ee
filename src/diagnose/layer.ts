import type { DiagnosedLayer, LayerError, PutBack } from '../core/diagnosis.js';
import type { LayerReading, LayerSide } from '../evaluate/layers.js';
import type { Neighbourhood } from '../onnx/neighbours.js';
import type { LayerPair } from '../onnx/pair.js';
import { finite } from './finite.js';
import type { Trial } from './trials.js';

/** A layer and what was measured of it. */
export interface Measured {
  readonly pair: LayerPair;
  readonly graph: Neighbourhood;
  readonly reading: LayerReading | undefined;
  readonly weight: DiagnosedLayer['weight'];
  /** Noise that comes on at the layer, as a share of the signal. */
  readonly noise: number;
  readonly isTouched: boolean;
}

/** What the report tells of a layer. */
export function layerOf(
  { pair, graph, reading, weight, noise, isTouched }: Measured,
  all: readonly Measured[],
  trial: Trial | undefined,
): DiagnosedLayer {
  const total = all.reduce((sum, layer) => sum + layer.noise, 0);
  const { baseline, compressed } = pair;
  const outliers = reading?.outliers ?? null;
  return {
    name: baseline.name,
    operator: baseline.node.opType,
    compressed: { name: compressed.name, operator: compressed.node.opType },
    by: pair.by,
    graph,
    suspicion: total > 0 ? noise / total : null,
    changed: sideOf(reading?.changed),
    unchanged: sideOf(reading?.unchanged),
    weight,
    input: {
      sqnr: finite(reading?.inputSqnr ?? NaN),
      clipped: finite(reading?.clipped ?? NaN),
      outliers: outliers && {
        maxOverMedian: finite(outliers.maxOverMedian),
        beyondSix: finite(outliers.beyondSix),
        kurtosis: finite(outliers.kurtosis),
      },
    },
    departures: reading?.departures ?? 0,
    putBack: putBackOf(trial),
    kept: isTouched
      ? trial !== undefined && 'kept' in trial
        ? trial.kept
        : null
      : 'compression did not touch it',
  };
}

function putBackOf(trial: Trial | undefined): PutBack | null {
  return trial === undefined || 'kept' in trial ? null : trial;
}

function sideOf(side: LayerSide | undefined): LayerError {
  const { samples = 0, sqnr = NaN, cosine = NaN, added = NaN } = side ?? {};
  return { samples, sqnr: finite(sqnr), cosine: finite(cosine), added: finite(added) };
}
