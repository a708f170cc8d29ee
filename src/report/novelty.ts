import type { Report, ReportedNovelty, ReportedParting } from '../core/report.js';
import type { Unit } from '../core/task.js';
import { figure, figures, withUnit } from './numbers.js';

/** How names are written: as code in Markdown, as they are on a terminal. */
export type Name = (name: string) => string;

/** One line per novel task and level: the same numbers on inputs nobody trained on and on ordinary ones. */
export function noveltyLines({ novelty = [] }: Report, name: Name): readonly string[] {
  const targets = new Set(novelty.map(({ target }) => target));
  return novelty.map((row) => {
    const where = targets.size > 1 ? ` on ${name(row.target)}` : '';
    const facts = factsOf(row, name).join(' · ');
    return `${name(row.task)} at ${name(row.level)}${where}: ${facts}`;
  });
}

function factsOf({ novel, ordinary }: ReportedNovelty, name: Name): readonly string[] {
  const changed = [novel, ordinary].map((parting) => parting?.disagreement?.rate);
  const [here, there] = sideBySide(changed, 'share');
  const beside =
    ordinary === null
      ? `${here} of answers changed on novel inputs; no primary task of these models has this level`
      : `${here} of answers changed on novel inputs, ${there} on ordinary ones (${name(ordinary.task)})`;
  const fact = (what: string, unit: Unit, of: (parting: ReportedParting) => number | undefined): string[] => {
    const values = [of(novel), ordinary === null ? undefined : of(ordinary)];
    if (values[0] === undefined) return [];
    const [left, right] = sideBySide(values, unit);
    return [`${what} ${withUnit(ordinary === null ? left : `${left} against ${right}`, unit)}`];
  };
  return [
    beside,
    ...fact('both confident', 'share', ({ silent }) => silent?.rate),
    ...fact('KL', 'nats', ({ divergence }) => divergence ?? undefined),
    ...fact('JS', 'nats', ({ js }) => js ?? undefined),
    ...fact('top classes lost', 'share', ({ topLoss }) => topLoss ?? undefined),
    ...confidences(novel),
  ];
}

function confidences({ confidence }: ReportedParting): readonly string[] {
  if (confidence === null) return [];
  const shown = (value: number): string => figure(value, 'number');
  return [
    `mean confidence where they part ${shown(confidence.baseline)} (baseline), ${shown(confidence.compressed)} (compressed)`,
  ];
}

/** Two values with the same digits; a dash where there is none. */
function sideBySide(
  [left, right]: readonly (number | undefined)[],
  unit: Unit,
): readonly [left: string, right: string] {
  const present = [left, right].filter((value) => value !== undefined);
  const shown = [...figures(present, unit)];
  const take = (value: number | undefined): string => (value === undefined ? '–' : (shown.shift() ?? '–'));
  return [take(left), take(right)];
}
