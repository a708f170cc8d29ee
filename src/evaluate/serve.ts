import { Fault } from '../core/fault.js';
import type { Kinds } from '../core/kinds.js';
import type { Census, Work } from '../core/plan.js';
import { inspect } from './census.js';
import { runCases } from './cases.js';
import { runChunk, type Bench } from './chunk.js';
import { readLayers } from './layers.js';
import { markWriter, type MarkWriter } from './marker.js';
import { openPass, type OpenPass } from './pass.js';
import type { AnswerPlace, FromWorker, InspectRequest, Surroundings, ToWorker } from './protocol.js';
import { recordPass, type RecordedPass, type RecordRequest } from './record.js';
import { keepAnswers } from './keep-answers.js';
import { keepSessions, type Sessions } from './sessions.js';
import { study } from './study/study.js';
import { timeArms } from './timing.js';

/** The worker's end of the line to its parent. */
export type Send = (message: FromWorker) => void;

/** Answers the parent's messages one at a time, in order of arrival. */
export function serve(kinds: Kinds, send: Send): (message: ToWorker) => void {
  const worker = new Worker(kinds, send);
  let queue = Promise.resolve();
  return (message) => {
    queue = queue
      .then(() => worker.take(message))
      .catch((error: unknown) => {
        send(failure(error));
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

interface Started extends MarkWriter {
  readonly surroundings: Surroundings;
  readonly sessions: Sessions;
}

/** How often work that does not block says that it is alive. */
const beatMs = 200;

class Worker {
  private started: Started | undefined;
  private work: Work | undefined;
  private answers: AnswerPlace | undefined;
  private readonly passes = new Map<number, Promise<OpenPass>>();

  constructor(
    private readonly kinds: Kinds,
    private readonly send: Send,
  ) {}

  async take(message: ToWorker): Promise<void> {
    if (message.is === 'start') this.start(message);
    else if (message.is === 'inspect')
      this.send({ is: 'census', census: await this.inspect(message.request) });
    else if (message.is === 'work') await this.begin(message);
    else if (message.is === 'chunk') await this.chunk(message);
    else if (message.is === 'time') {
      const medians = await timeArms(await this.bench(message.pass));
      this.send({ is: 'timed', medians });
    } else if (message.is === 'study') {
      const bench = await this.bench(message.request.study.pass);
      this.send({ is: 'studied', study: await study(bench, message.request, this.running().sessions) });
    } else if (message.is === 'record') {
      this.send({ is: 'recorded', passes: await this.record(message.request) });
    } else if (message.is === 'cases') {
      const { request } = message;
      this.send({ is: 'cases', cases: await runCases(await this.bench(request.pass), request) });
    } else if (message.is === 'layers') {
      const reading = await readLayers(await this.bench(0), message.request);
      this.send({ is: 'layers', reading });
    } else {
      this.send({ is: 'bye' });
    }
  }

  private start({ surroundings, marker }: Extract<ToWorker, { is: 'start' }>): void {
    this.started = {
      surroundings,
      sessions: keepSessions(this.kinds, surroundings),
      ...markWriter(marker),
    };
    this.send({ is: 'ready' });
  }

  /** Passes are opened anew; models that the work has as well stay open. */
  private async begin({ work, answers }: Extract<ToWorker, { is: 'work' }>): Promise<void> {
    this.work = work;
    this.answers = answers;
    this.passes.clear();
    const models = work.arms.flatMap((arm) =>
      work.passes.map((pass) => ({ arm, model: arm.instead ?? pass.models[arm.model] })),
    );
    await this.started?.sessions.keepOnly(models);
  }

  private inspect(request: InspectRequest): Promise<Census> {
    return this.alive(() => inspect(request, { kinds: this.kinds, ...this.running() }));
  }

  /** Opening data can take longer than any run may: what does not block is alive, and says so. */
  private async alive<T>(work: () => Promise<T>): Promise<T> {
    const { mark, beat } = this.running();
    mark({ arm: -1, from: 0, to: 0 });
    const beats = setInterval(beat, beatMs);
    try {
      return await work();
    } finally {
      clearInterval(beats);
    }
  }

  private async chunk({ chunk, skips, lostArms }: Extract<ToWorker, { is: 'chunk' }>): Promise<void> {
    const pass = this.work?.chunks[chunk]?.pass;
    if (pass === undefined) throw new Error(`no chunk ${chunk}`);
    this.send({
      is: 'done',
      result: await runChunk(await this.bench(pass), chunk, { skips, lostArms }),
    });
  }

  private async record(request: RecordRequest): Promise<RecordedPass[]> {
    const passes: RecordedPass[] = [];
    for (const pass of this.work?.passes.keys() ?? [])
      passes.push(await recordPass(await this.bench(pass), pass, request));
    return passes;
  }

  private async bench(position: number): Promise<Bench> {
    const work = this.work;
    const pass = work?.passes[position];
    if (work === undefined || pass === undefined) throw new Error(`no pass ${position}`);
    const { kinds } = this;
    const opened = this.passes.get(position) ?? openPass(pass, { kinds, ...this.running(), ...work });
    this.passes.set(position, opened);
    const open = await this.alive(() => opened);
    const { mark, sessions } = this.running();
    const keep = keepAnswers(work, open, { answers: this.answers, sessions });
    return { kinds, work, open, mark, ...(keep && { keep }) };
  }

  private running(): Started {
    if (this.started === undefined) throw new Error('the worker was not started');
    return this.started;
  }
}
