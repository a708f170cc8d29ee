import type { Session } from '../core/engine.js';
import { fault } from '../core/fault.js';
import { kindNamed, type Kinds } from '../core/kinds.js';
import type { OutputSpec } from '../core/policy.js';
import type { Reading } from '../core/task.js';
import type { Side } from './pass.js';
import type { Inspection } from './protocol.js';

/** The outputs that a task reads from a model: the one it names, the only one, or one for each part of the answer. */
export function chosenOutputs(
  spec: OutputSpec,
  session: Session,
  side: Side,
): Pick<Reading, 'output' | 'parts'> {
  if (spec.parts === undefined) return { output: chosen(spec, session, side) };
  if (spec.name !== undefined) throw fault('OUTPUT_TWICE', { output: spec.name }, spec.place);
  const parts = Object.entries(spec.parts).map(([part, name]): [string, string] => [
    part,
    chosen({ ...spec, name }, session, side),
  ]);
  return { output: parts[0]?.[1] ?? '', parts: Object.fromEntries(parts) };
}

function chosen({ name, place }: OutputSpec, session: Session, model: Side): string {
  const outputs = session.outputs.map((output) => output.name);
  if (name === undefined && outputs.length === 1 && outputs[0] !== undefined) return outputs[0];
  if (name === undefined) throw fault('OUTPUT_UNCHOSEN', { model, outputs }, place);
  if (!outputs.includes(name)) throw fault('OUTPUT_UNKNOWN', { model, output: name, outputs }, place);
  return name;
}

/** The Fault of an output whose declared shape is not what the kind reads: names that are too few are told before anything runs. */
export function requireFit(
  session: Session,
  { output, meaning }: Reading,
  { task, names }: Pick<Inspection, 'task' | 'names'>,
  kinds: Pick<Kinds, 'tasks'>,
): void {
  const dims = session.outputs.find(({ name }) => name === output)?.dims ?? null;
  const expected = dims && kindNamed(kinds, task.kind).unfit?.(dims, meaning, names);
  if (dims && expected) throw fault('OUTPUT_SHAPE', { output, shape: dims, expected }, task.place);
}
