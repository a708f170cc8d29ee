import type { Asked, Recorded, Session } from '../core/engine.js';
import { Fault, fault } from '../core/fault.js';
import type { Dataset } from '../core/format.js';
import type { Kinds } from '../core/kinds.js';
import type { PlacedRecording, RecordedPart } from '../core/recording.js';
import type { Outputs } from '../core/task.js';
import type { Tensor, TensorShape } from '../core/tensor.js';
import { outputOf } from './values.js';

/** A recording as a session: it answers to samples, and nothing is run. */
export function recordedSession(placed: PlacedRecording, kinds: Kinds, scratch: string): Session {
  const { inputs, outputs } = placed.recording;
  const recorded = new Answers(placed, kinds, scratch);
  return {
    inputs,
    outputs,
    recorded,
    run: () => Promise.reject(new Error('a recording is not run')),
    close: () => recorded.close(),
  };
}

/** One part with its files open. */
interface OpenPart {
  readonly ids: Dataset;
  /** Row of each sample. */
  readonly rows: ReadonlyMap<string, number>;
  readonly columns: readonly { readonly shape: TensorShape; readonly field: string; readonly data: Dataset }[];
} // prettier-ignore

class Answers implements Recorded {
  private readonly opened = new Map<RecordedPart, Promise<OpenPart>>();

  constructor(
    private readonly placed: PlacedRecording,
    private readonly kinds: Kinds,
    private readonly scratch: string,
  ) {}

  async answer(asked: Asked): Promise<Outputs> {
    const path = this.placed.shown;
    const part = await this.open(this.choose(asked));
    const row = part.rows.get(asked.sample);
    if (row === undefined)
      throw fault('RECORDING_SAMPLE_MISSING', { path, sample: asked.sample, level: asked.level });
    const { fields } = await part.ids.read(row, ['inputs']);
    if (fields.get('inputs') !== asked.inputs)
      throw fault('RECORDING_OTHER_INPUTS', { path, sample: asked.sample, level: asked.level });
    return this.read(part, row);
  }

  async first(data: string, count: number): Promise<readonly Outputs[]> {
    const [found] = this.partsOf(data);
    if (found === undefined) throw fault('RECORDING_OTHER_DATA', { path: this.placed.shown, data });
    const part = await this.open(found);
    const rows: Outputs[] = [];
    for (let row = 0; row < Math.min(count, found.count); row += 1) rows.push(await this.read(part, row));
    return rows;
  }

  async close(): Promise<void> {
    for (const part of await Promise.allSettled(this.opened.values()))
      if (part.status === 'fulfilled') await closeAll(part.value);
  }

  private partsOf(data: string): RecordedPart[] {
    return this.placed.recording.parts.filter((part) => part.data === data);
  }

  private choose({ data, seed, level, key }: Asked): RecordedPart {
    const { shown: path, recording } = this.placed;
    if (recording.seed !== seed)
      throw fault('RECORDING_OTHER_SEED', { path, found: recording.seed, expected: seed });
    const parts = this.partsOf(data);
    if (parts.length === 0) throw fault('RECORDING_OTHER_DATA', { path, data });
    const [part, second] = parts.filter((each) => each.key === key);
    if (part === undefined) throw fault('RECORDING_OTHER_POLICY', { path, level });
    if (second !== undefined)
      throw fault('RECORDING_UNREADABLE', { path, reason: `it holds ${level} twice` });
    return part;
  }

  private open(part: RecordedPart): Promise<OpenPart> {
    const opened = this.opened.get(part) ?? this.openFiles(part);
    this.opened.set(part, opened);
    return opened;
  }

  private async openFiles(part: RecordedPart): Promise<OpenPart> {
    const ids = await this.openIds(part);
    const files = new Map<string, Dataset>([[part.samples, ids]]);
    const columns = [];
    for (const { name, file, field } of part.outputs) {
      const shape = this.placed.recording.outputs.find((output) => output.name === name);
      if (shape === undefined) throw this.unreadable(`its part ${part.level} holds ${name}, which is no output`);
      const data = files.get(file) ?? (await this.openFile(file));
      files.set(file, data);
      columns.push({ shape, field: field ?? (data.fields.length === 1 ? (data.fields[0] ?? name) : name), data });
    }
    const wrong = [...files].find(([, { size }]) => size !== part.count);
    if (wrong !== undefined) throw this.rows(wrong[0], wrong[1].size, part.count);
    const rows = new Map(Array.from({ length: ids.size }, (_, row) => [ids.id(row), row]));
    return { ids, rows, columns };
  } // prettier-ignore

  private rows(file: string, rows: number, expected: number): Fault {
    return fault('RECORDING_ROWS', { path: this.placed.shown, file, rows, expected });
  }

  private unreadable(reason: string): Fault {
    return fault('RECORDING_UNREADABLE', { path: this.placed.shown, reason });
  }

  private async openIds({ samples }: RecordedPart): Promise<Dataset> {
    try {
      return await this.openFile(samples, 'sample');
    } catch (error) {
      const twice =
        error instanceof Fault ? error.findings.find(({ code }) => code === 'ID_TWICE') : undefined;
      const id = twice?.data['id'];
      if (typeof id !== 'string') throw error;
      throw fault('RECORDING_SAMPLE_DOUBLED', { path: this.placed.shown, sample: id });
    }
  }

  private openFile(file: string, idField?: string): Promise<Dataset> {
    const { directory, shown } = this.placed;
    return this.kinds.openDataset({
      path: `${directory}/${file}`,
      shown: `${shown}/${file}`,
      scratch: this.scratch,
      options: {},
      ...(idField !== undefined && { idField }),
    });
  }

  /** Every recorded output of one row, with a first axis of one sample. */
  private async read({ columns }: OpenPart, row: number): Promise<Outputs> {
    const outputs = new Map<string, Tensor>();
    for (const { shape, field, data } of columns) {
      const beside = `${field} shape`;
      const { fields } = await data.read(row, [field, ...data.fields.filter((each) => each === beside)]);
      const value = outputOf(fields.get(field) ?? null, fields.get(beside) ?? null, shape.type);
      if (value === undefined) throw this.unreadable(`its values of ${shape.name} are not of type ${shape.type}`);
      outputs.set(shape.name, this.kinds.stack([value]));
    }
    return outputs;
  } // prettier-ignore
}

async function closeAll({ ids, columns }: OpenPart): Promise<void> {
  for (const data of new Set([ids, ...columns.map((column) => column.data)])) await data.close();
}
