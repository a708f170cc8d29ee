import { finding, type Finding } from '../core/fault.js';
import type { Contrast, Pass, PlannedTask, Work } from '../core/plan.js';
import type { ReportedNovelty, ReportedParting } from '../core/report.js';
import type { Role } from './rows.js';
import { pairMetric } from './rows.js';
import type { Scene } from './scene.js';
import type { Totals } from './totals.js';

/** What novelty is judged from. */
export interface Seen {
  readonly work: Work;
  readonly totals: Totals;
  readonly roleOf: (task: string) => Role;
}

/** A task with the pass it belongs to. */
interface Placed {
  readonly pass: Pass;
  readonly task: PlannedTask;
}

/** Every novel task at each of its levels, beside each primary task of the same models and kind. */
export function noveltyRows(seen: Seen): ReportedNovelty[] {
  const compression = seen.work.contrasts.filter(({ is }) => is === 'compression');
  return placed(seen, 'novel').flatMap((novel) => {
    const others = placed(seen, 'primary').filter((primary) => isComparable(novel, primary));
    return levelsOf(novel).flatMap((level) =>
      compression.flatMap((contrast) => rowsAt(seen, { novel, others, level, contrast })),
    );
  });
}

function placed({ work, roleOf }: Seen, role: Role): Placed[] {
  return work.passes.flatMap((pass) =>
    pass.tasks.flatMap((task) => (roleOf(task.name) === role ? [{ pass, task }] : [])),
  );
}

function isComparable(one: Placed, other: Placed): boolean {
  const digests = ({ pass: { models } }: Placed): string =>
    `${models.baseline.sha256} ${models.compressed.sha256}`;
  const head = ({ task: { kind, readings } }: Placed): string =>
    JSON.stringify([kind, readings.baseline.output, readings.compressed.output]);
  return digests(one) === digests(other) && head(one) === head(other);
}

function levelsOf({ pass, task }: Placed): string[] {
  return task.levels.map((level) => pass.levels[level]?.name ?? '');
}

interface At {
  readonly novel: Placed;
  readonly others: readonly Placed[];
  readonly level: string;
  readonly contrast: Contrast;
}

function rowsAt({ totals }: Seen, { novel, others, level, contrast }: At): ReportedNovelty[] {
  const sceneOf = ({ task }: Placed): Scene | undefined =>
    totals.scene({ task: task.name, level, contrast, slice: null });
  const scene = sceneOf(novel);
  if (scene === undefined || scene.n === 0) return [];
  const at = { task: novel.task.name, level, target: contrast.target, novel: partingOf(scene) };
  const beside = others.flatMap((other) => {
    const ordinary = sceneOf(other);
    return ordinary === undefined || ordinary.n === 0
      ? []
      : [{ ...at, ordinary: { task: other.task.name, ...partingOf(ordinary) } }];
  });
  return beside.length > 0 ? beside : [{ ...at, ordinary: null }];
}

function partingOf(scene: Scene): ReportedParting {
  const rate = (measure: string): { count: number; rate: number } | null => {
    const { count, n } = scene.rates.get(measure)?.get() ?? { count: 0, n: 0 };
    return n === 0 ? null : { count, rate: count / n };
  };
  const value = (measure: string): number | null => pairMetric(scene, measure) ?? null;
  const baseline = value('parted-confidence-baseline');
  const compressed = value('parted-confidence-compressed');
  return {
    n: scene.n,
    disagreement: rate('disagreement'),
    divergence: value('divergence-mean'),
    js: value('js'),
    topLoss: value('top-k-loss'),
    silent: rate('silent-disagreement'),
    confidence: baseline === null || compressed === null ? null : { baseline, compressed },
  };
}

/** Novel samples that a primary task has too: they are told, and change no verdict. */
export function notNovel(seen: Seen): Finding[] {
  const { work, totals } = seen;
  return placed(seen, 'novel').flatMap((novel) =>
    placed(seen, 'primary').flatMap((primary) => {
      const position = ({ pass }: Placed): number => work.passes.indexOf(pass);
      const shared = totals.fed.shared(position(novel), position(primary));
      const data = { task: novel.task.name, primary: primary.task.name, ...shared };
      return shared.count > 0 ? [finding('NOVEL_NOT_NOVEL', data)] : [];
    }),
  );
}
