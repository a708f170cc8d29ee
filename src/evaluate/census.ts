import type { Recorded, Session } from '../core/engine.js';
import { fault, Fault, finding } from '../core/fault.js';
import type { Dataset } from '../core/format.js';
import { kindNamed, settingsOf, waysOf, type Kinds } from '../core/kinds.js';
import type { Arm, Census, Pass, SignalFacts, TaskCensus } from '../core/plan.js';
import type { TaskPolicy } from '../core/policy.js';
import { galleryPathOf, type OutputMeaning, type Reading, type TaskKind } from '../core/task.js';
import { volume, type Tensor } from '../core/tensor.js';
import { runOnce } from './answer.js';
import { chosenOutputs, requireFit } from './chosen.js';
import { galleryOf, groupsOf } from './fields.js';
import { feedsOf, makeInputs, readySamples, type Readied } from './inputs.js';
import { openJudge } from './judge.js';
import type { Mark } from './marker.js';
import { openPass, type OpenPass, type Side } from './pass.js';
import type { Inspection, InspectRequest, Surroundings } from './protocol.js';
import type { Sessions } from './sessions.js';

/** How many samples the probe looks at. */
const probed = 32;

interface Looking {
  readonly kinds: Kinds;
  readonly surroundings: Surroundings;
  readonly sessions: Sessions;
  mark(mark: Omit<Mark, 'count'>): void;
  beat(): void;
}

/** Looks at data, models and engines; what is wrong with one task is that task's problem, not the run's. */
export async function inspect(request: InspectRequest, looking: Looking): Promise<Census> {
  const tasks: Census['tasks'][number][] = [];
  for (const inspection of request.tasks) tasks.push(await inspectTask(inspection, request, looking));
  const engines = [];
  for (const target of request.targets) {
    if (target.runtime === 'recording') continue; // it tells itself where it was made
    engines.push({ target: target.name, identity: await looking.sessions.engine(target.runtime).identity() });
  }
  return { tasks, engines };
}

async function inspectTask(
  inspection: Inspection,
  request: InspectRequest,
  looking: Looking,
): Promise<Census['tasks'][number]> {
  const { task } = inspection;
  try {
    return await describeTask(inspection, request, looking);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const [first] = error.findings;
    return { task: task.name, problem: first ?? finding('NOT_MEASURED', { reason: error.message }) };
  }
}

async function describeTask(
  inspection: Inspection,
  request: InspectRequest,
  looking: Looking,
): Promise<TaskCensus> {
  const { task, names } = inspection;
  const arms: Arm[] = (['baseline', 'compressed'] as const).map((model) => ({
    model,
    target: request.reference,
  }));
  const opening = { ...looking, arms, contrasts: [] };
  const open = await openPass(barePass(inspection, looking.kinds), opening);
  const { dataset } = open;
  try {
    checkFields(inspection, dataset, looking.kinds);
    const about = { ...looking, task, arms };
    const baseline = await read('baseline', open, about);
    const compressed = await read('compressed', open, { ...about, fallback: baseline.meaning });
    const readings = { baseline, compressed };
    checkReadings(inspection, readings);
    for (const side of ['baseline', 'compressed'] as const)
      requireFit(await open.session(armOf[side]), readings[side], inspection, looking.kinds);
    const settings = settingsOf(task, names);
    const judge = await openJudge({ ...inspection, ...task, settings }, opening);
    return {
      task: task.name,
      size: dataset.size,
      digest: dataset.digest,
      files: [...new Set([...filesOf(open), ...(judge?.files ?? [])])].sort(),
      fields: dataset.fields,
      groups: task.data.group === undefined ? null : await groupsOf(dataset, task.data.group),
      ...(await galleryOf(dataset, task, looking.kinds)),
      names,
      readings,
      outputs: { baseline: await outputsOf(open, 0), compressed: await outputsOf(open, 1) },
      signals: await signalsOf(open),
    };
  } finally {
    await dataset.close();
  }
}

/** A pass of the data's first rows with no tasks: enough to make inputs and look at outputs, and to read what noise is made of. */
function barePass(inspection: Inspection, kinds: Kinds): Pass {
  const { task, path, models, names } = inspection;
  const ways = waysOf(kinds, { task, names, models });
  return {
    data: task.data,
    path,
    ...galleryPathOf(kindNamed(kinds, task.kind), task.options),
    inputs: task.inputs,
    models,
    ...(ways && { ways }),
    batches: [1, 1],
    levels: [{ name: 'clean', noise: null }, ...task.levels.filter(({ noise }) => noise !== null)],
    tasks: [],
    order: Uint32Array.from({ length: probed }, (_, row) => row),
    units: new Uint16Array(probed),
  };
}

function checkFields({ task }: Inspection, dataset: Dataset, kinds: Kinds): void {
  const { data, slices } = task;
  const rows = kindNamed(kinds, task.kind).gallery?.(task.options);
  const gallery = typeof rows === 'object' && 'field' in rows ? [rows.field] : [];
  const wanted = [data.label, data.group, ...gallery, ...slices.map((slice) => slice.field)];
  for (const field of wanted) {
    if (field === undefined || dataset.fields.includes(field)) continue;
    throw fault('FIELD_UNKNOWN', { field, path: data.path, fields: dataset.fields }, data.place);
  }
}

