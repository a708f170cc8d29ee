import { readFile } from 'node:fs/promises';
import { Fault, fault, finding, type Finding } from '../core/fault.js';
import type { Pass, Work } from '../core/plan.js';
import type { PlannedStudy, ReportedStudy, StudyRequest, TensorPair } from '../core/study.js';
import { askStudy } from '../evaluate/ask.js';
import { computedTensors, exposing, lastHidden, weightedTensors } from '../onnx/expose.js';
import type { Prepared } from './prepare.js';

/** Pairs of layers of one name, besides the last hidden ones. */
const mostNamed = 3;

/** Looks into both models where the plan asks for it, one worker a study; what can't be told has its reason. */
export async function studies({ plan, crew }: Prepared): Promise<readonly ReportedStudy[]> {
  const found: ReportedStudy[] = [];
  for (const study of plan.studies ?? []) {
    const pass = plan.work.passes[study.pass];
    if (pass === undefined) throw new Error(`no pass ${study.pass}`);
    if (isRecorded(plan.work, pass)) {
      found.push(nothing(study, [finding('STUDY_RECORDED', { task: study.task })]));
      continue;
    }
    const { request, problems } = await requestOf(study, pass);
    const told = await askStudy(crew, plan.work, request);
    found.push(
      'code' in told ? nothing(study, [told]) : { ...told, problems: [...problems, ...told.problems] },
    );
  }
  return found;
}

/** What was answered elsewhere can be asked nothing new. */
function isRecorded({ arms }: Work, { models: { baseline, compressed } }: Pass): boolean {
  const isPlayed = arms.slice(0, 2).some(({ target }) => target.runtime === 'recording');
  return isPlayed || baseline.recorded === true || compressed.recorded === true;
}

function nothing({ task, level }: PlannedStudy, problems: readonly Finding[]): ReportedStudy {
  return { task, level, similarity: null, attribution: null, seek: null, problems };
}

interface Requested {
  readonly request: StudyRequest;
  readonly problems: readonly Finding[];
}

/** Finds the tensors; without any the rest of the study is asked for all the same. */
async function requestOf(study: PlannedStudy, pass: Pass): Promise<Requested> {
  const none = { baseline: new Uint8Array(), compressed: new Uint8Array() };
  if (study.similarity.samples === 0) return { request: { study, tensors: [], patches: none }, problems: [] };
  const bytes = {
    baseline: await readFile(pass.models.baseline.file.path),
    compressed: await readFile(pass.models.compressed.file.path),
  };
  try {
    const tensors = tensorsOf(study, pass, bytes);
    const patch = (side: 'baseline' | 'compressed'): Uint8Array =>
      exposing(bytes[side], tensors.map((pair) => pair[side])); // prettier-ignore
    const patches = { baseline: patch('baseline'), compressed: patch('compressed') };
    return { request: { study, tensors, patches }, problems: [] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { request: { study, tensors: [], patches: none }, problems: error.findings };
  }
}

interface Bytes {
  readonly baseline: Uint8Array;
  readonly compressed: Uint8Array;
}

/** The declared tensors, or matched ones: the last hidden representations, and weighted layers of the same name. */
function tensorsOf(
  { task, position, similarity }: PlannedStudy,
  pass: Pass,
  bytes: Bytes,
): readonly TensorPair[] {
  const { tensors } = similarity;
  for (const side of ['baseline', 'compressed'] as const) {
    const known = new Set(computedTensors(bytes[side]).map(({ name }) => name));
    const unknown = tensors.find((pair) => !known.has(pair[side]))?.[side];
    if (unknown !== undefined) throw fault('TENSOR_UNKNOWN', { model: side, tensor: unknown, task });
  }
  if (tensors.length > 0) return tensors;
  const readings = pass.tasks[position]?.readings;
  const hidden = (side: 'baseline' | 'compressed'): string | undefined =>
    readings && lastHidden(bytes[side], readings[side].output);
  const [baseline, compressed] = [hidden('baseline'), hidden('compressed')];
  if (baseline === undefined || compressed === undefined) {
    const model = baseline === undefined ? 'baseline' : 'compressed';
    throw fault('SIMILARITY_NO_TENSORS', { model, task });
  }
  return [{ baseline, compressed }, ...named(bytes)];
}

/** A few layers that both graphs have under one name, evenly spread. */
function named({ baseline, compressed }: Bytes): TensorPair[] {
  const others = new Set(weightedTensors(compressed));
  const shared = weightedTensors(baseline).filter((name) => others.has(name));
  const inner = shared.slice(0, -1); // the last gives the answer itself
  const count = Math.min(mostNamed, inner.length);
  return Array.from({ length: count }, (_, at) => {
    const name = inner[Math.floor((at * inner.length) / count)] ?? '';
    return { baseline: name, compressed: name };
  });
}
