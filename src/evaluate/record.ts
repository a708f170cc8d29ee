import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { finished, pipeline } from 'node:stream/promises';
import { stat } from 'node:fs/promises';
import { fault } from '../core/fault.js';
import type { RecordedFile, RecordedPart, RecordedTensor } from '../core/recording.js';
import type { Outputs } from '../core/task.js';
import { volume, type Tensor, type TensorShape } from '../core/tensor.js';
import { runOnce } from './answer.js';
import type { Bench } from './chunk.js';
import { feedDigest } from './digests.js';
import { feedsOf, makeInputs, readyRows, readySamples, type Made, type Readied } from './inputs.js';
import { RowsFile } from './rows-file.js';

/** Existing folders, as absolute paths. */
export interface RecordRequest {
  readonly outputs: string;
  /** For what the model is fed; null: it is not written. */
  readonly inputs: string | null;
}

/** A part of exported inputs: what a part of a recording is, with the model's inputs in place of its outputs. */
export type ExportedPart = Omit<RecordedPart, 'outputs'> & { readonly inputs: readonly RecordedTensor[] };

/** What one pass brought. */
export interface RecordedPass {
  readonly inputs: readonly TensorShape[];
  readonly outputs: readonly TensorShape[];
  readonly parts: readonly RecordedPart[];
  readonly files: readonly RecordedFile[];
  readonly exported: readonly ExportedPart[];
  readonly exportedFiles: readonly RecordedFile[];
}

/** Both models of the plan are the recorded one; the baseline's arm runs it. */
const arm = 0;

/** Runs the model over a pass, batch by batch, and writes every answer; throws a Fault when it fails to run. */
export async function recordPass(
  bench: Bench,
  position: number,
  request: RecordRequest,
): Promise<RecordedPass> {
  const { open } = bench;
  const session = await open.session(arm);
  const writers = open.pass.levels.map((_, level) => new PartWriter(bench, `${position}-${level}`, request));
  const size = open.pass.batches[arm] ?? 1;
  for (let from = 0; from < open.pass.order.length; from += size) {
    const to = Math.min(from + size, open.pass.order.length);
    bench.mark({ arm: -1, from, to });
    const slots = await readySamples(open, from, to);
    const readied = slots.filter((slot): slot is Readied => 'sample' in slot); // the gate misses the others as well
    for (const [level, writer] of writers.entries()) await recordBatch(bench, { readied, level, writer });
  }
  await recordGallery(bench, writers, size);
  const ended = [];
  for (const [level, writer] of writers.entries()) ended.push(await writer.end(level));
  return {
    inputs: session.inputs,
    outputs: session.outputs,
    parts: ended.map(({ part }) => part),
    files: ended.flatMap(({ files }) => files),
    exported: ended.flatMap(({ exported }) => exported),
    exportedFiles: ended.flatMap(({ exportedFiles }) => exportedFiles),
  };
}

/** What queries are compared with is answered without noise; its samples may be others than those that are judged. */
async function recordGallery(bench: Bench, writers: readonly PartWriter[], size: number): Promise<void> {
  const { order, gallery = new Uint32Array(), levels } = bench.open.pass;
  const level = levels.findIndex(({ noise }) => noise === null);
  const writer = writers[level];
  const judged = new Set(order);
  const rows = gallery.filter((row) => !judged.has(row));
  for (let from = 0; from < rows.length && writer !== undefined; from += size) {
    bench.mark({ arm: -1, from: 0, to: 0 });
    const slots = await readyRows(bench.open, rows.subarray(from, from + size));
    const readied = slots.filter((slot): slot is Readied => 'sample' in slot);
    await recordBatch(bench, { readied, level, writer });
  }
}

interface Batch {
  readonly readied: readonly Readied[];
  readonly level: number;
  readonly writer: PartWriter;
}

