import { finding, type Finding } from '../core/fault.js';
import {
  drawsOf,
  type Cell,
  type ChunkResult,
  type Contrast,
  type Pass,
  type SampleRow,
  type Work,
} from '../core/plan.js';
import type { Slice } from '../core/report.js';
import type { Task } from '../core/task.js';
import { FedInputs } from './fed.js';
import { Scene } from './scene.js';
import { Witnesses, type Witness } from './witnesses.js';

/** Where a scene was measured. */
export interface SceneKey {
  readonly task: string;
  readonly level: string;
  readonly contrast: Contrast;
  readonly slice: Slice;
}

/** One cell of a sample with the names of what it is a cell of. */
interface CellSeen {
  readonly pass: Pass;
  readonly row: SampleRow;
  readonly cell: Cell;
  readonly task: Task;
  readonly name: string;
  readonly level: string;
  readonly unit: number;
}

/** Adds chunks up, in chunk order and each once: equal chunks give equal bits, whoever evaluated them. */
export class Totals {
  /** Faulty samples with their reason, at most one entry a sample. */
  readonly faults: { sample: string; reason: Finding }[] = [];
  readonly witnesses: Witnesses;
  readonly unprotected: { task: string; level: string; sample: string }[] = [];
  readonly fed = new FedInputs();
  faulty = 0;
  private readonly scenes = new Map<string, Scene>();
  /** Values by scene and field, in the order of first sight. */
  private readonly seenValues = new Map<string, string[]>();
  private readonly seconds = new Map<string, number>();
  private readonly places = new Map<Contrast, Map<string, Map<string, string>>>();
  private last = -1;

  constructor(
    private readonly work: Work,
    /** Per pass and task of the pass. */
    private readonly tasks: readonly (readonly Task[])[],
    witness: (witness: Witness) => void,
    /** Tasks whose samples that baseline gets wrong are listed. */
    private readonly guardrails: ReadonlySet<string> = new Set(),
  ) {
    this.witnesses = new Witnesses(witness);
  }

  add(result: ChunkResult): void {
    const chunk = this.work.chunks[result.chunk];
    const pass = chunk && this.work.passes[chunk.pass];
    if (chunk === undefined || pass === undefined) throw new Error(`no chunk ${result.chunk}`);
    if (result.chunk <= this.last) throw new Error(`chunk ${result.chunk} after chunk ${this.last}`);
    if (result.rows.length > chunk.to - chunk.from)
      throw new Error(`chunk ${result.chunk} has too many rows`);
    this.last = result.chunk;
    this.addSeconds(pass, result);
    result.rows.forEach((row, index) => {
      const unit = pass.units[chunk.from + index] ?? 0;
      this.addRow(pass, row, { pass: chunk.pass, unit });
    });
  }

  /** undefined: nothing was seen there. */
  scene(key: SceneKey): Scene | undefined {
    return this.scenes.get(printKey(key));
  }

  /** The values of a field seen in a scene, in the order of their code units. */
  values(key: Omit<SceneKey, 'slice'>, field: string): string[] {
    const found = this.seenValues.get(printKey({ ...key, slice: { field, value: null } })) ?? [];
    return found.toSorted((one, other) => (one < other ? -1 : 1));
  }

  secondsOf(task: string, level: string): number {
    return this.seconds.get(JSON.stringify([task, level])) ?? 0;
  }

  private addSeconds(pass: Pass, { seconds }: ChunkResult): void {
    pass.levels.forEach((level, position) => {
      const spent = (seconds[position] ?? []).reduce((sum, each) => sum + each, 0);
      for (const task of pass.tasks) {
        const key = JSON.stringify([task.name, level.name]);
        this.seconds.set(key, (this.seconds.get(key) ?? 0) + spent);
      }
    });
  }

  private addRow(pass: Pass, row: SampleRow, at: { pass: number; unit: number }): void {
    this.fed.add(at.pass, row);
    const reason = row.fault ?? row.armFaults[0]?.reason ?? row.cells.find((cell) => cell.fault)?.fault;
    if (reason !== undefined) this.noteFault(row.id, reason);
    if (row.fault !== undefined) this.missEverywhere(pass, row.fault);
    for (const cell of row.cells) this.addCell(pass, row, cell, at);
  }

  private noteFault(sample: string, reason: Finding): void {
    this.faulty += 1;
    if (this.faults.length < 100) this.faults.push({ sample, reason });
  }

  private missEverywhere(pass: Pass, reason: Finding): void {
    pass.tasks.forEach((planned, position) => {
      for (const level of planned.levels) {
        for (const contrast of this.work.contrasts) {
          const key = { task: planned.name, level: pass.levels[level]?.name ?? '', contrast, slice: null };
          this.sceneOf(key, pass, position).miss(reason);
        }
      }
    });
  }

