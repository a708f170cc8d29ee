import { Fault } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { Work } from '../core/plan.js';
import { inspect } from './census.js';
import { runChunk, type Bench } from './chunk.js';
import { markWriter, type Mark } from './marker.js';
import { openPass, type OpenPass } from './pass.js';
import type { FromWorker, Surroundings, ToWorker } from './protocol.js';
import { keepSessions, type Sessions } from './sessions.js';
import { timeArms } from './timing.js';

/** The worker's end of the line to its parent. */
export interface Line {
  send(message: FromWorker): void;
  /** Ends the process in order. */
  leave(): void;
}

/** Answers the parent's messages one at a time, in order of arrival. */
export function serve(kinds: Kinds, line: Line): (message: ToWorker) => void {
  const worker = new Worker(kinds, line);
  let queue = Promise.resolve();
  return (message) => {
    queue = queue
      .then(() => worker.take(message))
      .catch((error: unknown) => {
        line.send(failure(error));
      });
  };
}

function failure(error: unknown): FromWorker {
  if (error instanceof Fault) return { is: 'failed', findings: error.findings, bug: null };
  return {
    is: 'failed',
    findings: [],
    bug: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

interface Started {
  readonly surroundings: Surroundings;
  readonly sessions: Sessions;
  readonly mark: (mark: Omit<Mark, 'count'>) => void;
}

class Worker {
  private started: Started | undefined;
  private work: Work | undefined;
  private readonly passes = new Map<number, Promise<OpenPass>>();

  constructor(
    private readonly kinds: Kinds,
    private readonly line: Line,
  ) {}

  async take(message: ToWorker): Promise<void> {
    if (message.is === 'start') this.start(message);
    else if (message.is === 'inspect') {
      const census = await inspect(message.request, { kinds: this.kinds, ...this.running() });
      this.line.send({ is: 'census', census });
    } else if (message.is === 'work') this.work = message.work;
    else if (message.is === 'chunk') await this.chunk(message);
    else if (message.is === 'time') {
      const medians = await timeArms(await this.bench(message.pass));
      this.line.send({ is: 'timed', medians });
    } else {
      this.line.send({ is: 'bye' });
      this.line.leave();
    }
  }

  private start({ surroundings, marker }: Extract<ToWorker, { is: 'start' }>): void {
    this.started = {
      surroundings,
      sessions: keepSessions(this.kinds, surroundings),
      mark: markWriter(marker),
    };
    this.line.send({ is: 'ready' });
  }

  private async chunk({ chunk, skips, lostArms }: Extract<ToWorker, { is: 'chunk' }>): Promise<void> {
    const pass = this.work?.chunks[chunk]?.pass;
    if (pass === undefined) throw new Error(`no chunk ${chunk}`);
    this.line.send({
      is: 'done',
      result: await runChunk(await this.bench(pass), chunk, { skips, lostArms }),
    });
  }

  private async bench(position: number): Promise<Bench> {
    const work = this.work;
    const pass = work?.passes[position];
    if (work === undefined || pass === undefined) throw new Error(`no pass ${position}`);
    const opened =
      this.passes.get(position) ?? openPass(pass, { kinds: this.kinds, ...this.running(), ...work });
    this.passes.set(position, opened);
    return { kinds: this.kinds, work, open: await opened, mark: this.running().mark };
  }

  private running(): Started {
    if (this.started === undefined) throw new Error('the worker was not started');
    return this.started;
  }
}