async function recordBatch({ open, work, kinds, mark }: Bench, batch: Batch): Promise<void> {
  const { readied, writer } = batch;
  const level = open.pass.levels[batch.level];
  const of = work.arms[arm];
  const [first] = readied;
  if (level === undefined || of === undefined) throw new Error(`no level ${batch.level}`);
  if (first === undefined) return;
  const noises = open.noises[batch.level] ?? [];
  const made = readied.map((one) => makeInputs(one, { open, level, noises, seed: work.seed }));
  const rows = made.map(({ baseline }) => baseline);
  const { fixedBatch } = open.pass.models.baseline;
  const last = rows.at(-1);
  while (fixedBatch !== null && last !== undefined && rows.length < fixedBatch) rows.push(last);
  mark({ arm, from: first.position, to: first.position + readied.length });
  const session = await open.session(arm);
  const outputs = await runOnce(session, feedsOf(kinds, open.makers.baseline, rows), of);
  for (const [row, one] of readied.entries()) writer.add(one.sample.id, made[row], rowOf(outputs, row, rows.length));
} // prettier-ignore

/** One sample's outputs, without the batch axis. */
function rowOf(outputs: Outputs, row: number, count: number): Map<string, Tensor> {
  return new Map(
    [...outputs].map(([name, { type, dims, data }]) => {
      const [rows, ...rest] = dims;
      if (rows !== count) throw fault('OUTPUT_ROWS', { output: name, shape: dims, samples: count });
      const size = volume(rest);
      return [name, { type, dims: rest, data: data.slice(row * size, (row + 1) * size) }];
    }),
  );
}

/** The files of one level of one pass. */
class PartWriter {
  private readonly outputs = new Map<string, RowsFile>();
  private readonly inputs: readonly RowsFile[];
  private readonly samples: readonly WriteStream[];
  private count = 0;

  constructor(
    private readonly bench: Bench,
    private readonly folder: string,
    private readonly request: RecordRequest,
  ) {
    const folders = [request.outputs, ...(request.inputs === null ? [] : [request.inputs])];
    for (const each of folders) mkdirSync(`${each}/${folder}`);
    this.samples = folders.map((each) => createWriteStream(`${each}/${folder}/samples.jsonl`));
    const exported = request.inputs;
    this.inputs =
      exported === null
        ? []
        : bench.open.makers.baseline.map((_, input) => new RowsFile(exported, `${folder}/input-${input}`));
  }

  add(sample: string, made: Made | undefined, outputs: ReadonlyMap<string, Tensor>): void {
    const fed = made?.baseline ?? [];
    const names = this.bench.open.makers.baseline.map(({ input }) => input);
    const line = `${JSON.stringify({ sample, inputs: feedDigest(names, fed) })}\n`;
    for (const stream of this.samples) stream.write(line);
    this.inputs.forEach((file, input) => {
      const tensor = fed[input];
      if (tensor !== undefined) file.add(tensor);
    });
    for (const [name, tensor] of outputs) this.outputOf(name).add(tensor);
    this.count += 1;
  }

  async end(level: number): Promise<{
    part: RecordedPart;
    files: RecordedFile[];
    exported: ExportedPart[];
    exportedFiles: RecordedFile[];
  }> {
    for (const stream of this.samples) stream.end();
    await Promise.all(this.samples.map((stream) => finished(stream)));
    const { open } = this.bench;
    const start = {
      data: open.dataset.digest,
      level: open.pass.levels[level]?.name ?? '',
      key: open.keys.baseline[level] ?? '',
      count: this.count,
      samples: `${this.folder}/samples.jsonl`,
    };
    const outputs = [...this.outputs].map(([name, file]) => file.end(name));
    const inputs = this.inputs.map((file, input) => file.end(open.makers.baseline[input]?.input ?? ''));
    const { inputs: exportedTo, outputs: to } = this.request;
    return {
      part: { ...start, outputs },
      files: await digestsOf(to, [start.samples, ...outputs.map(({ file }) => file)]),
      exported: exportedTo === null ? [] : [{ ...start, inputs }],
      exportedFiles:
        exportedTo === null
          ? []
          : await digestsOf(exportedTo, [start.samples, ...inputs.map(({ file }) => file)]),
    };
  }

  private outputOf(name: string): RowsFile {
    const known = this.outputs.get(name);
    if (known !== undefined) return known;
    const file = new RowsFile(this.request.outputs, `${this.folder}/output-${this.outputs.size}`);
    this.outputs.set(name, file);
    return file;
  }
}

async function digestsOf(directory: string, files: readonly string[]): Promise<RecordedFile[]> {
  const found: RecordedFile[] = [];
  for (const file of files) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(`${directory}/${file}`), hash);
    const { size: bytes } = await stat(`${directory}/${file}`);
    found.push({ file, bytes, sha256: hash.digest('hex') });
  }
  return found;
}
