import type { NodeProto } from 'onnx-buf';
import type { LayerTaps, Tap } from '../evaluate/layers.js';
import { realOutput, type Layer } from '../onnx/layers.js';
import type { OpenModel } from '../onnx/model.js';
import type { LayerPair } from '../onnx/pair.js';
import { beforeQuantization } from '../onnx/restore.js';
import { constantOf, rangeOf, scalingOf } from '../onnx/weights.js';

/** Which tensors of both graphs tell about a layer. */
export function tapsOf(baseline: OpenModel, compressed: OpenModel, pair: LayerPair): LayerTaps {
  const { family } = pair.baseline;
  const quantized = quantizedInput(compressed, pair.compressed);
  return {
    output: {
      float: { name: withBias(baseline, pair.baseline, pair.compressed) },
      compressed: outputTap(compressed, pair),
    },
    input:
      family === 'lookup'
        ? null
        : {
            float: { name: inputOf(pair.baseline) },
            compressed: quantized?.behind ?? inputTap(compressed, pair.compressed),
          },
    quantized,
    channelAxis: family === 'lookup' ? null : family === 'matrix' ? -1 : 1,
  };
}

/** Tensors that a graph computes, of those that taps read. */
export function namesToExpose(model: OpenModel, taps: readonly Tap[]): string[] {
  return [...new Set(taps.map(({ name }) => name))].filter((name) => model.makers.has(name));
}

function inputOf({ node, activation }: Layer): string {
  return node.input[activation] ?? '';
}

function hasBias({ node, bias }: Layer): boolean {
  return bias !== null && (node.input[bias] ?? '') !== '';
}

/** The result with the bias added, where the counterpart adds it in the layer itself. */
function withBias(model: OpenModel, layer: Layer, counterpart: Layer): string {
  const output = realOutput(model, layer.node);
  if (hasBias(layer) || !hasBias(counterpart)) return output;
  return model.readers.get(output)?.find(({ opType }) => opType === 'Add')?.output[0] ?? output;
}

function outputTap(model: OpenModel, { baseline, compressed: layer }: LayerPair): Tap {
  if (layer.stored !== 'linear') return { name: withBias(model, layer, baseline) };
  const from = layer.node.opType === 'QGemm' ? 7 : 6;
  return scaled(model, layer.node.output[0] ?? '', layer.node.input.slice(from, from + 2));
}

/** A tensor of whole numbers and the names of its scale and zero point. */
function scaled(model: OpenModel, name: string, [scale = '', zero = '']: readonly string[]): Tap {
  return {
    name,
    scale: constantOf(model, scale)?.values[0] ?? NaN,
    zero: zero === '' ? 0 : (constantOf(model, zero)?.values[0] ?? NaN),
  };
}

function inputTap(model: OpenModel, layer: Layer): Tap {
  const name = inputOf(layer);
  if (layer.stored === 'linear') return scaled(model, name, layer.node.input.slice(layer.activation + 1));
  if (layer.stored === 'integer') return { name: beforeQuantization(model, name) ?? name };
  return { name };
}

/** Only of quantization whose scale is known before it runs, one for the whole tensor. */
function quantizedInput(model: OpenModel, layer: Layer): LayerTaps['quantized'] {
  const name = inputOf(layer);
  const maker = model.makers.get(name);
  const quantizer = maker?.opType === 'DequantizeLinear' ? model.makers.get(maker.input[0] ?? '') : maker;
  if (quantizer?.opType !== 'QuantizeLinear') return null;
  const range = realRange(model, quantizer);
  if (range === undefined || (layer.stored !== 'linear' && layer.stored !== 'float')) return null;
  const behind = layer.stored === 'linear' ? inputTap(model, layer) : { name };
  return { before: { name: quantizer.input[0] ?? '' }, behind, ...range };
}

function realRange(model: OpenModel, quantizer: NodeProto): { low: number; high: number } | undefined {
  const scaling = scalingOf(model, quantizer);
  const range = rangeOf(model, quantizer);
  if (range === undefined || scaling?.scale.values.length !== 1) return undefined;
  const scale = scaling.scale.values[0] ?? NaN;
  const zero = scaling.zero?.values[0] ?? 0;
  return { low: (range.low - zero) * scale, high: (range.high - zero) * scale };
}
