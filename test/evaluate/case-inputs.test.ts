import { describe, expect, it } from 'vitest';
import type { Signal } from '../../src/core/noise.js';
import { shownInput, typicalOf } from '../../src/evaluate/case-inputs.js';

const none = { names: [], typical: [] };
const shown = (
  signal: Signal,
  about: Parameters<typeof shownInput>[2] = none,
): ReturnType<typeof shownInput> => shownInput('x', signal, about);

describe('an input is shown', () => {
  it('as a picture of whole shades, rows × columns × channels', () => {
    const values = Float32Array.of(0, 0.5, 1, 1, 0, 0.25);
    const signal: Signal = { is: 'picture', values, dims: [1, 2, 3], range: [0, 1] };
    expect(shown(signal)).toMatchObject({ is: 'picture', height: 1, width: 2, channels: 3, pixels: Uint8Array.of(0, 128, 255, 255, 0, 64), step: 1 }); // prettier-ignore
  });

  it('as a picture where a tensor looks like one, from its own darkest to its brightest value', () => {
    const values = Float32Array.from({ length: 64 }, (_, at) => at - 10);
    const found = shown({ is: 'tensor', values, dims: [1, 8, 8] });
    expect(found).toMatchObject({ is: 'picture', height: 8, width: 8, channels: 1 });
    expect(found.is === 'picture' && [found.pixels[0], found.pixels[63]]).toEqual([0, 255]);
  });

  it('by every second row and column where it is large', () => {
    const values = new Float32Array(600 * 400);
    expect(shown({ is: 'picture', values, dims: [600, 400, 1], range: [0, 1] })).toMatchObject({ height: 300, width: 200, step: 2 }); // prettier-ignore
  });

  it('as a row of named features beside what is typical', () => {
    const about = {
      names: ['age', 'sex'],
      typical: typicalOf([Float32Array.of(1, 0), Float32Array.of(3, 0)]),
    };
    expect(shown({ is: 'tensor', values: Float32Array.of(9, 1), dims: [2] }, about)).toEqual({
      is: 'row',
      input: 'x',
      features: [
        { name: 'age', value: 9, typical: [1.1, 2, 2.9] },
        { name: 'sex', value: 1, typical: [0, 0, 0] },
      ],
    });
  });

  it('as sound without its padding, as texts, or by its shape alone', () => {
    const sound: Signal = { is: 'audio', values: new Float32Array(9), dims: [9], rate: 8000, length: 5 };
    expect(shown(sound)).toEqual({ is: 'audio', input: 'x', rate: 8000, values: new Float32Array(5) });
    expect(shown({ is: 'text', texts: ['a'], dims: [] })).toEqual({ is: 'text', input: 'x', texts: ['a'] });
    expect(shown({ is: 'tensor', values: new Float32Array(70), dims: [70] })).toEqual({ is: 'other', input: 'x', dims: [70] }); // prettier-ignore
  });
});
