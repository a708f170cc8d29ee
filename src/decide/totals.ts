import { finding, type Finding } from '../core/fault.js';
import type { Cell, ChunkResult, Contrast, Pass, SampleRow, Work } from '../core/plan.js';
import type { Slice } from '../core/report.js';
import type { Task } from '../core/task.js';
import { Scene } from './scene.js';
import { Witnesses, type Witness } from './witnesses.js';

/** Where a scene was measured. */
export interface SceneKey {
  readonly task: string;
  readonly level: string;
  readonly contrast: Contrast;
  readonly slice: Slice;
}

/** Adds chunks up, in chunk order: equal chunks give equal bits, whoever evaluated them. */
export class Totals {
  /** Faulty samples with their reason, at most one entry a sample. */
  readonly faults: { sample: string; reason: Finding }[] = [];
  readonly witnesses: Witnesses;
  readonly unprotected: { task: string; level: string; sample: string }[] = [];
  faulty = 0;
  private readonly scenes = new Map<string, { key: SceneKey; scene: Scene }>();
  private readonly seconds = new Map<string, number>();

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
    this.addSeconds(pass, result);
    result.rows.forEach((row, index) => {
      const unit = pass.units[chunk.from + index] ?? 0;
      this.addRow(pass, row, { pass: chunk.pass, unit });
    });
  }

  /** undefined: nothing was seen there. */
  scene(key: SceneKey): Scene | undefined {
    return this.scenes.get(printKey(key))?.scene;
  }

  /** The values of a field seen in a scene, in byte order. */
  values(key: Omit<SceneKey, 'slice'>, field: string): string[] {
    const found: string[] = [];
    for (const { key: seen } of this.scenes.values()) {
      if (
        seen.slice?.field === field &&
        printKey({ ...seen, slice: null }) === printKey({ ...key, slice: null })
      ) {
        found.push(seen.slice.value);
      }
    }
    return found.sort((one, other) => (one < other ? -1 : 1));
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
    const level = pass.levels[cell.level];
    if (planned === undefined || level === undefined) throw new Error('a cell of no task or level');
    const slices = planned.slices.flatMap((field): Slice[] => {
      const value = row.slices.get(field);
      return value === undefined ? [] : [{ field, value }];
    });
    this.work.contrasts.forEach((contrast, position) => {
      for (const slice of [null, ...slices]) {
        const key = { task: planned.name, level: level.name, contrast, slice };
        this.addSeen(this.sceneOf(key, pass, cell.task), row, { cell, contrast, position, unit: at.unit });
      }
      if (position === 0)
        this.noteUnprotected(planned.name, {
          level: level.name,
          row,
          cell,
          task: this.tasks[at.pass]?.[cell.task],
        });
      const evidence = cell.evidence[position];
      const task = this.tasks[at.pass]?.[cell.task];
      if (evidence && task) {
        const pair = cell.pairs[position] ?? null;
        this.witnesses.add(
          { task: planned.name, level: level.name, contrast, sample: row.id, evidence },
          task,
          pair,
        );
      }
    });
  }

  /** A guardrail's case that baseline already gets wrong can't be lost any more. */
  private noteUnprotected(
    name: string,
    at: { level: string; row: SampleRow; cell: Cell; task: Task | undefined },
  ): void {
    const form = at.task?.measures[at.task.score]?.form;
    const kept = at.cell.kept[0] ?? null;
    if (!this.guardrails.has(name) || form?.is !== 'rate' || kept === null || form.hit(kept) !== false)
      return;
    this.unprotected.push({ task: name, level: at.level, sample: at.row.id });
  }

  private addSeen(
    scene: Scene,
    row: SampleRow,
    at: { cell: Cell; contrast: Contrast; position: number; unit: number },
  ): void {
    const { cell, contrast, position, unit } = at;
    const pair = cell.pairs[position] ?? null;
    const [left, right] = [cell.kept[contrast.left] ?? null, cell.kept[contrast.right] ?? null];
    if (pair === null || left === null || right === null) {
      scene.miss(cell.fault ?? armReason(row, cell, contrast));
      return;
    }
    const degenerate = {
      left: cell.degenerate[contrast.left] === true,
      right: cell.degenerate[contrast.right] === true,
    };
    if (degenerate.left) {
      scene.degenerate.left += 1;
      scene.miss(finding('BASELINE_DEGENERATE', { count: 1 }));
      return;
    }
    if (degenerate.right) scene.degenerate.right += 1;
    scene.add({ unit, left, right, pair, degenerate });
  }

  private sceneOf(key: SceneKey, pass: Pass, position: number): Scene {
    const printed = printKey(key);
    const known = this.scenes.get(printed);
    if (known) return known.scene;
    const task = this.tasks[this.work.passes.indexOf(pass)]?.[position];
    if (task === undefined) throw new Error(`no task ${key.task}`);
    const units = key.slice === null ? (pass.units.at(-1) ?? 0) + 1 : 1;
    const scene = new Scene(task, units);
    this.scenes.set(printed, { key, scene });
    return scene;
  }
}

/** Why an arm of the contrast has no answer at the cell's level. */
function armReason(row: SampleRow, cell: Cell, { left, right }: Contrast): Finding | undefined {
  const faults = row.armFaults.filter(({ level }) => level === cell.level);
  return faults.find(({ arm }) => arm === left || arm === right)?.reason;
}

/** Users' names are parts of one printed key, so that none can pass for another's. */
function printKey({ task, level, contrast, slice }: SceneKey): string {
  return JSON.stringify([
    task,
    level,
    contrast.is,
    contrast.target,
    slice?.field ?? null,
    slice?.value ?? null,
  ]);
}
