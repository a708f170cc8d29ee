import { Fault, finding, type Finding } from '../core/fault.js';
import type { Census, ChunkResult, Work } from '../core/plan.js';
import { Child, type ChildOptions, type End } from './child.js';
import { Crashes } from './crashes.js';
import type { FromWorker, InspectRequest, ToWorker } from './protocol.js';

export interface PoolOptions extends ChildOptions {
  readonly workers: number;
}

/** At most so many chunks wait at one worker: the next is there when one ends, and little is lost with it. */
const outstanding = 2;

/** Asks one worker one question; a death is a Fault that names it. */
async function ask(options: ChildOptions, question: readonly ToWorker[]): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    const child = new Child(options, {
      message: (message) => {
        if (message.is === 'ready') return;
        child.post({ is: 'close' });
        if (message.is === 'bye') return;
        if (message.is === 'failed') reject(failed(message));
        else resolve(message);
      },
      end: (end) => {
        reject(new Fault(deathAtInspection(end, options.timeoutMs)));
      },
    });
    for (const message of question) child.post(message);
  });
}

function failed(message: Extract<FromWorker, { is: 'failed' }>): Error {
  return message.bug === null ? new Fault(message.findings) : new Error(message.bug);
}

function deathAtInspection(end: End, timeoutMs: number): Finding {
  const arm = ['baseline', 'compressed'][end.mark?.arm ?? -1] ?? 'data';
  if (end.timedOut)
    return finding('WORKER_TIMEOUT', { arm, sample: 'inspected first', seconds: timeoutMs / 1000 });
  return finding('WORKER_CRASHED', {
    arm,
    sample: `inspected first (${end.words.trim() || 'no words'})`,
    signal: end.how,
  });
}

/** Looks at each task in a worker of its own, so that a model that kills its process costs its own task only. */
export async function takeCensus(options: ChildOptions, request: InspectRequest): Promise<Census> {
  const engines = await askCensus(options, { ...request, tasks: [] });
  const tasks: Census['tasks'][number][] = [];
  for (const inspection of request.tasks) {
    try {
      const census = await askCensus(options, { ...request, targets: [], tasks: [inspection] });
      tasks.push(...census.tasks);
    } catch (error) {
      if (!(error instanceof Fault) || error.findings[0] === undefined) throw error;
      tasks.push({ task: inspection.task.name, problem: error.findings[0] });
    }
  }
  return { tasks, engines: engines.engines };
}

async function askCensus(options: ChildOptions, request: InspectRequest): Promise<Census> {
  const answer = await ask(options, [{ is: 'inspect', request }]);
  if (answer.is !== 'census') throw new Error(`expected a census, got ${answer.is}`);
  return answer.census;
}

/** Median milliseconds per sample of each arm; an empty list when they could not be timed. */
export async function timeWork(options: ChildOptions, work: Work): Promise<readonly number[]> {
  try {
    const answer = await ask(options, [
      { is: 'work', work },
      { is: 'time', pass: 0 },
    ]);
    return answer.is === 'timed' ? answer.medians : [];
  } catch (error) {
    if (error instanceof Fault) return []; // the same crash is already told by the chunks
    throw error;
  }
}

/** What an evaluation leaves besides its chunks. */
export interface Ended {
  /** Why it ended early; null when every chunk was evaluated. */
  readonly cut: Finding | null;
  readonly crashes: number;
}

/**
 * Evaluates every chunk on a pool of workers and hands the results over in chunk order, whatever order they
 * finish in. A chunk whose worker dies is repeated by another without what killed it.
 */
export function evaluate(
  options: PoolOptions,
  work: Work,
  take: (result: ChunkResult) => void,
): Promise<Ended> {
  return new Evaluation(options, work, take).ended;
}

class Evaluation {
  readonly ended: Promise<Ended>;
  private readonly queue: number[];
  private readonly finished = new Map<number, ChunkResult>();
  private readonly children = new Map<Child, number[]>();
  private readonly crashes: Crashes;
  private folded = 0;
  private died = 0;
  private resolve: (ended: Ended) => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;

  constructor(
    private readonly options: PoolOptions,
    private readonly work: Work,
    private readonly take: (result: ChunkResult) => void,
  ) {
    this.queue = [...work.chunks.keys()];
    this.crashes = new Crashes(work.arms, options.timeoutMs);
    this.ended = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    const count = Math.min(options.workers, this.queue.length);
    if (count === 0) this.resolve({ cut: null, crashes: 0 });
    for (let worker = 0; worker < count; worker += 1) this.spawn();
  }

  private spawn(): void {
    const child: Child = new Child(this.options, {
      message: (message) => {
        this.receive(child, message);
      },
      end: (end) => {
        this.bury(child, end);
      },
    });
    this.children.set(child, []);
    child.post({ is: 'work', work: this.work });
    this.feed(child);
  }

  /** Hands out chunks in order, never so far ahead that results pile up behind a slow one. */
  private feed(child: Child): void {
    const mine = this.children.get(child);
    const horizon = this.folded + 4 * outstanding * this.options.workers;
    while (mine && mine.length < outstanding && this.queue[0] !== undefined && this.queue[0] < horizon) {
      const chunk = this.queue.shift() ?? 0;
      mine.push(chunk);
      const { lostArms } = this.crashes;
      child.post({ is: 'chunk', chunk, skips: this.crashes.skipsOf(chunk), lostArms });
    }
    if (mine?.length === 0) child.idle();
  }

  private receive(child: Child, message: FromWorker): void {
    if (message.is === 'failed') {
      this.stop();
      if (message.bug === null) this.resolve({ cut: message.findings[0] ?? null, crashes: this.died });
      else this.reject(new Error(message.bug));
    }
    if (message.is !== 'done') return;
    const mine = this.children.get(child);
    mine?.splice(mine.indexOf(message.result.chunk), 1);
    this.finished.set(message.result.chunk, message.result);
    this.fold();
    for (const each of this.children.keys()) this.feed(each);
  }

  private fold(): void {
    for (let next = this.finished.get(this.folded); next; next = this.finished.get(this.folded)) {
      this.finished.delete(this.folded);
      this.folded += 1;
      this.take(next);
    }
    if (this.folded < this.work.chunks.length) return;
    for (const child of this.children.keys()) child.post({ is: 'close' });
    this.resolve({ cut: null, crashes: this.died });
  }

  private bury(child: Child, end: End): void {
    const lost = this.children.get(child) ?? [];
    this.children.delete(child);
    if (this.folded === this.work.chunks.length) return;
    this.died += 1;
    const hopeless = this.crashes.note(end, lost[0]);
    this.queue.unshift(...lost);
    this.queue.sort((one, other) => one - other);
    if (hopeless === undefined) this.spawn();
    else this.giveUp(hopeless);
  }

  /** What has been evaluated is kept; the rest is missing, and the decision knows how much was planned. */
  private giveUp(cut: Finding): void {
    this.stop();
    for (const chunk of [...this.finished.keys()].sort((one, other) => one - other)) {
      const result = this.finished.get(chunk);
      if (result) this.take(result);
    }
    this.resolve({ cut, crashes: this.died });
  }

  private stop(): void {
    for (const child of this.children.keys()) child.kill();
    this.children.clear();
  }
}
