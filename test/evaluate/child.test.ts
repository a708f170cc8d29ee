import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Child, type ChildOptions, type End } from '../../src/evaluate/child.js';
import type { FromWorker } from '../../src/evaluate/protocol.js';

/** A child that runs this text; what it said and how it ended. */
function watch(
  text: string,
  wanted: Partial<ChildOptions> = {},
  begin?: (child: Child) => void,
): Promise<{
  said: FromWorker['is'][];
  end: End | 'bye';
}> {
  const scratch = mkdtempSync(join(tmpdir(), 'child-'));
  const entry = join(scratch, 'entry.mjs');
  writeFileSync(entry, text);
  const surroundings = { scratch, directory: scratch, engines: {} };
  return new Promise((resolve) => {
    const said: FromWorker['is'][] = [];
    const child = new Child(
      { entry, surroundings, timeoutMs: 10_000, ...wanted },
      {
        message: ({ is }) => {
          said.push(is);
          if (is === 'bye') setTimeout(() => resolve({ said, end: 'bye' }), 300);
        },
        end: (end) => resolve({ said, end }),
      },
    );
    begin?.(child);
  });
}

const listening = "process.on('message', () => undefined);";

describe('an end without goodbye is told, whatever the exit code', () => {
  it.each([
    ['exit 0', 'process.exit(0);', 'exit code 0'],
    ['exit 1', 'process.exit(1);', 'exit code 1'],
    ['SIGKILL', "process.kill(process.pid, 'SIGKILL');", 'SIGKILL'],
    ['SIGSEGV', "process.kill(process.pid, 'SIGSEGV');", 'SIGSEGV'],
    ['abort', 'process.abort();', 'SIGABRT'],
  ])('%s', async (_, text, how) => {
    expect((await watch(text)).end).toMatchObject({ how, timedOut: false, mark: undefined });
  });

  it('with the last line it wrote to its standard error', async () => {
    const { end } = await watch("process.stderr.write('first\\nout of memory\\n'); process.exitCode = 3;");
    expect(end).toMatchObject({ how: 'exit code 3', words: 'out of memory' });
  });

  it('with a thrown error', async () => {
    const { end } = await watch("throw new Error('broken');");
    expect(end).toMatchObject({ how: 'exit code 1' });
  });
});

it('an end after goodbye is none', async () => {
  const ended = await watch(
    "process.send({ is: 'ready' }); process.send({ is: 'bye' }, () => process.exit(1));",
  );
  expect(ended).toEqual({ said: ['ready', 'bye'], end: 'bye' });
});

it('NaN and infinities arrive as they are', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'child-'));
  const entry = join(scratch, 'entry.mjs');
  writeFileSync(entry, "process.send({ is: 'timed', medians: [NaN, -Infinity, -0] });");
  const medians = await new Promise((resolve) => {
    new Child(
      { entry, surroundings: { scratch, directory: scratch, engines: {} }, timeoutMs: 10_000 },
      { message: (message) => resolve('medians' in message ? message.medians : []), end: () => undefined },
    );
  });
  expect(medians).toEqual([NaN, -Infinity, -0]);
});

describe('silence', () => {
  it('while there is work is a timeout', async () => {
    const { end } = await watch(listening, { timeoutMs: 800 });
    expect(end).toMatchObject({ how: 'SIGKILL', timedOut: true });
  });

  it('of a process that blocks is a timeout as well', async () => {
    const { end } = await watch('for (;;);', { timeoutMs: 800 });
    expect(end).toMatchObject({ how: 'SIGKILL', timedOut: true });
  });

  it('while there is none is not', async () => {
    const text = `${listening} setTimeout(() => process.exit(5), 2500);`;
    const { end } = await watch(text, { timeoutMs: 600 }, (child) => child.idle());
    expect(end).toMatchObject({ how: 'exit code 5', timedOut: false });
  });

  it('of one that goes on marking is not', async () => {
    const text = `
      import { writeFileSync } from 'node:fs';
      process.once('message', ({ marker }) => {
        let count = 0;
        setInterval(() => writeFileSync(marker, '1 4 8 ' + (count += 1)), 50);
        setTimeout(() => process.exit(5), 2500);
      });`;
    const { end } = await watch(text, { timeoutMs: 800 });
    expect(end).toMatchObject({ how: 'exit code 5', timedOut: false, mark: { arm: 1, from: 4, to: 8 } });
  });
});

it('an aborted signal kills', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  const { end } = await watch('for (;;);', { signal: stop.signal });
  expect(end).toMatchObject({ how: 'SIGKILL', timedOut: false });
});

it('a message to a dead child is not an error', async () => {
  let child: Child | undefined;
  const { end } = await watch('process.exit(0);', {}, (started) => (child = started));
  expect(() => child?.post({ is: 'close' })).not.toThrow();
  expect(end).toMatchObject({ how: 'exit code 0' });
});
