import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FromWorker, ToWorker } from '../../src/evaluate/protocol.js';
import { serve } from '../../src/evaluate/serve.js';
import { kinds } from '../../src/kinds.js';
import { project, rows } from '../gate/kit.js';
import { prepared } from './kit.js';

/** Says all of it at once and waits for this many answers. */
function answers(messages: readonly ToWorker[], count: number): Promise<FromWorker[]> {
  return new Promise((resolve) => {
    const said: FromWorker[] = [];
    const take = serve(kinds, (message) => {
      said.push(message);
      if (said.length === count) resolve(said);
    });
    for (const message of messages) take(message);
  });
}

describe('a worker', () => {
  it('answers in the order it was asked, and says goodbye', async () => {
    const { crew, plan } = await prepared(project({ data: rows(24) }), 8);
    const marker = join(mkdtempSync(join(tmpdir(), 'serve-')), 'one.mark');
    const chunk = (position: number): ToWorker => ({ is: 'chunk', chunk: position, skips: [], lostArms: [] });
    const said = await answers(
      [
        { is: 'start', surroundings: crew.options.surroundings, marker },
        { is: 'work', work: plan.work },
        chunk(2),
        chunk(0),
        { is: 'close' },
      ],
      4,
    );
    expect(said.map(({ is }) => is)).toEqual(['ready', 'done', 'done', 'bye']);
    expect(said.flatMap((message) => (message.is === 'done' ? [message.result.chunk] : []))).toEqual([2, 0]);
  });

  it('says what failed: a bug of ours as such, and goes on', async () => {
    const said = await answers([{ is: 'time', pass: 0 }, { is: 'close' }], 2);
    expect(said[0]).toMatchObject({ is: 'failed', findings: [] });
    expect(said[0]?.is === 'failed' && said[0].bug).toContain('no pass 0');
    expect(said[1]).toEqual({ is: 'bye' });
  });

  it('says what failed: a problem of the data as a finding', async () => {
    const { crew, plan } = await prepared(project({ data: rows(8) }), 8);
    const passes = plan.work.passes.map((pass) => ({
      ...pass,
      path: join(crew.options.surroundings.scratch, 'gone.jsonl'),
    }));
    const marker = join(mkdtempSync(join(tmpdir(), 'serve-')), 'one.mark');
    const said = await answers(
      [
        { is: 'start', surroundings: crew.options.surroundings, marker },
        { is: 'work', work: { ...plan.work, passes } },
        { is: 'chunk', chunk: 0, skips: [], lostArms: [] },
      ],
      2,
    );
    expect(said[1]).toMatchObject({ is: 'failed' });
  });
});
