import type { Session } from '../core/engine.js';
import { fault, type Fault } from '../core/fault.js';
import type { Outputs } from '../core/task.js';
import { constant, volume, type Tensor, type TensorData, type TensorShape } from '../core/tensor.js';
import type { SequenceSpec } from '../core/way.js';

type Feeds = ReadonlyMap<string, Tensor>;

/**
 * A session that takes whole sequences: the inputs that samples feed have the steps as their first axis after the
 * batch, state goes from output to input, and the outputs that are left are those of every step or of the last.
 * Throws a Fault SEQUENCE_INVALID for names and shapes that the model does not have.
 */
export function sequenced(session: Session, spec: SequenceSpec, alive: () => void): Session {
  const given = [...spec.state, ...spec.constants].map(({ input }) => input);
  const carried = spec.state.map(({ output }) => output);
  const fed = session.inputs.filter(({ name }) => !given.includes(name));
  const outputs = session.outputs.filter(({ name }) => !carried.includes(name));
  requireNames(session, spec);
  if (fed.length === 0) throw invalid(spec, 'no input is left for the samples');
  const states = spec.state.map((pair) => ({ ...pair, shape: stateShape(session, pair.input, spec) }));
  const constants = spec.constants.map(({ input, value }) => ({
    name: input,
    fill: filler(shapeOf(session, input), value, spec),
  }));
  return {
    inputs: fed.map((shape) => stretched(shape, spec)),
    outputs,
    run: async (feeds) => {
      const batch = [...feeds.values()][0]?.dims[0] ?? 1;
      const fixed = new Map(constants.map(({ name, fill }) => [name, fill(batch)]));
      let state = new Map(states.map(({ input, shape }) => [input, shape(batch)]));
      const seen: Outputs[] = [];
      for (const step of steps(feeds, spec)) {
        alive();
        const made = await session.run(new Map([...step, ...fixed, ...state]));
        state = new Map(spec.state.map(({ output, input }) => [input, outputAt(made, output)]));
        seen.push(made);
      }
      return new Map(outputs.map(({ name }) => [name, read(seen, name, spec.read)]));
    },
    close: () => session.close(),
  };
}

function invalid(spec: SequenceSpec, reason: string): Fault {
  return fault('SEQUENCE_INVALID', { reason }, spec.place);
}

function requireNames(session: Session, spec: SequenceSpec): void {
  const names = (of: readonly TensorShape[]): string => of.map(({ name }) => name).join(', ');
  for (const { input } of [...spec.state, ...spec.constants]) {
    if (session.inputs.some(({ name }) => name === input)) continue;
    throw invalid(spec, `the model has no input \`${input}\` (it has: ${names(session.inputs)})`);
  }
  const given = [...spec.state, ...spec.constants].map(({ input }) => input);
  const twice = given.find((input, at) => given.indexOf(input) !== at);
  if (twice !== undefined) throw invalid(spec, `input \`${twice}\` is fed twice`);
  for (const { output } of spec.state) {
    if (session.outputs.some(({ name }) => name === output)) continue;
    throw invalid(spec, `the model has no output \`${output}\` (it has: ${names(session.outputs)})`);
  }
}

function shapeOf({ inputs }: Session, input: string): TensorShape {
  const found = inputs.find(({ name }) => name === input);
  if (found === undefined) throw new Error(`no input ${input}`); // its name was looked up
  return found;
}

/** Zeros to begin with, of the shape the graph declares; its one symbolic dimension is the batch. */
function stateShape(session: Session, input: string, spec: SequenceSpec): (batch: number) => Tensor {
  const shape = shapeOf(session, input);
  const open = shape.dims?.filter((dim) => typeof dim === 'string').length ?? 2;
  if (open <= 1) return filler(shape, 0, spec);
  const dims = shape.dims?.map((dim) => (dim === '' ? '?' : dim)).join(' × ') ?? 'unknown';
  throw invalid(
    spec,
    `the shape of state \`${input}\` is ${dims}: only one dimension, the batch, may be open`,
  );
}