  private addCell(pass: Pass, row: SampleRow, cell: Cell, at: { pass: number; unit: number }): void {
    const planned = pass.tasks[cell.task];
    const level = pass.levels[cell.level]?.name;
    const task = this.tasks[at.pass]?.[cell.task];
    if (planned === undefined || level === undefined || task === undefined)
      throw new Error('a cell of no task or level');
    const slices = planned.slices.flatMap((field): Slice[] => {
      const value = row.slices.get(field);
      return value === undefined ? [] : [{ field, value }];
    });
    const seen = { pass, row, cell, task, name: planned.name, level, unit: at.unit };
    this.noteUnprotected(seen);
    this.work.contrasts.forEach((contrast, position) => {
      for (const slice of [null, ...slices]) this.addSeen(seen, { contrast, position, slice });
      this.addWitness(seen, contrast, position);
    });
  }

  private addWitness(
    { pass, name, level, row, cell, task }: CellSeen,
    contrast: Contrast,
    position: number,
  ): void {
    const evidence = cell.evidence[position];
    const draw = drawsOf(pass, level) > 1 ? pass.levels[cell.level]?.draw : undefined;
    const sighting = { task: name, level, contrast, sample: row.id, ...(draw !== undefined && { draw }) };
    if (evidence) this.witnesses.add({ ...sighting, evidence }, task, cell.pairs[position] ?? null);
  }

  /** A guardrail's case that baseline already gets wrong can't be lost any more. */
  private noteUnprotected({ name, level, row, cell, task }: CellSeen): void {
    const form = task.measures[task.score]?.form;
    const kept = cell.kept[0] ?? null;
    if (!this.guardrails.has(name) || form?.is !== 'rate' || kept === null) return;
    if (form.hit(kept) !== false) return;
    const last = this.unprotected.at(-1);
    const isTold = last?.sample === row.id && last.task === name && last.level === level; // in another draw
    if (!isTold) this.unprotected.push({ task: name, level, sample: row.id });
  }

  private addSeen(
    { pass, row, cell, name, level, unit }: CellSeen,
    { contrast, position, slice }: { contrast: Contrast; position: number; slice: Slice },
  ): void {
    const scene = this.sceneOf({ task: name, level, contrast, slice }, pass, cell.task);
    const pair = cell.pairs[position] ?? null;
    const [left, right] = [cell.kept[contrast.left] ?? null, cell.kept[contrast.right] ?? null];
    if (pair === null || left === null || right === null) {
      scene.miss(cell.fault ?? armReason(row, cell, contrast));
    } else if (cell.degenerate[contrast.left] === true) {
      scene.degenerate.left += 1;
      scene.miss(finding('BASELINE_DEGENERATE', { count: 1 }));
    } else {
      if (cell.degenerate[contrast.right] === true) scene.degenerate.right += 1;
      scene.add({ unit, left, right, pair });
    }
  }

  private sceneOf(key: SceneKey, pass: Pass, position: number): Scene {
    const printed = `${this.placeOf(key)}${printSlice(key.slice)}`;
    const known = this.scenes.get(printed);
    if (known) return known;
    const task = this.tasks[this.work.passes.indexOf(pass)]?.[position];
    if (task === undefined) throw new Error(`no task ${key.task}`);
    const isResampled = key.slice === null || pass.data.group !== undefined || drawsOf(pass, key.level) > 1;
    const units = isResampled ? (pass.units.at(-1) ?? 0) + 1 : 1;
    const scene = new Scene(task, units, key.slice !== null);
    this.scenes.set(printed, scene);
    if (key.slice !== null) this.noteValue(key, key.slice);
    return scene;
  }

  /** Printed once, not for every sample. */
  private placeOf(key: SceneKey): string {
    const tasks = kept(this.places, key.contrast, () => new Map<string, Map<string, string>>());
    const levels = kept(tasks, key.task, () => new Map<string, string>());
    return kept(levels, key.level, () => printPlace(key));
  }

  private noteValue(key: SceneKey, { field, value }: NonNullable<Slice>): void {
    const printed = printKey({ ...key, slice: { field, value: null } });
    const known = this.seenValues.get(printed);
    if (known) known.push(value);
    else this.seenValues.set(printed, [value]);
  }
}

/** Why an arm of the contrast has no answer at the cell's level. */
function armReason(row: SampleRow, cell: Cell, { left, right }: Contrast): Finding | undefined {
  const faults = row.armFaults.filter(({ level }) => level === cell.level);
  return faults.find(({ arm }) => arm === left || arm === right)?.reason;
}

/** Users' names are parts of one printed key, so that none can pass for another's; a field without a value is all of them. */
function printKey({ slice, ...at }: Omit<SceneKey, 'slice'> & { slice: AnySlice }): string {
  return `${printPlace(at)}${printSlice(slice)}`;
}

function printPlace({ task, level, contrast: { is, target } }: Omit<SceneKey, 'slice'>): string {
  return JSON.stringify([task, level, is, target]);
}

function printSlice(slice: AnySlice): string {
  if (slice === null) return '';
  const { field, value } = slice;
  return `${field.length}:${field}${value === null ? '' : `=${value}`}`;
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

type AnySlice = { readonly field: string; readonly value: string | null } | null;
