import type { ChunkResult, Contrast, Work } from '../core/plan.js';

/** Notes at which positions compression changed the answer, per pass, task and level: what a diagnosis looks at first. */
export class Changes {
  private readonly noted = new Map<string, Set<number>>();
  private readonly contrast: number;

  constructor(private readonly work: Work) {
    this.contrast = work.contrasts.findIndex(isOwn);
  }

  note(result: ChunkResult): void {
    const chunk = this.work.chunks[result.chunk];
    const pass = this.work.passes[chunk?.pass ?? -1];
    if (chunk === undefined || pass === undefined) return;
    for (const [row, { cells }] of result.rows.entries()) {
      for (const { task, level, evidence } of cells) {
        if (!evidence[this.contrast]) continue;
        const key = keyOf(chunk.pass, pass.tasks[task]?.name ?? '', pass.levels[level]?.name ?? '');
        const positions = this.noted.get(key) ?? new Set<number>();
        this.noted.set(key, positions.add(chunk.from + row));
      }
    }
  }

  /** Positions of the pass's order. */
  readonly at = (pass: number, task: string, level: string): ReadonlySet<number> =>
    this.noted.get(keyOf(pass, task, level)) ?? new Set();
}

/** Baseline against compressed, both on the reference: arms 0 and 1. */
function isOwn({ left, right }: Contrast): boolean {
  return left === 0 && right === 1;
}

function keyOf(pass: number, task: string, level: string): string {
  return JSON.stringify([pass, task, level]);
}
