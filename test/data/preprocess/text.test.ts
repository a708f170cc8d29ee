import { expect, it } from 'vitest';
import { textSignal, textTensor } from '../../../src/data/preprocess/text.js';
import { findingOf } from '../kit.js';
import { recipe, sample } from './kit.js';

it('passes text on, in the shape that the model wants', () => {
  const signal = textSignal(recipe({ type: 'string', dims: ['N', 1] }), sample({ x: 'hello' }));
  expect(signal).toEqual({ is: 'text', texts: ['hello'], dims: [1] });
  expect(textTensor(signal)).toEqual({ type: 'string', dims: [1], data: ['hello'] });
});

it('refuses what is no text, and texts that do not fit', async () => {
  const one = recipe({ type: 'string', dims: ['N'] });
  expect(await findingOf(() => textSignal(one, sample({ x: 1 })))).toMatchObject({ code: 'INPUT_VALUE' });
  expect(await findingOf(() => textSignal(one, sample({ x: ['a', 'b'] })))).toMatchObject({
    code: 'INPUT_SHAPE',
  });
});
