import { finding, type Finding } from '../core/fault.js';
import {
  drawsOf,
  type Cell,
  type ChunkResult,
  type Contrast,
  type Pass,
  type PlannedTask,
  type SampleRow,
  type Work,
} from '../core/plan.js';
import type { Slice } from '../core/report.js';
import type { Task } from '../core/task.js';
import { FedInputs } from './fed.js';
import { Scene } from './scene.js';
import { kept, Site } from './site.js';
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

type SiteKey = Omit<SceneKey, 'slice'>;

/** Adds chunks up, in chunk order and each once: equal chunks give equal bits, whoever evaluated them. */
export class Totals {
  /** Faulty samples with their reason, at most one entry a sample. */
  readonly faults: { sample: string; reason: Finding }[] = [];
  readonly witnesses: Witnesses;
  readonly unprotected: { task: string; level: string; sample: string }[] = [];
  readonly fed = new FedInputs();
  faulty = 0;
  /** Users' names are parts of one printed key, so that none can pass for another's. */
  private readonly sites = new Map<string, Site>();
  /** The same, by task and position of the level, a site per contrast: not looked up by name for every sample. */
  private readonly near = new Map<PlannedTask, Map<number, readonly Site[]>>();
  private readonly seconds = new Map<string, number>();
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
  scene({ slice, ...key }: SceneKey): Scene | undefined {
    return this.sites.get(printSite(key))?.at(slice);
  }

  /** The values of a field seen in a scene, in the order of their code units. */
  values(key: SiteKey, field: string): string[] {
    return this.sites.get(printSite(key))?.values(field) ?? [];
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
        for (const site of this.sitesOf(pass, position, level)) site.all.miss(reason);
      }
    });
  }

  private addCell(pass: Pass, row: SampleRow, cell: Cell, at: { pass: number; unit: number }): void {
    const planned = pass.tasks[cell.task];
    const level = pass.levels[cell.level]?.name;
    const task = this.tasks[at.pass]?.[cell.task];
    if (planned === undefined || level === undefined || task === undefined)
      throw new Error('a cell of no task or level');
    const seen = { pass, row, cell, task, name: planned.name, level, unit: at.unit };
    this.noteUnprotected(seen);
    const sites = this.sitesOf(pass, cell.task, cell.level);
    this.work.contrasts.forEach((contrast, position) => {
      const scenes = sites[position]?.of(row, planned.slices) ?? [];
      addSeen(seen, { contrast, position, scenes });
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

  /** By contrast. */
  private sitesOf(pass: Pass, position: number, level: number): readonly Site[] {
    const planned = pass.tasks[position];
    if (planned === undefined) throw new Error(`no task ${position}`);
    const levels = kept(this.near, planned, () => new Map<number, readonly Site[]>());
    const name = pass.levels[level]?.name ?? '';
    return kept(levels, level, () =>
      this.work.contrasts.map((contrast) =>
        this.siteOf({ task: planned.name, level: name, contrast }, pass, position),
      ),
    );
  }

  private siteOf(key: SiteKey, pass: Pass, position: number): Site {
    const task = this.tasks[this.work.passes.indexOf(pass)]?.[position];
    if (task === undefined) throw new Error(`no task ${key.task}`);
    const units = (pass.units.at(-1) ?? 0) + 1;
    const ofSlice = (): Scene => {
      const isResampled = pass.data.group !== undefined || drawsOf(pass, key.level) > 1;
      return new Scene(task, isResampled ? units : 1, true);
    };
    return kept(this.sites, printSite(key), () => new Site(new Scene(task, units), ofSlice));
  }
}

function addSeen(
  { row, cell, unit }: CellSeen,
  { contrast, position, scenes }: { contrast: Contrast; position: number; scenes: readonly Scene[] },
): void {
  const pair = cell.pairs[position] ?? null;
  const [left, right] = [cell.kept[contrast.left] ?? null, cell.kept[contrast.right] ?? null];
  for (const scene of scenes) {
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
}

/** Why an arm of the contrast has no answer at the cell's level. */
function armReason(row: SampleRow, cell: Cell, { left, right }: Contrast): Finding | undefined {
  const faults = row.armFaults.filter(({ level }) => level === cell.level);
  return faults.find(({ arm }) => arm === left || arm === right)?.reason;
}

function printSite({ task, level, contrast: { is, target } }: SiteKey): string {
  return JSON.stringify([task, level, is, target]);
}
