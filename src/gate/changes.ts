import { createTask, type Kinds } from '../core/kinds.js';
import type { ChunkResult, Contrast, Work } from '../core/plan.js';
import { flipOf } from '../decide/witnesses.js';
import type { Change } from '../diagnose/subject.js';

/** Notes at which positions compression changed the answer, per pass, task and level: what a diagnosis looks at first. */
export class Changes {
  private readonly noted = new Map<string, Map<number, Change>>();
  private readonly contrast: number;
  private readonly tasks;

  constructor(
    kinds: Kinds,
    private readonly work: Work,
  ) {
    this.contrast = work.contrasts.findIndex(isOwn);
    this.tasks = work.passes.map((pass) => pass.tasks.map((task) => createTask(kinds, task)));
  }

  note(result: ChunkResult): void {
    const chunk = this.work.chunks[result.chunk];
    const pass = this.work.passes[chunk?.pass ?? -1];
    if (chunk === undefined || pass === undefined) return;
    for (const [row, { id, cells }] of result.rows.entries()) {
      for (const { task, level, evidence, pairs } of cells) {
        const kind = this.tasks[chunk.pass]?.[task];
        if (!evidence[this.contrast] || kind === undefined) continue;
        const key = keyOf(chunk.pass, pass.tasks[task]?.name ?? '', pass.levels[level]?.name ?? '');
        const positions = this.noted.get(key) ?? new Map<number, Change>();
        const change = { sample: id, flip: flipOf(kind, pairs[this.contrast] ?? null) };
        this.noted.set(key, positions.set(chunk.from + row, change));
      }
    }
  }

  /** By position of the pass's order. */
  readonly at = (pass: number, task: string, level: string): ReadonlyMap<number, Change> =>
    this.noted.get(keyOf(pass, task, level)) ?? new Map();
}

/** Baseline against compressed, both on the reference: arms 0 and 1. */
function isOwn({ left, right }: Contrast): boolean {
  return left === 0 && right === 1;
}

function keyOf(pass: number, task: string, level: string): string {
  return JSON.stringify([pass, task, level]);
}
