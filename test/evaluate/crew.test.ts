import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Child, End } from '../../src/evaluate/child.js';
import { Crew } from '../../src/evaluate/crew.js';
import type { FromWorker } from '../../src/evaluate/protocol.js';

/** Workers that answer `time` with their process number, make one mark first, and leave when they are told. */
const timing = `
import { writeFileSync } from 'node:fs';
let marker;
process.on('message', (message) => {
  if (message.is === 'start') marker = message.marker;
  if (message.is === 'time') {
    writeFileSync(marker, '1 4 5 7'.padEnd(64));
    process.send({ is: 'timed', medians: [process.pid] });
  }
  if (message.is === 'inspect') process.kill(process.pid, 'SIGKILL');
  if (message.is === 'close') process.send({ is: 'bye' }, () => process.disconnect());
});
`;

function crewOf(text: string): Crew {
  const scratch = mkdtempSync(join(tmpdir(), 'crew-'));
  const entry = join(scratch, 'entry.mjs');
  writeFileSync(entry, text);
  const crew = new Crew({
    entry,
    surroundings: { scratch, directory: scratch, engines: {} },
    timeoutMs: 10_000,
  });
  onTestFinished(() => {
    crew.dismiss();
  });
  return crew;
}

/** Asks who answers; the worker is kept unless it is let go. */
function asked(crew: Crew): Promise<{ readonly child: Child; readonly pid: number }> {
  return new Promise((resolve, reject) => {
    const child: Child = crew.hire({
      message: (message: FromWorker) => {
        if (message.is === 'timed') resolve({ child, pid: message.medians[0] ?? 0 });
      },
      end: reject,
    });
    child.post({ is: 'time', pass: 0 });
  });
}

it('who is let go answers the next question', async () => {
  const crew = crewOf(timing);
  const first = await asked(crew);
  crew.letGo(first.child);
  const second = await asked(crew);
  expect(second.pid).toBe(first.pid);
  crew.letGo(second.child);
});

it('who is at work does not', async () => {
  const crew = crewOf(timing);
  const [first, second] = [await asked(crew), await asked(crew)];
  expect(second.pid).not.toBe(first.pid);
  for (const { child } of [first, second]) crew.letGo(child);
});

it('who died while nobody asked is not hired again', async () => {
  const crew = crewOf(timing);
  const first = await asked(crew);
  crew.letGo(first.child);
  process.kill(first.pid, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const second = await asked(crew);
  expect(second.pid).not.toBe(first.pid);
  crew.letGo(second.child);
});

it('who dies over a question is not blamed on what an earlier one was about', async () => {
  const crew = crewOf(timing);
  const { child } = await asked(crew);
  crew.letGo(child);
  const end = await new Promise<End>((resolve) => {
    const again = crew.hire({ message: () => undefined, end: resolve });
    expect(again).toBe(child);
    again.post({ is: 'inspect', request: { tasks: [], targets: [], reference: {} as never } }); // never read
  });
  expect(end).toMatchObject({ how: 'SIGKILL', mark: undefined });
});

it('who is dismissed says goodbye', async () => {
  const note = join(mkdtempSync(join(tmpdir(), 'crew-')), 'gone');
  const crew = crewOf(`${timing}process.on('exit', () => writeFileSync(${JSON.stringify(note)}, 'gone'));`);
  const { child } = await asked(crew);
  crew.letGo(child);
  crew.dismiss();
  await expect.poll(() => readFileSync(note, { encoding: 'utf8', flag: 'a+' })).toBe('gone');
});
