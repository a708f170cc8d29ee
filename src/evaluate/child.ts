import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { readMark, type Mark } from './marker.js';
import type { FromWorker, Surroundings, ToWorker } from './protocol.js';

export interface ChildOptions {
  /** The worker's compiled entry file. */
  readonly entry: string;
  readonly surroundings: Surroundings;
  /** No mark for so long while there is work: the worker is killed. */
  readonly timeoutMs: number;
  /** Aborted: every worker is killed, and what waits for them is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** How a worker ended without saying goodbye, and the last thing it was doing. */
export interface End {
  readonly how: string;
  readonly timedOut: boolean;
  readonly mark: Mark | undefined;
  /** The last line on its standard error, for people; '' when it said nothing. */
  readonly words: string;
}

export interface Listener {
  message(message: FromWorker): void;
  /** Called once, whatever the exit code, unless the worker said goodbye. */
  end(end: End): void;
}

/** What a worker's environment keeps: it never holds a token. */
const kept = ['PATH', 'SystemRoot', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'LANG'];

let started = 0;

/** One worker process, watched. */
export class Child {
  private readonly process: ChildProcess;
  private readonly marker: string;
  private readonly watch: NodeJS.Timeout;
  private count = -1;
  private since = Date.now();
  private timedOut = false;
  private words = '';
  private over = false;
  private busy = false;
  /** The last mark made for an earlier listener: it says nothing of what this one asked. */
  private stale = -1;

  constructor(
    private readonly options: ChildOptions,
    private listener: Listener,
  ) {
    const { surroundings, timeoutMs, signal } = options;
    started += 1;
    this.marker = join(surroundings.scratch, `worker-${process.pid}-${started}.mark`);
    this.process = start(options.entry, surroundings.scratch);
    this.listen();
    this.watch = setInterval(() => this.look(), Math.min(1000, timeoutMs / 4));
    signal?.addEventListener('abort', this.destroy);
    this.post({ is: 'start', surroundings, marker: this.marker });
  }

  /** Sends a message; while work is under way, silence is counted against the timeout. */
  post(message: ToWorker): void {
    this.since = Date.now();
    this.busy = true;
    if (this.process.connected) this.process.send(message, () => undefined); // a failed send ends in `close`
  }

  idle(): void {
    this.busy = false;
  }

  /** Whom it answers from now on, and who hears of its end. */
  speakTo(listener: Listener): void {
    this.listener = listener;
    this.stale = readMark(this.marker)?.count ?? -1;
  }

  /** Ends the worker at once; its listener hears nothing more. */
  kill(): void {
    this.over = true;
    this.destroy();
  }

  private readonly destroy = (): void => {
    this.process.kill('SIGKILL');
  };

  private listen(): void {
    this.process.stderr?.on('data', (data: Buffer) => {
      this.words = (this.words + data.toString('utf8')).slice(-2000);
    });
    this.process.on('message', (message: FromWorker) => this.receive(message));
    this.process.on('error', () => undefined); // a dead child's pipe; `close` follows
    this.process.on('close', (code, signal) => this.close(signal ?? `exit code ${code}`));
  }

  private receive(message: FromWorker): void {
    if (this.over) return;
    this.since = Date.now();
    if (message.is === 'bye') this.over = true;
    this.listener.message(message);
  }

  private look(): void {
    const count = readMark(this.marker)?.count ?? -1;
    if (count !== this.count || !this.busy) this.since = Date.now();
    this.count = count;
    if (Date.now() - this.since <= this.options.timeoutMs) return;
    this.timedOut = true;
    this.destroy();
  }

  private close(how: string): void {
    clearInterval(this.watch);
    this.options.signal?.removeEventListener('abort', this.destroy);
    if (this.over) return;
    this.over = true;
    const words = this.words.trim().split('\n').at(-1) ?? '';
    const mark = readMark(this.marker);
    this.listener.end({
      how,
      timedOut: this.timedOut,
      mark: mark?.count === this.stale ? undefined : mark,
      words,
    });
  }
}

function start(entry: string, scratch: string): ChildProcess {
  return fork(entry, [], {
    env: {
      ...Object.fromEntries(kept.flatMap((name) => pair(name, process.env[name]))),
      ORT_DISABLE_TELEMETRY: '1', // the native engine would send events to its maker
      ...{ TMPDIR: scratch, TEMP: scratch, TMP: scratch }, // what engines leave goes with the run
    },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function pair(name: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[name, value]];
}
