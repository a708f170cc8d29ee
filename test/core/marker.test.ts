import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printMarker, readMarker, withMarker } from '../../src/core/marker.js';

const plain = {
  key: '.github/compression-gate.yml',
  run: '17800000001.1',
  sha: '8f3e2a1c',
  verdict: 'fail',
  failing: 'ab12',
};

describe('marker', () => {
  it('prints every field in one line', () => {
    expect(printMarker(plain)).toBe(
      '<!-- compression-gate:comment v=1 key=.github/compression-gate.yml run=17800000001.1 sha=8f3e2a1c verdict=fail failing=ab12 -->',
    );
  });

  it('leaves out what is not known', () => {
    const marker = { ...plain, run: null, sha: null, verdict: null, failing: null };
    expect(printMarker(marker)).toBe(
      '<!-- compression-gate:comment v=1 key=.github/compression-gate.yml -->',
    );
    expect(readMarker(`${printMarker(marker)}\nbody`)).toEqual(marker);
  });

  it.each(['-->', '--!>', '--', '---', '<!--', 'a b', 'a=b', 'ключ', '\n', '%2D', ''])(
    'keeps the key %j whole and inside the HTML comment',
    (key) => {
      const printed = printMarker({ ...plain, key });
      expect(printed.slice(4, -3)).not.toMatch(/--|>|\s\s|\n/);
      expect(readMarker(printed)?.key).toBe(key);
    },
  );

  it('reads back any well-formed key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        expect(readMarker(printMarker({ ...plain, key }))).toEqual({ ...plain, key });
      }),
    );
  });

  it.each([
    ['text before it', `hello ${printMarker(plain)}`],
    ['a line before it', `\n${printMarker(plain)}`],
    ['a quote of it', `> ${printMarker(plain)}`],
    ['another version', printMarker(plain).replace('v=1', 'v=2')],
    ['no key', '<!-- compression-gate:comment v=1 run=1.1 -->'],
    ['text after it in the line', `${printMarker(plain)} more`],
  ])('is not found with %s', (_, body) => {
    expect(readMarker(body)).toBeNull();
  });

  it('is read with the line ends that the web form writes', () => {
    expect(readMarker(`${printMarker(plain)}\r\nbody`)).toEqual(plain);
  });

  it('takes the place of an earlier one', () => {
    const first = withMarker('### heading\n', plain);
    const second = withMarker(first, { ...plain, run: '17800000002.1' });
    expect(second).toBe(`${printMarker({ ...plain, run: '17800000002.1' })}\n### heading\n`);
  });
});