/** Each file once, in a steady order. */
function filesOf({ makers, noises }: OpenPass): string[] {
  const all = [...makers.baseline, ...makers.compressed, ...noises.flat()].flatMap((one) => one.files ?? []);
  return [...new Set(all)].sort();
}

/** What noise would be added to, looked at on the first sample that can be read. */
async function signalsOf(open: OpenPass): Promise<SignalFacts[] | null> {
  const slots = await readySamples(open, 0, Math.min(probed, open.dataset.size));
  const first = slots.find((slot): slot is Readied => 'sample' in slot);
  if (first === undefined) return null;
  return open.makers.baseline.flatMap(({ input }, position) => {
    const signal = first.bases.baseline[position];
    const channels = signal?.is === 'picture' ? { channels: signal.dims[2] ?? 1 } : {};
    return signal ? [{ input, is: signal.is, hasRange: 'range' in signal, ...channels }] : [];
  });
}

const armOf = { baseline: 0, compressed: 1 } as const;

async function outputsOf(open: OpenPass, arm: number): Promise<string[]> {
  return (await open.session(arm)).outputs.map((output) => output.name);
}

interface Reader extends Pick<Looking, 'kinds' | 'mark'> {
  readonly task: TaskPolicy;
  readonly arms: readonly Arm[];
  readonly fallback?: OutputMeaning;
}

/** Which output a task reads from a model, and as what: declared, the kind's only one, or probed. */
async function read(side: Side, open: OpenPass, reader: Reader): Promise<Reading> {
  const { task, kinds, fallback } = reader;
  const spec = task.output[side];
  const session = await open.session(armOf[side]);
  const kind = kindNamed(kinds, task.kind);
  const parts = kind.gives && Object.fromEntries(kind.gives.map((output) => [output, output]));
  const chosen = chosenOutputs({ ...spec, ...(parts && { parts }) }, session, side);
  const { output } = chosen;
  const only = kind.meanings.length === 1 ? kind.meanings[0] : undefined;
  const meaning = spec.meaning ?? only ?? (await probe(side, { ...reader, open, session, kind, output }));
  return { ...chosen, meaning: meaning ?? fallback ?? 'logits' };
}

interface Probing extends Reader {
  readonly open: OpenPass;
  readonly session: Session;
  readonly kind: TaskKind;
  readonly output: string;
}

/** Probes all rows together; a model without a single number among them is read as the baseline is. */
async function probe(side: Side, probing: Probing): Promise<OutputMeaning | undefined> {
  const { open, session, kind, kinds, output } = probing;
  if (session.recorded) return probeRecorded(session.recorded, side, probing);
  const slots = await readySamples(open, 0, Math.min(probed, open.dataset.size));
  const [first] = slots;
  const readied = slots.filter((slot): slot is Readied => 'sample' in slot);
  if (readied.length === 0)
    throw first && 'fault' in first ? new Fault(first.fault) : new Error('nothing to probe');
  const rows: Tensor[] = [];
  for (const one of readied) rows.push(await probeRow(one, side, probing));
  if (rows.every((row) => row.data.every((value) => Number.isNaN(value)))) return undefined;
  return kinds.probe(kind, new Map([[output, kinds.stack(rows)]]), output, rows.length);
}

/** The same of what was recorded, whatever its samples are. */
async function probeRecorded(
  recorded: Recorded,
  side: Side,
  { open, kind, kinds, output }: Probing,
): Promise<OutputMeaning | undefined> {
  const answers = await recorded.first(open.dataset.digest, probed);
  const rows = answers.map((answer) => {
    const tensor = answer.get(output);
    if (tensor === undefined)
      throw fault('OUTPUT_UNKNOWN', { model: side, output, outputs: [...answer.keys()] });
    return firstRow(tensor);
  });
  if (rows.every((row) => row.data.every((value) => Number.isNaN(value)))) return undefined;
  return kinds.probe(kind, new Map([[output, kinds.stack(rows)]]), output, rows.length);
}

function firstRow({ type, dims: [, ...dims], data }: Tensor): Tensor {
  return { type, dims, data: data.slice(0, volume(dims)) };
}

/** One sample's output, without the batch axis. */
async function probeRow(one: Readied, side: Side, probing: Probing): Promise<Tensor> {
  const { open, session, kinds, output, arms, mark } = probing;
  const position = armOf[side];
  const arm = arms[position];
  if (arm === undefined) throw new Error(`no ${side} arm`);
  const made = makeInputs(one, { open, level: { name: 'clean', noise: null }, noises: [], seed: 0 });
  const copies = Array.from({ length: open.pass.models[side].fixedBatch ?? 1 }, () => made[side]);
  mark({ arm: position, from: 0, to: 0 });
  const outputs = await runOnce(session, feedsOf(kinds, open.makers[side], copies), arm);
  const tensor = outputs.get(output);
  if (tensor === undefined) throw new Error(`no output ${output}`);
  const [rows] = tensor.dims;
  if (rows !== copies.length)
    throw fault('OUTPUT_ROWS', { output, shape: tensor.dims, samples: copies.length });
  return firstRow(tensor);
}

function checkReadings({ task }: Inspection, { baseline, compressed }: TaskCensus['readings']): void {
  if (baseline.meaning === compressed.meaning) return;
  const declared = task.output.baseline.meaning !== undefined && task.output.compressed.meaning !== undefined;
  if (declared) return;
  const data = { baseline: baseline.meaning, compressed: compressed.meaning };
  throw fault('OUTPUTS_DIFFER', data, task.output.compressed.place);
}
