import type { NoiseKind, TextSignal } from '../../core/noise.js';
import { scaled } from './level.js';
import { substituted, textSchema } from './text/edit.js';

/** What scanners of printed text take a character for. */
const confused: { readonly [character: string]: readonly string[] } = {
  0: ['O', 'o', 'D'], 1: ['l', 'I', 'i'], 2: ['Z', 'z'], 3: ['8', 'E'], 4: ['A'], 5: ['S', 's'], 6: ['b', 'G'], 7: ['T', '1'],
  8: ['B', '3'], 9: ['g', 'q'],
  a: ['o', 'e'], b: ['6', 'h'], c: ['e', 'o'], d: ['cl', 'a'], e: ['c', 'o'], f: ['t'], g: ['9', 'q'], h: ['b', 'li'],
  i: ['l', '1', 'j'], j: ['i'], l: ['1', 'I', 'i'], m: ['rn', 'nn'], n: ['ri', 'h'], o: ['0', 'c'], q: ['g', '9'], r: ['t'],
  s: ['5', 'S'], t: ['f', 'l'], u: ['v', 'ii'], v: ['u', 'y'], w: ['vv'], y: ['v'], z: ['2'],
  B: ['8', 'E'], C: ['G', 'O'], D: ['O', '0'], E: ['F', 'B'], F: ['P', 'E'], G: ['6', 'C'], H: ['N'], I: ['l', '1'], M: ['N'],
  N: ['M'], O: ['0', 'Q', 'D'], P: ['F'], Q: ['O'], S: ['5', 's'], T: ['7', 'I'], U: ['V'], V: ['U'], W: ['VV'], Z: ['2'],
}; // prettier-ignore

const table = new Map(Object.entries(confused));

/** Characters misread by a scanner: letters and digits, some of them read as two characters. */
export const ocr: NoiseKind<TextSignal> = {
  name: 'ocr',
  options: textSchema('the letters and digits that scanners confuse'),
  on: ['text'],
  needsRange: false,
  moves: ['characters'],
  milder: scaled('rate'),
  apply: (signal, options, stream) =>
    substituted(signal, options, { stream, ways: (point) => table.get(point) }),
};
