import type { CaseRequest, SampleCase } from '../core/case.js';
import { Fault, orFinding, type Finding } from '../core/fault.js';
import type { Census, Work } from '../core/plan.js';
import type { ReportedStudy, StudyRequest } from '../core/study.js';
import type { Child, End } from './child.js';
import { deathWhileOpening } from './crashes.js';
import type { Crew } from './crew.js';
import type { InsideReading, LayerRequest } from './layers.js';
import type { RecordedPass, RecordRequest } from './record.js';
import type { FromWorker, InspectRequest, ToWorker } from './protocol.js';

/**
 * Looks at everything in one worker. When that dies, engines and each task get a worker of their own, so that a
 * model that kills its process costs its own task only.
 */
export async function takeCensus(crew: Crew, request: InspectRequest): Promise<Census> {
  const whole = await orFinding(askCensus(crew, request));
  return 'code' in whole ? censusApart(crew, request) : whole;
}

async function censusApart(crew: Crew, request: InspectRequest): Promise<Census> {
  const known = await orFinding(askCensus(crew, { ...request, tasks: [] }));
  if ('code' in known) {
    return { engines: [], tasks: request.tasks.map(({ task }) => ({ task: task.name, problem: known })) };
  }
  const tasks: Census['tasks'][number][] = [];
  for (const inspection of request.tasks) {
    const seen = await orFinding(askCensus(crew, { ...request, targets: [], tasks: [inspection] }));
    tasks.push(...('code' in seen ? [{ task: inspection.task.name, problem: seen }] : seen.tasks));
  }
  return { tasks, engines: known.engines };
}

/** Median milliseconds per sample of each arm; an empty list when they could not be timed. */
export async function timeWork(crew: Crew, work: Work): Promise<readonly number[]> {
  const answer = await orFinding(askOf(crew, work, { is: 'time', pass: 0 }));
  return 'is' in answer && answer.is === 'timed' ? answer.medians : [];
}

/** What one look into both models found, or why it found nothing. */
export async function askStudy(
  crew: Crew,
  work: Work,
  request: StudyRequest,
): Promise<ReportedStudy | Finding> {
  const answer = await orFinding(askOf(crew, work, { is: 'study', request }));
  if (!('is' in answer)) return answer;
  if (answer.is !== 'studied') throw new Error(`expected a study, got ${answer.is}`);
  return answer.study;
}

/** Runs the baseline of the work over all its samples and levels, and writes its answers. */
export async function recordWork(
  crew: Crew,
  work: Work,
  request: RecordRequest,
): Promise<readonly RecordedPass[]> {
  const answer = await askOf(crew, work, { is: 'record', request });
  if (answer.is !== 'recorded') throw new Error(`expected a recording, got ${answer.is}`);
  return answer.passes;
}

/** What both models show of the first pass of the work; null when it could not be had. */
export async function lookInside(
  crew: Crew,
  work: Work,
  request: LayerRequest,
): Promise<InsideReading | null> {
  const answer = await orFinding(askOf(crew, work, { is: 'layers', request }));
  return 'is' in answer && answer.is === 'layers' ? answer.reading : null;
}

/** Samples as both models see them; a Fault where they can't be looked at. */
export async function askCases(crew: Crew, work: Work, request: CaseRequest): Promise<readonly SampleCase[]> {
  const answer = await askOf(crew, work, { is: 'cases', request });
  if (answer.is !== 'cases') throw new Error(`expected cases, got ${answer.is}`);
  return answer.cases;
}

async function askCensus(crew: Crew, request: InspectRequest): Promise<Census> {
  const answer = await ask(crew, [{ is: 'inspect', request }]);
  if (answer.is !== 'census') throw new Error(`expected a census, got ${answer.is}`);
  return answer.census;
}

/** A question about work. */
function askOf(crew: Crew, work: Work, question: ToWorker): Promise<FromWorker> {
  return ask(crew, [{ is: 'work', work }, question]);
}

/** Asks one worker one question; a death is a Fault that names what it was doing. */
function ask(crew: Crew, question: readonly ToWorker[]): Promise<FromWorker> {
  const { signal, timeoutMs } = crew.options;
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child: Child = crew.hire({
      message: (message) => {
        if (message.is === 'ready') return;
        if (message.is === 'bye') throw new Error('a worker left before it answered');
        crew.letGo(child);
        if (message.is === 'failed') reject(failed(message));
        else resolve(message);
      },
      end: (end) => {
        // An abort's reason is the shell's own, whatever it is.
        reject(signal?.aborted === true ? toError(signal.reason) : new Fault(death(end, timeoutMs)));
      },
    });
    for (const message of question) child.post(message);
  });
}

function failed(message: Extract<FromWorker, { is: 'failed' }>): Error {
  return message.bug === null ? new Fault(message.findings) : new Error(message.bug);
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

function death(end: End, timeoutMs: number): Finding {
  const arm = ['baseline', 'compressed'][end.mark?.arm ?? -1] ?? 'data';
  return deathWhileOpening(end, arm, timeoutMs);
}
