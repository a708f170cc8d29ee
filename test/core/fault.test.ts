import { describe, expect, it } from 'vitest';
import { fault, finding, findingOf, orFinding, word } from '../../src/core/fault.js';

const missing = fault('FILE_MISSING', { path: 'a.npz', what: 'data' });

it('a reason ends where the sentence goes on', () => {
  const said = (reason: string): string => word(finding('SOUND_UNREADABLE', { path: 'a.wav', reason })).what;
  expect(said('it is cut short.')).toBe("sound a.wav can't be read: it is cut short");
  expect(said('Error while decompressing the data:')).toMatch(/data$/);
});

describe('a fault that is caught', () => {
  it('is its first finding', () => {
    expect(findingOf(missing)).toEqual({ code: 'FILE_MISSING', data: { path: 'a.npz', what: 'data' } });
  });

  it('is thrown on when it is a bug of ours', async () => {
    const bug = new TypeError('not a function');
    expect(() => findingOf(bug)).toThrow(bug);
    await expect(orFinding(Promise.reject(bug))).rejects.toBe(bug);
  });

  it('stands in the place of a result', async () => {
    expect(await orFinding(Promise.resolve(3))).toBe(3);
    expect(await orFinding(Promise.reject(missing))).toMatchObject({ code: 'FILE_MISSING' });
  });
});
