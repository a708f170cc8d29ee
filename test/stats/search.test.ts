import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstWhere } from '../../src/stats/search.js';

describe('firstWhere', () => {
  it('finds where a test begins to hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.nat(5000), fc.nat(5000), (low, width, offset) => {
        const begins = low + (offset % (width + 2));
        expect(firstWhere(low, low + width, (at) => at >= begins)).toBe(begins);
      }),
    );
  });

  it('answers one past the end when the test never holds, or there is nothing to search', () => {
    expect(firstWhere(0, 10, () => false)).toBe(11);
    expect(firstWhere(1, 0, () => true)).toBe(1);
  });

  it('takes few steps however wide the range is', () => {
    let asked = 0;
    firstWhere(0, 1e9, (at) => {
      asked += 1;
      return at >= 1000;
    });
    expect(asked).toBeLessThan(25);
  });
});
