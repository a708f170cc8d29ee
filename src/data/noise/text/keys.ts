/** Letters whose keys touch a letter's key on a QWERTY keyboard. */
const touching: { readonly [letter: string]: string } = {
  q: 'wa', w: 'qeas', e: 'wrsd', r: 'etdf', t: 'ryfg', y: 'tugh', u: 'yihj', i: 'uojk', o: 'ipkl', p: 'ol',
  a: 'qwsz', s: 'awedxz', d: 'serfcx', f: 'drtgvc', g: 'ftyhbv', h: 'gyujnb', j: 'huikmn', k: 'jiolm', l: 'kop',
  z: 'asx', x: 'zsdc', c: 'xdfv', v: 'cfgb', b: 'vghn', n: 'bhjm', m: 'njk',
}; // prettier-ignore

const neighbours: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(touching).flatMap(([letter, keys]) => [
    [letter, Array.from(keys)],
    [letter.toUpperCase(), Array.from(keys.toUpperCase())],
  ]),
);

/** The neighbours of a, … z and A, … Z, in the letter's own case; undefined for everything else. */
export function neighboursOf(point: string): readonly string[] | undefined {
  return neighbours.get(point);
}
