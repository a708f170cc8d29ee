import type { DiagnosedLayer, Diagnosis, PutBack } from '../../src/core/diagnosis.js';
import { check } from './make.js';

export const back = (over: Partial<PutBack> = {}): PutBack => ({
  layers: ['/conv2/Conv'],
  measured: 0.0165,
  count: 66,
  n: 4000,
  outcome: 'pass',
  bytesAdded: 41_000,
  ...over,
});

const noError = { samples: 0, sqnr: null, cosine: null, added: null };

export function layer(over: Partial<DiagnosedLayer> = {}): DiagnosedLayer {
  return {
    name: '/conv2/Conv',
    operator: 'Conv',
    compressed: { name: '/conv2/Conv_quant', operator: 'QLinearConv' },
    by: 'name',
    graph: { reads: ['pooled'], makes: ['features'], before: [], after: [] },
    suspicion: 0.8,
    changed: noError,
    unchanged: noError,
    weight: { sqnr: 30, worstChannel: null, rangeOverMedian: 2, sparsity: { baseline: 0, compressed: 0 } },
    input: { sqnr: 31, clipped: 0, outliers: { maxOverMedian: 38, beyondSix: 0.01, kurtosis: 9 } },
    departures: 0,
    putBack: back(),
    kept: null,
    ...over,
  };
}

export function diagnosis(over: Partial<Diagnosis> = {}): Diagnosis {
  return {
    check: check(),
    layers: [layer()],
    ranking: ['/conv2/Conv'],
    remedy: back(),
    nodesToExclude: ['/conv2/Conv'],
    cases: [],
    slices: [],
    better: { count: 0, samples: [], slices: [] },
    unpaired: [],
    inferences: 30_000,
    budget: 72_000,
    ...over,
  };
}
