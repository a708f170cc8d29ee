import type { Session } from '../core/engine.js';
import { fault } from '../core/fault.js';
import type { Dataset } from '../core/format.js';
import type { InputMaker } from '../core/input.js';
import { createTask, type Kinds } from '../core/kinds.js';
import type { Arm, Contrast, Pass, PlannedTask } from '../core/plan.js';
import type { DataSource, InputSpec } from '../core/policy.js';
import type { Task } from '../core/task.js';
import { levelKey } from './digests.js';
import { openJudge, type OpenJudge } from './judge.js';
import type { Mark } from './marker.js';
import { openNoise, type ReadyNoise } from './noises.js';
import type { Surroundings } from './protocol.js';
import type { Sessions } from './sessions.js';
import { inWay } from './ways.js';

export type Side = 'baseline' | 'compressed';

/** A maker and the model input it makes. */
export type NamedMaker = InputMaker & { readonly input: string };

/** A task of a pass, and the model that judges its answers, where there is one. */
export interface OpenTask {
  readonly planned: PlannedTask;
  readonly task: Task;
  readonly judge?: OpenJudge;
}

/** A pass with everything open that its chunks need. */
export interface OpenPass {
  readonly pass: Pass;
  readonly dataset: Dataset;
  /** Fields to read for each sample. */
  readonly fields: readonly string[];
  readonly makers: { readonly [side in Side]: readonly NamedMaker[] };
  /** Whether both arms are fed alike, so that each input is made once. */
  readonly fedAlike: boolean;
  readonly tasks: readonly OpenTask[];
  readonly contrasts: readonly Contrast[];
  /** Per level the kinds of its steps; none for clean. */
  readonly noises: readonly (readonly ReadyNoise[])[];
  /** Per level: digest of how a side's inputs are made. */
  readonly keys: { readonly [side in Side]: readonly string[] };
  /** What each arm made of the gallery, once it was asked. */
  readonly galleries: Map<number, Promise<unknown>>;
  session(arm: number): Promise<Session>;
}

export interface Opening {
  readonly kinds: Kinds;
  readonly surroundings: Surroundings;
  readonly sessions: Sessions;
  readonly arms: readonly Arm[];
  readonly contrasts: readonly Contrast[];
  mark(mark: Omit<Mark, 'count'>): void;
  /** Says that the worker is alive at what it marked last. */
  beat(): void;
}

/** Opens data and models of a pass; throws a Fault when the data are empty or a model is refused. */
export async function openPass(pass: Pass, opening: Opening): Promise<OpenPass> {
  const { kinds, surroundings } = opening;
  const session = sessionsOf(pass, opening);
  const dataset = await openData(kinds, surroundings, pass);
  if (dataset.size === 0) throw fault('DATA_EMPTY', { path: pass.data.path }, pass.data.place);
  const makersOf = (side: Side): Promise<NamedMaker[]> =>
    compileInputs({ side, pass, dataset, opening, session });
  const [baseline, compressed] = [await makersOf('baseline'), await makersOf('compressed')];
  return {
    pass,
    dataset,
    fields: fieldsOf(pass, [...baseline, ...compressed]),
    makers: { baseline, compressed },
    fedAlike: await isFedAlike(pass, opening, session),
    tasks: await Promise.all(pass.tasks.map((planned) => openTask(planned, pass, opening))),
    contrasts: opening.contrasts,
    noises: await Promise.all(pass.levels.map((level) => openNoise(kinds, level, surroundings.directory))),
    keys: {
      baseline: pass.levels.map((level) => levelKey(dataset.digest, pass, 'baseline', level)),
      compressed: pass.levels.map((level) => levelKey(dataset.digest, pass, 'compressed', level)),
    },
    galleries: new Map(),
    session,
  };
}

async function openTask(planned: PlannedTask, { data }: Pass, opening: Opening): Promise<OpenTask> {
  const judge = await openJudge({ ...planned, place: data.place }, opening);
  return { planned, task: createTask(opening.kinds, planned), ...(judge && { judge }) };
}

/** Each arm's session as this pass runs it, opened when first asked for. */
function sessionsOf(pass: Pass, opening: Opening): OpenPass['session'] {
  const { kinds, sessions, arms, mark, beat } = opening;
  const opened = new Map<number, Promise<Session>>();
  const open = async (position: number): Promise<Session> => {
    const arm = arms[position];
    if (arm === undefined) throw new Error(`no arm ${position}`);
    const session = await sessions.open(arm, arm.instead ?? pass.models[arm.model], () => {
      mark({ arm: position, from: 0, to: 0 });
    });
    const { folder } = session;
    const slow =
      arm.tokenByToken && folder
        ? { ...session, folder: { ...folder, tokenByToken: true as const } }
        : session;
    return inWay(kinds, pass.ways?.[arm.model], slow, beat);
  };
  return (position) => {
    const session = opened.get(position) ?? open(position);
    opened.set(position, session);
    return session;
  };
}

/** Opens a task's data set with its policy options. */
function openData(
  kinds: Kinds,
  surroundings: Surroundings,
  { data, path, galleryPath }: Pick<Pass, 'data' | 'path' | 'galleryPath'>,
): Promise<Dataset> {
  return kinds.openDataset({
    path,
    shown: data.path,
    scratch: surroundings.scratch,
    options: data.options,
    ...(data.id !== undefined && { idField: data.id }),
    ...(galleryPath !== undefined && { gallery: { root: surroundings.directory, path: galleryPath } }),
  });
}

interface Compiling {
  readonly side: Side;
  readonly pass: Pick<Pass, 'inputs' | 'data'>;
  readonly dataset: Dataset;
  readonly opening: Opening;
  readonly session: OpenPass['session'];
}

/** Whether both models are fed by the same specification and declare the same inputs in the same order. */
async function isFedAlike(pass: Pass, { arms }: Opening, session: OpenPass['session']): Promise<boolean> {
  const fed = async (side: Side): Promise<string> => {
    const { inputs } = await session(arms.findIndex((candidate) => candidate.model === side));
    return JSON.stringify([pass.inputs[side], inputs]);
  };
  return (await fed('baseline')) === (await fed('compressed'));
}

/** One maker per input of the model: those the policy specifies, the rest fed by the field of their name. */
async function compileInputs({ side, pass, dataset, opening, session }: Compiling): Promise<NamedMaker[]> {
  const { kinds, surroundings, arms } = opening;
  const { inputs } = await session(arms.findIndex((candidate) => candidate.model === side));
  const { label, id, group } = pass.data;
  const except = [label, id, group].filter((field) => field !== undefined);
  const { directory } = surroundings;
  const context = { directory, fields: dataset.fields, except, siblings: pass.inputs[side] };
  return inputs.map((wanted) => {
    const spec = specOf(pass.inputs[side], wanted.name, pass.data);
    return { input: wanted.name, ...kinds.compileInput(spec, wanted, context) };
  });
}

function specOf(specs: readonly InputSpec[], input: string, data: DataSource): InputSpec {
  const written = specs.find((spec) => spec.input === input);
  return written ?? { input, from: { fields: [input] }, steps: {}, place: data.place };
}

function fieldsOf(pass: Pass, makers: readonly NamedMaker[]): string[] {
  const fed = makers.flatMap((maker) => maker.fields);
  const sliced = pass.tasks.flatMap((task) => task.slices);
  const labels = pass.tasks.flatMap((task) =>
    task.settings.label === undefined ? [] : [task.settings.label],
  );
  return [...new Set([...fed, ...sliced, ...labels])];
}
