import { describe, expect, it } from 'vitest';
import { casesOf, featuresOf, type Look } from '../../src/evaluate/looks.js';

function look(id: string, over: Partial<Look>): Look {
  return { id, position: 0, isChanged: false, margin: null, features: new Float64Array(), ...over };
}

describe('features of a sample', () => {
  it('are the values themselves, or each channel’s mean', () => {
    expect([...featuresOf({ dims: [1, 3] }, [1, 2, 3], -1)]).toEqual([1, 2, 3]);
    expect([...featuresOf({ dims: [1, 2, 1, 2] }, [1, 3, 10, 20], 1)]).toEqual([2, 15]);
    expect([...featuresOf({ dims: [1, 2, 2] }, [1, 10, 3, 20], -1)]).toEqual([2, 15]);
  });

  it('are those of one sample where a fixed batch repeats it, and none without a channel', () => {
    expect([...featuresOf({ dims: [2, 2] }, [1, 2, 1, 2], -1)]).toEqual([1, 2]);
    expect(featuresOf({ dims: [4] }, [1, 2, 3, 4], -1)).toHaveLength(0);
  });
});

describe('cases', () => {
  const changed = look('a', { position: 4, isChanged: true, margin: 0.25, features: Float64Array.of(1, 0) });

  it('have the first layer they depart at, and the unchanged sample that is most alike', () => {
    const others = [
      look('far', { features: Float64Array.of(0, 1) }),
      look('near', { features: Float64Array.of(3, 0.1) }),
      look('b', { isChanged: true, position: 7, features: Float64Array.of(1, 0) }),
    ];
    const [first, second] = casesOf([changed, ...others], [2, null, null, null]);
    expect(first).toMatchObject({ position: 4, first: 2, margin: 0.25, nearest: { sample: 'near' } });
    expect(first?.nearest?.cosine).toBeCloseTo(3 / Math.sqrt(9.01), 12);
    expect(second).toMatchObject({ position: 7, first: null });
  });

  it('have no neighbour where features are none, broken, or of another length', () => {
    const others = [
      look('none', {}),
      look('broken', { features: Float64Array.of(NaN, 1) }),
      look('zero', { features: Float64Array.of(0, 0) }),
    ];
    expect(casesOf([changed, ...others], [null, null, null, null])[0]?.nearest).toBeNull();
  });
});
