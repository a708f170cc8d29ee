import type { DiagnosedLayer } from '../core/diagnosis.js';
import { outputAxis, weightOf, type Layer } from '../onnx/layers.js';
import type { OpenModel } from '../onnx/model.js';
import type { LayerPair } from '../onnx/pair.js';
import type { Numbers } from '../onnx/tensor.js';
import { constantOf } from '../onnx/weights.js';
import { median, SignalTally, sqnr } from '../stats/signal.js';
import { finite } from './finite.js';

/** What compression did to a layer's weights, per output channel, and noise ÷ signal of all of them. */
export function weightError(
  baseline: OpenModel,
  compressed: OpenModel,
  pair: LayerPair,
): { readonly weight: DiagnosedLayer['weight']; readonly share: number } {
  const [left, right] = [weightOf(baseline, pair.baseline), weightOf(compressed, pair.compressed)];
  if (left === undefined || right?.values.length !== left.values.length)
    return { weight: { sqnr: null, worstChannel: null, rangeOverMedian: null, sparsity: null }, share: NaN };
  const axis = outputAxis(pair.baseline);
  const whole = new SignalTally();
  whole.add(left.values, right.values);
  return {
    weight: {
      sqnr: finite(whole.sqnr()),
      worstChannel: pair.baseline.family === 'lookup' ? null : worstOf(left, right, axis),
      rangeOverMedian: finite(rangeOverMedian(left, axis)),
      sparsity: { baseline: sparsity(left), compressed: sparsity(right) },
    },
    share: whole.share(),
  };
}

function sparsity({ values }: Numbers): number {
  let zeros = 0;
  for (const value of values) if (value === 0) zeros += 1;
  return values.length === 0 ? 0 : zeros / values.length;
}

/** Where a value's channel is. */
function channelOf({ dims }: Numbers, axis: number): { count: number; of: (at: number) => number } {
  const inner = dims.slice(axis + 1).reduce((product, dim) => product * dim, 1);
  const count = dims[axis] ?? 1;
  return { count, of: (at) => Math.floor(at / inner) % count };
}

/** The output channel whose weights suffered most. */
function worstOf(left: Numbers, right: Numbers, axis: number): DiagnosedLayer['weight']['worstChannel'] {
  const { count, of } = channelOf(left, axis);
  const [signal, noise] = [new Float64Array(count), new Float64Array(count)];
  for (let at = 0; at < left.values.length; at += 1) {
    const [x, y] = [left.values[at] ?? NaN, right.values[at] ?? NaN];
    const channel = of(at);
    signal[channel] = (signal[channel] ?? NaN) + x * x;
    noise[channel] = (noise[channel] ?? NaN) + (x - y) * (x - y);
  }
  let worst: { channel: number; sqnr: number } | null = null;
  for (const [channel, power] of signal.entries()) {
    const decibels = sqnr(power, noise[channel] ?? NaN);
    if (Number.isFinite(decibels) && !(worst !== null && worst.sqnr <= decibels))
      worst = { channel, sqnr: decibels };
  }
  return worst;
}

function rangeOverMedian(weight: Numbers, axis: number): number {
  const { count, of } = channelOf(weight, axis);
  const largest = new Float64Array(count);
  weight.values.forEach((value, at) => {
    const channel = of(at);
    largest[channel] = Math.max(largest[channel] ?? 0, Math.abs(value));
  });
  const sorted = largest.sort();
  return (sorted.at(-1) ?? NaN) / median(sorted);
}

/** Whether a bias that both layers have changed; one that can't be read is not known to be the same. */
export function biasDiffers(baseline: OpenModel, compressed: OpenModel, pair: LayerPair): boolean {
  const nameOf = ({ node, bias }: Layer): string => (bias === null ? '' : (node.input[bias] ?? ''));
  const [own, theirs] = [nameOf(pair.baseline), nameOf(pair.compressed)];
  if (own === '' || theirs === '') return false;
  const [left, right] = [constantOf(baseline, own), constantOf(compressed, theirs)];
  return left === undefined || left.values.join() !== right?.values.join();
}
