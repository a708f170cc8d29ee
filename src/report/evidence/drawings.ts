import type { CaseInput, CaseLevel, SampleCase } from '../../core/case.js';
import { drawBoxes, drawMap, enlarged, heatOf, pngOf, rasterOf, type Raster } from './raster.js';
import { soundRaster } from './sound.js';

/** A drawn input: a picture file, and in words what it shows. */
export interface Drawing {
  /** Without ending; of letters, digits and `-`. */
  readonly file: string;
  readonly level: string;
  /** Of the level among the case's. */
  readonly number: number;
  readonly told: string;
  readonly png: Uint8Array;
}

/** Inputs of a case that can be drawn, level by level, pictures with their difference from the first level's. */
export function drawings({ levels }: SampleCase): readonly Drawing[] {
  return levels.flatMap((level, number) =>
    level.inputs.flatMap((input, at) => drawn({ level, number }, input, levels[0]?.inputs[at])),
  );
}

interface Place {
  readonly level: CaseLevel;
  readonly number: number;
}

function drawn({ level, number }: Place, input: CaseInput, first: CaseInput | undefined): Drawing[] {
  const base = { file: `level-${number}-${input.input.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40)}`, level: level.level, number };
  if (input.is === 'audio')
    return [{ ...base, told: 'waveform and spectrogram', png: pngOf(soundRaster(input.values)) }];
  if (input.is !== 'picture') return [];
  const own = { ...base, told: 'what the models are fed', png: pngOf(enlarged(answered(level, input))) };
  const isSame = first?.is !== 'picture' || number === 0 || first.pixels.length !== input.pixels.length;
  if (isSame) return [own];
  const heat = { ...base, file: `${base.file}-difference`, told: 'difference from the first level', png: pngOf(enlarged(heatOf(input, first))) };
  return [own, heat];
} // prettier-ignore

/** With boxes and changed pixels of masks in it, where the answers have some: baseline blue, compressed orange, label green. */
function answered({ answers }: CaseLevel, input: Extract<CaseInput, { is: 'picture' }>): Raster {
  const plain = rasterOf(input);
  const shown = 'problem' in answers ? undefined : answers.shown;
  if (shown === undefined || (shown.is !== 'boxes' && shown.is !== 'mask')) return plain;
  const raster = { ...plain, pixels: plain.pixels.slice() };
  if (shown.is === 'mask') {
    if (shown.map !== null) drawMap(raster, shown.map);
    return raster;
  }
  const scale = 1 / input.step;
  const all = [
    [shown.label?.items ?? [], [80, 220, 100]],
    [shown.baseline.items, [90, 170, 255]],
    [shown.compressed.items, [255, 150, 60]],
  ] as const;
  return all.every(([boxes, colour]) => drawBoxes(raster, boxes, { scale, colour })) ? raster : plain;
}
