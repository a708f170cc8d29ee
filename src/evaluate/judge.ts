import type { Session } from '../core/engine.js';
import { fault } from '../core/fault.js';
import { judged, type Judge } from '../core/judge.js';
import { kindNamed } from '../core/kinds.js';
import type { Place } from '../core/place.js';
import type { PlannedTask } from '../core/plan.js';
import type { InputSpec } from '../core/policy.js';
import type { Value } from '../core/sample.js';
import type { Fed, Outputs } from '../core/task.js';
import { volume, type Tensor } from '../core/tensor.js';
import { runOnce } from './answer.js';
import { feedsOf } from './inputs.js';
import type { NamedMaker, Opening } from './pass.js';
import { inWay } from './ways.js';

/** A judge that is open: it adds its scores to the outputs that one arm answered with. */
export interface OpenJudge {
  /** SHA-256 of each file that the making of its inputs reads. */
  readonly files: readonly string[];
  judge(outputs: Outputs, fed: readonly Fed[]): Promise<Outputs>;
}

interface Judging extends Pick<PlannedTask, 'kind' | 'settings' | 'judge'> {
  readonly place: Place;
}

/**
 * Opens the model that judges a task's answers; undefined where none does. It is asked about one text to see that it
 * answers as the policy says: Fault JUDGE_…, INPUT_STEP_INVALID, OUTPUT_… where it does not.
 */
export async function openJudge(
  { kind, settings, judge: planned, place }: Judging,
  opening: Opening,
): Promise<OpenJudge | undefined> {
  const { kinds, arms, sessions, mark, beat } = opening;
  const about = kindNamed(kinds, kind).judge?.(settings.options);
  if (about === undefined || planned === undefined) return undefined;
  const arm = arms.find(({ target }) => target.runtime !== 'recording');
  if (arm === undefined) throw fault('JUDGE_NO_ENGINE', { path: about.path });
  const model = { ...planned, source: about.path, quantizesDynamically: false };
  const opened = await sessions.open(arm, model, () => { mark({ arm: -1, from: 0, to: 0 }); }); // prettier-ignore
  requireClasses(about, opened);
  const session = inWay(kinds, undefined, opened, beat);
  const makers = makersOf(about, session, { ...opening, place });
  const output = outputOf(about, session);
  const scores = async (texts: ReadonlyMap<string, Value>): Promise<Tensor> => {
    const made = makers.map((maker) => maker.make({ id: '', fields: texts }));
    const copies = Array.from({ length: planned.fixedBatch ?? 1 }, () => made);
    beat();
    const outputs = await runOnce(session, feedsOf(kinds, makers, copies), arm);
    return rowOf(outputs, output, { rows: copies.length, classes: about.classes.length });
  };
  await scores(new Map(about.reads.map((name) => [name, 'a text'])));
  return {
    files: [...new Set(makers.flatMap(({ files }) => files ?? []))],
    judge: async (outputs, fed) => {
      const rows: Tensor[] = [];
      for (const [row, one] of fed.entries()) rows.push(await scores(textsOf(about, { outputs, one, row })));
      return new Map([...outputs, [judged, kinds.stack(rows)]]);
    },
  };
}

/** A folder that names its classes has to name those of the policy. */
function requireClasses({ path, classes }: Judge, { folder }: Session): void {
  const named = folder?.config['id2label'];
  if (typeof named !== 'object' || named === null) return;
  const found = Object.entries(named).sort(([one], [other]) => Number(one) - Number(other));
  const names = found.map(([, name]) => (typeof name === 'string' ? name : JSON.stringify(name)));
  if (names.join('\n') !== classes.join('\n')) throw fault('JUDGE_CLASSES', { path, classes, found: names });
}

/** Every input is made of the same texts: its name says what of them it is fed. */
function makersOf({ path, reads, steps }: Judge, session: Session, { kinds, surroundings, place }: Opening & { place: Place }): NamedMaker[] {
  const [first, second] = reads;
  const own = session.folder?.tokenizer ? { tokenizer: `${path}/tokenizer.json` } : {};
  const all = { ...own, ...steps, ...(second !== undefined && { 'text-pair': second }) };
  const context = { directory: surroundings.directory, fields: reads, except: [] };
  return session.inputs.map((wanted) => {
    const spec: InputSpec = { input: wanted.name, from: { fields: [first] }, steps: all, place };
    return { input: wanted.name, ...kinds.compileInput(spec, wanted, context) };
  });
} // prettier-ignore

function outputOf({ path, output }: Judge, session: Session): string {
  const outputs = session.outputs.map(({ name }) => name);
  const [only, second] = outputs;
  const chosen = output ?? (second === undefined ? only : undefined);
  if (chosen !== undefined && outputs.includes(chosen)) return chosen;
  throw fault('JUDGE_OUTPUT', { path, output: output ?? null, outputs });
}

/** One row of scores; Fault OUTPUT_SHAPE for anything else. */
function rowOf(outputs: Outputs, output: string, { rows, classes }: { rows: number; classes: number }): Tensor {
  const { type, dims, data } = outputs.get(output) ?? { type: 'float32', dims: [], data: new Float32Array() };
  if (dims[0] !== rows || volume(dims.slice(1)) !== classes || type === 'string')
    throw fault('OUTPUT_SHAPE', { output, shape: dims, expected: `a score for each of the judge's ${classes} classes` });
  return { type, dims: [classes], data: data.slice(0, classes) };
} // prettier-ignore

interface Answered {
  readonly outputs: Outputs;
  readonly one: Fed;
  readonly row: number;
}

/** Texts by name: of what the model was fed, as noise has left it, or of what it answered. */
function textsOf({ reads }: Judge, { outputs, one, row }: Answered): ReadonlyMap<string, string> {
  return new Map(
    reads.map((name) => {
      const text = one.inputs.get(name)?.data[0] ?? outputs.get(name)?.data[row];
      if (typeof text !== 'string') throw new Error(`the judge reads ${name}, which is no text`);
      return [name, text];
    }),
  );
}
