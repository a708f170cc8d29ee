import type { Finding } from '../core/fault.js';
import type { ChunkResult, Work } from '../core/plan.js';
import type { Child, End } from './child.js';
import { Crashes } from './crashes.js';
import type { Crew } from './crew.js';
import type { AnswerPlace, FromWorker } from './protocol.js';

/** At most so many chunks wait at one worker: the next is there when one ends, and little is lost with it. */
const outstanding = 2;

/** What an evaluation leaves besides its chunks. */
export interface Ended {
  /** Why a pass was abandoned, the first of them; null when every chunk was evaluated. */
  readonly cut: Finding | null;
  readonly crashes: number;
}

/** What to evaluate: all chunks of the work, or `only` these, in ascending order. */
export interface Share {
  readonly work: Work;
  readonly only?: readonly number[];
  readonly workers: number;
  /** Without it every answer is made anew. */
  readonly answers?: AnswerPlace | undefined;
}

/**
 * Evaluates every chunk on a pool of workers and hands the results over in chunk order, whatever order they
 * finish in. A chunk whose worker dies is repeated by another without what killed it; a pass that kills too
 * many is abandoned, and the others go on.
 */
export function evaluate(crew: Crew, share: Share, take: (result: ChunkResult) => void): Promise<Ended> {
  return new Evaluation(crew, share, take).ended;
}

class Evaluation {
  readonly ended: Promise<Ended>;
  private readonly work: Work;
  private readonly chunks: readonly number[];
  private readonly queue: number[];
  /** null: abandoned. */
  private readonly finished = new Map<number, ChunkResult | null>();
  private readonly children = new Map<Child, number[]>();
  private readonly crashes: Crashes;
  /** How many of `chunks` have been handed over. */
  private folded = 0;
  private died = 0;
  private cut: Finding | null = null;
  private resolve: (ended: Ended) => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;

  constructor(
    private readonly crew: Crew,
    private readonly share: Share,
    private readonly take: (result: ChunkResult) => void,
  ) {
    const { work, only } = share;
    this.work = work;
    this.chunks = only ?? [...work.chunks.keys()];
    this.queue = [...this.chunks];
    this.crashes = new Crashes(work, crew.options.timeoutMs);
    this.ended = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    const { signal } = crew.options;
    if (signal?.aborted === true) this.reject(signal.reason);
    else if (this.queue.length === 0) this.resolve({ cut: null, crashes: 0 });
    else this.staff();
  }

  private staff(): void {
    const count = Math.min(this.share.workers, this.queue.length);
    for (let worker = 0; worker < count; worker += 1) this.spawn();
  }

  private spawn(): void {
    const child: Child = this.crew.hire({
      message: (message) => this.guarded(() => this.receive(child, message)),
      end: (end) => this.guarded(() => this.bury(child, end)),
    });
    this.children.set(child, []);
    const { work, answers } = this.share;
    child.post({ is: 'work', work, answers });
    this.feed(child);
  }

  /** What is thrown in an event would end the process past every `catch`. */
  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(reason: unknown): void {
    for (const child of this.children.keys()) child.kill();
    this.children.clear();
    this.reject(reason);
  }

  /** Hands out chunks in order, never so far ahead that results pile up behind a slow one. */
  private feed(child: Child): void {
    const mine = this.children.get(child);
    const horizon = this.chunks[this.folded + 4 * outstanding * this.share.workers] ?? Infinity;
    while (mine && mine.length < outstanding && this.queue[0] !== undefined && this.queue[0] < horizon) {
      const chunk = this.queue.shift() ?? 0;
      mine.push(chunk);
      const { crashes } = this;
      child.post({ is: 'chunk', chunk, skips: crashes.skipsOf(chunk), lostArms: crashes.lostArmsOf(chunk) });
    }
    if (mine?.length === 0) child.idle();
  }

  private receive(child: Child, message: FromWorker): void {
    const mine = this.children.get(child) ?? [];
    if (message.is === 'done') {
      mine.splice(mine.indexOf(message.result.chunk), 1);
      this.finished.set(message.result.chunk, message.result);
      this.advance();
    } else if (message.is === 'failed') {
      const chunk = mine.shift();
      const [reason] = message.findings;
      if (message.bug !== null || reason === undefined || chunk === undefined)
        throw new Error(message.bug ?? 'a worker failed at nothing');
      this.abandon(reason, [chunk]);
      this.advance();
    }
  }

  private bury(child: Child, end: End): void {
    const lost = this.children.get(child) ?? [];
    this.children.delete(child);
    const { signal } = this.crew.options;
    if (signal?.aborted === true) throw signal.reason; // the shell's own words for being stopped
    if (this.isOver()) return;
    this.died += 1;
    const [chunk] = lost;
    const hopeless = chunk === undefined ? undefined : this.crashes.note(end, chunk);
    this.queue.unshift(...lost);
    this.queue.sort((one, other) => one - other);
    if (hopeless !== undefined && chunk !== undefined) this.abandon(hopeless, [chunk]);
    this.advance();
    if (!this.isOver() && this.queue.length > 0) this.spawn();
  }

  /** The pass of these chunks gets no further; what it has is kept, and the decision knows how much was planned. */
  private abandon(reason: Finding, chunks: readonly number[]): void {
    this.cut ??= reason;
    const passes = new Set(chunks.map((chunk) => this.work.chunks[chunk]?.pass));
    const isGone = (chunk: number): boolean => passes.has(this.work.chunks[chunk]?.pass);
    for (const chunk of [...chunks, ...this.queue.filter(isGone)]) this.finished.set(chunk, null);
    this.queue.splice(0, this.queue.length, ...this.queue.filter((chunk) => !isGone(chunk)));
  }

  /** Folds what is next in order, then hands out more, or says goodbye. */
  private advance(): void {
    for (let next = this.next(); next !== undefined; next = this.next()) {
      this.folded += 1;
      if (next !== null) this.take(next);
    }
    if (this.isOver()) this.finish();
    else for (const child of this.children.keys()) this.feed(child);
  }

  private finish(): void {
    for (const child of this.children.keys()) this.crew.letGo(child);
    this.children.clear();
    this.resolve({ cut: this.cut, crashes: this.died });
  }

  /** The result that is next in order, if it is there; it is not kept. */
  private next(): ChunkResult | null | undefined {
    const chunk = this.chunks[this.folded] ?? -1;
    const result = this.finished.get(chunk);
    this.finished.delete(chunk);
    return result;
  }

  private isOver(): boolean {
    return this.folded === this.chunks.length;
  }
}