/** A constant tensor for each batch size. A scalar and an unknown rank look alike: both are one value. */
function filler(shape: TensorShape, value: number, spec: SequenceSpec): (batch: number) => Tensor {
  const { name, type } = shape;
  const make = (batch: number): Tensor => {
    const dims = (shape.dims ?? []).map((dim) => (typeof dim === 'string' ? batch : dim));
    const made = constant(type, dims, value);
    if (made === undefined) throw invalid(spec, `input \`${name}\` is ${type} and can't be ${value}`);
    return made;
  };
  make(1);
  return make;
}

/** What a sample feeds: windows come from a signal of any length, other steps stand along an axis of their own. */
function stretched(shape: TensorShape, { window }: SequenceSpec): TensorShape {
  if (shape.dims === null) return shape;
  const [batch = '', first, ...rest] = shape.dims;
  const entry = window || first === undefined ? rest : [first, ...rest];
  return { ...shape, dims: [batch, 'steps', ...entry] };
}

/** The feeds of one step after the other. Throws a Fault when inputs differ in length or have none. */
function* steps(feeds: Feeds, spec: SequenceSpec): Generator<Feeds> {
  const lengths = [...feeds.values()].map(({ dims }) => dims[1] ?? 0);
  const [length = 0] = lengths;
  if (length === 0) throw invalid(spec, 'a sample is an empty sequence');
  if (lengths.some((other) => other !== length))
    throw invalid(spec, `the inputs of a sample are sequences of different lengths: ${lengths.join(', ')}`);
  const { size, hop } = spec.window ?? { size: 1, hop: 1 };
  const count = 1 + Math.max(0, Math.ceil((length - size) / hop));
  for (let step = 0; step < count; step += 1) {
    const part = { from: step * hop, size, keepAxis: spec.window !== undefined };
    yield new Map([...feeds].map(([name, tensor]) => [name, cut(tensor, part)]));
  }
}

/** Entries from…from+size−1 along the second axis, zeros beyond its end. */
function cut(
  { type, dims, data }: Tensor,
  { from, size, keepAxis }: { from: number; size: number; keepAxis: boolean },
): Tensor {
  const [batch = 1, length = 0, ...rest] = dims;
  const row = volume(rest);
  const made = { type, dims: [batch, ...(keepAxis ? [size] : []), ...rest] };
  const parts = Array.from({ length: batch }, (_, sample) => {
    const start = (sample * length + from) * row;
    return data.slice(start, start + Math.min(size, length - from) * row);
  });
  return { ...made, data: joined(parts, volume(made.dims) / batch) };
}

/** Parts of one type, each filled up to `size` with zeros (texts: with nothing). */
function joined(parts: readonly TensorData[], size: number): TensorData {
  const [first] = parts;
  if (first === undefined) throw new Error('a batch has samples');
  if (!ArrayBuffer.isView(first)) {
    return parts.flatMap((part) => Array.from({ length: size }, (_, at) => String(part[at] ?? '')));
  }
  const Class = first.constructor as new (length: number) => Exclude<TensorData, readonly string[]>; // its own
  const all = new Class(size * parts.length);
  for (const [at, part] of parts.entries()) all.set(part as never, at * size); // one type in all of them
  return all;
}

function outputAt(outputs: Outputs, name: string): Tensor {
  const tensor = outputs.get(name);
  if (tensor === undefined) throw new Error(`no output ${name}`); // its name was looked up
  return tensor;
}

/** The last step's value, or the values of all steps along a new second axis. */
function read(seen: readonly Outputs[], name: string, which: SequenceSpec['read']): Tensor {
  const all = seen.map((outputs) => outputAt(outputs, name));
  const last = all.at(-1);
  if (last === undefined) throw new Error('a sequence has steps');
  if (which === 'last') return last;
  const [batch = 1, ...rest] = last.dims;
  const size = volume(rest);
  const uneven = all.find(({ dims }) => dims.join() !== last.dims.join());
  if (uneven)
    throw new Error(`output ${name} has shape ${uneven.dims.join(' × ')} and ${last.dims.join(' × ')}`);
  const parts = Array.from({ length: batch }, (_, sample) =>
    all.map(({ data }) => data.slice(sample * size, (sample + 1) * size)),
  );
  const data = joined(parts.flat(), size);
  return { type: last.type, dims: [batch, all.length, ...rest], data };
}
