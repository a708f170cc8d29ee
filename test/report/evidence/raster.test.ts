import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../../src/core/case.js';
import {
  blank,
  drawBoxes,
  drawMap,
  enlarged,
  heat,
  heatOf,
  pngOf,
  rasterOf,
} from '../../../src/report/evidence/raster.js';
import { picture } from './make-case.js';

type Picture = Extract<CaseInput, { is: 'picture' }>;
const of = (shades: readonly number[]): Picture => picture(shades) as Picture; // what it makes

describe('a drawn picture', () => {
  it('is a PNG of the same pixels, grey as three equal channels', () => {
    const png = decode(pngOf(rasterOf(of([0, 50, 100, 200]))));
    expect([png.width, png.height, png.channels, png.depth]).toEqual([2, 2, 3, 8]);
    expect([...png.data]).toEqual([0, 0, 0, 50, 50, 50, 100, 100, 100, 200, 200, 200]);
  });

  it('is enlarged by a whole number, every pixel a block', () => {
    const large = enlarged(rasterOf(of([1, 2, 3, 4])));
    expect([large.width, large.height]).toEqual([112, 112]);
    const at = (x: number, y: number): number | undefined => large.pixels[(y * 112 + x) * 3];
    expect([at(55, 55), at(56, 55), at(55, 56), at(111, 111)]).toEqual([1, 2, 3, 4]);
  });
});

describe('a heat map', () => {
  it('is black where nothing differs and white where most does', () => {
    const { pixels } = heatOf(of([0, 60, 100, 100]), of([0, 50, 100, 200]));
    expect([...pixels.subarray(0, 3), ...pixels.subarray(9)]).toEqual([0, 0, 0, 255, 255, 255]);
    expect([...pixels.subarray(3, 6)]).toEqual(heat(0.1));
    expect(heatOf(of([9, 9, 9, 9]), of([9, 9, 9, 9])).pixels.every((shade) => shade === 0)).toBe(true);
  });

  it('runs from black through red and yellow to white', () => {
    expect([0, 1 / 3, 2 / 3, 1].map(heat)).toEqual([[0, 0, 0], [255, 0, 0], [255, 255, 0], [255, 255, 255]]); // prettier-ignore
  });
});

describe('what is drawn over a picture', () => {
  const box = (left: number, top: number, width: number, height: number): never =>
    ({ box: [left, top, width, height], name: 'b', score: null }) as never; // as the report has it

  it('is an outline for each box, or nothing where boxes are of a larger picture', () => {
    const raster = blank(5, 5, 0);
    expect(drawBoxes(raster, [box(1, 1, 2, 2)], { scale: 1, colour: [9, 9, 9] })).toBe(true);
    const painted = [...raster.pixels.keys()].filter((at) => at % 3 === 0 && raster.pixels[at] === 9);
    expect(painted.map((at) => at / 3)).toEqual([6, 7, 8, 11, 13, 16, 17, 18]);
    expect(drawBoxes(blank(5, 5, 0), [box(0, 0, 600, 2)], { scale: 1, colour: [9, 9, 9] })).toBe(false);
  });

  it('is the share of changed pixels of a mask', () => {
    const raster = blank(2, 1, 80);
    drawMap(raster, { rows: 1, columns: 2, shares: [0, 1] });
    expect([...raster.pixels]).toEqual([80, 80, 80, 255, 255, 255]);
  });
});
