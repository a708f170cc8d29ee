import { describe, expect, it } from 'vitest';
import { Passing, retried } from '../../src/sources/retry.js';

/** Fails with these errors in turn, then gives 'done'; records the pauses. */
function failing(...errors: readonly Error[]) {
  const left = [...errors];
  const pauses: number[] = [];
  const work = (): Promise<string> => {
    const next = left.shift();
    return next ? Promise.reject(next) : Promise.resolve('done');
  };
  return { work, pauses, left, note: (_: string, waitMs: number) => void pauses.push(waitMs) };
}

describe('work that is tried again', () => {
  it('waits twice as long each time', async () => {
    const { work, pauses, note } = failing(new Passing('a'), new Passing('b'), new Passing('c'));
    expect(await retried(work, { attempts: 4, waitMs: 1, note })).toBe('done');
    expect(pauses).toEqual([1, 2, 4]);
  });

  it('waits as long as the server asks', async () => {
    const { work, pauses, note } = failing(new Passing('busy', 3));
    await retried(work, { attempts: 2, waitMs: 1000, note });
    expect(pauses).toEqual([3]);
  });

  it('throws the last failure after the last attempt', async () => {
    const { work, note } = failing(new Passing('first'), new Passing('last'));
    await expect(retried(work, { attempts: 2, waitMs: 1, note })).rejects.toThrow('last');
  });

  it('does not try again what will not pass', async () => {
    const { work, left, note } = failing(new Error('wrong'), new Error('never reached'));
    await expect(retried(work, { attempts: 5, waitMs: 1, note })).rejects.toThrow('wrong');
    expect(left).toHaveLength(1);
  });

  it('ends while it waits when the run is ended', async () => {
    const end = new AbortController();
    const { work } = failing(new Passing('busy'));
    const note = (): void => void setTimeout(() => { end.abort(); }, 10); // prettier-ignore
    await expect(retried(work, { attempts: 2, waitMs: 60_000, note, signal: end.signal })).rejects.toThrow();
  });
});
