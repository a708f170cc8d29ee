import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/core/fault.js';
import { kinds } from '../../src/kinds.js';
import { readPolicy } from '../../src/policy/read.js';
import { changed } from './arrange.js';

const read = (text: string) => readPolicy({ text, path: 'p.yml' }, kinds);

function told(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.findings.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`);
  }
  return [];
}

const clean = 'clean: { disagreement: 1% }';
const with_ = (keys: string): string => changed('    levels:', `    ${keys}\n    levels:`);

describe('looking into models', () => {
  test('is read, and says nothing where nothing is written', () => {
    const [task] = read(
      with_('similarity: { samples: 64, tensors: [{ baseline: a, compressed: b }] }'),
    ).tasks;
    expect(task?.similarity).toEqual({ samples: 64, tensors: [{ baseline: 'a', compressed: 'b' }] });
    expect(read(with_('seek: {}')).tasks[0]?.seek).toEqual({ budget: 200 });
    expect(read(with_('seek: { budget: 7 }')).tasks[0]?.seek).toEqual({ budget: 7 });
    const [bare] = read(changed(clean, 'clean: { similarity-loss: 0.3, attribution-loss: 0.5 }')).tasks;
    expect([bare?.similarity, bare?.seek]).toEqual([undefined, undefined]);
  });

  test.each([
    ['a misspelt key', with_('similarity: { sample: 64 }'), 'UNKNOWN_KEY 11:19'],
    ['half a pair', with_('similarity: { tensors: [{ baseline: a }] }'), 'MISSING_KEY 11:29'],
    ['no budget', with_('seek: { budget: 0 }'), 'WRONG_VALUE 11:21'],
    ['a search without noise', changed(clean, 'clean: { sought-flips: 0 }'), 'SEEK_AT_CLEAN 12:16'],
    ['a slice of it', `${changed(clean, 'clean: { similarity-loss: 0.3 }')}    slices: { kind: { similarity-loss: 0.3 } }\n`, 'LIMIT_OF_WHOLE 14:23'],
    ['a percentage', changed(clean, 'clean: { similarity-loss: 3% }'), 'UNIT_WRONG 12:33'],
  ])('%s is refused', (_, text, expected) => {
    expect(told(text)).toEqual([expected]);
  }); // prettier-ignore
});
