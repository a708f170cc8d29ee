import { finding, type Finding } from '../core/fault.js';
import { roleOf, sliceKeys, taskOf, type TaskDraft } from './draft.js';
import { fieldsOf, limitOf, type PolicyKinds } from './kinds.js';
import { roleLimits } from './limits.js';
import { at, entriesOf, textAt, withEntries, withValue, type Entry, type WrittenMap } from './written.js';

export type Obstacle = 'kind' | 'labels' | 'confidence' | 'clean' | 'whole' | 'noiseless';

/** Why a limit cannot be judged in a task; undefined when it can. */
export function obstacle(limit: string, level: string | undefined, task: TaskDraft): Obstacle | undefined {
  if (!task.kind) return undefined;
  const kind = limitOf(task.kind, limit);
  if (!kind) return 'kind';
  if (kind.labels && !task.labelled) return 'labels';
  if (kind.confidence === true && task.readsLabels) return 'confidence';
  const { judge } = kind;
  if (judge.by === 'study' && level === undefined) return 'whole';
  if (judge.by === 'study' && judge.finds === 'sought-flips' && level === 'clean') return 'noiseless';
  return judge.by === 'gap' && level === 'clean' ? 'clean' : undefined;
}

const reasons = {
  kind: 'its kind has no such limit',
  labels: 'its data has no labels',
  confidence: 'its output is read as labels, which have no confidence',
  clean: 'clean would be compared with itself',
  whole: 'it is about a level as a whole',
  noiseless: 'clean has no noise to seek with',
} as const satisfies Record<Obstacle, string>;

export function reasonOf(found: Obstacle): string {
  return reasons[found];
}

/** A merged task without what it inherits and can't use, and a note for each such key. */
export interface Fitted {
  readonly task: WrittenMap;
  readonly notes: readonly Finding[];
}

export function fit(name: string, merged: WrittenMap, kinds: PolicyKinds): Fitted {
  const notes: Finding[] = [];
  const drop = (key: string, why: string, entry: Entry): void => {
    notes.push(finding('DEFAULT_SKIPPED', { task: name, key, why }, entry.at.place, entry.at.through));
  };
  const task = withoutOtherKinds(merged, kinds, drop);
  const draft = taskOf({ key: name, at: task, node: task }, kinds);
  const fittedLevels = withoutUnfit(task, 'levels', { draft, drop, kinds });
  const bounded = new Set(boundedBy(taskOf({ key: name, at: task, node: fittedLevels }, kinds)));
  return { task: withoutUnfit(fittedLevels, 'slices', { draft, drop, kinds, bounded }), notes };
}

type Drop = (key: string, why: string, entry: Entry) => void;

/** Keys of other kinds (`tolerance` in a classification task) that came with the defaults. */
function withoutOtherKinds(task: WrittenMap, kinds: PolicyKinds, drop: Drop): WrittenMap {
  const kind = kinds.tasks.find(({ name }) => name === textAt(task, 'kind'));
  if (!kind) return task;
  const own = fieldsOf(kind.options).properties;
  const isForeign = ({ key }: Entry): boolean =>
    own[key] === undefined &&
    kinds.tasks.some((other) => fieldsOf(other.options).properties[key] !== undefined);
  return without(task, (entry) => {
    const foreign = entry.at.inherited && isForeign(entry);
    if (foreign) drop(entry.key, `its kind has no such key`, entry);
    return foreign;
  });
}

function without(map: WrittenMap, unwanted: (entry: Entry) => boolean): WrittenMap {
  return withEntries(
    map,
    map.entries.filter((entry) => !unwanted(entry)),
  );
}

interface Fit {
  readonly draft: TaskDraft;
  readonly drop: Drop;
  readonly kinds: PolicyKinds;
  /** For slices: the limits that levels bound. */
  readonly bounded?: ReadonlySet<string>;
}

function withoutUnfit(task: WrittenMap, part: 'levels' | 'slices', about: Fit): WrittenMap {
  const groups = at(task, part);
  if (groups?.is !== 'map') return task;
  const fitted = groups.entries.map((group) => fitGroup(group, part, about));
  const kept = fitted.filter((group) => part === 'levels' || !isEmptied(group));
  return withValue(task, part, withEntries(groups, kept));
}

/** An inherited slice of which no limit is left. */
function isEmptied({ at: spot, node }: Entry): boolean {
  return spot.inherited && entriesOf(node).every((entry) => sliceKeys.has(entry.key));
}

function fitGroup(group: Entry, part: 'levels' | 'slices', about: Fit): Entry {
  if (group.node.is !== 'map') return group;
  const level = part === 'levels' ? group.key : undefined;
  const node = without(group.node, (entry) => {
    const why = entry.at.inherited && !sliceKeys.has(entry.key) ? whyNot(entry.key, level, about) : undefined;
    if (why !== undefined) about.drop(`${part}.${group.key}.${entry.key}`, why, entry);
    return why !== undefined;
  });
  return { ...group, node };
}

function whyNot(
  limit: string,
  level: string | undefined,
  { draft, kinds, bounded }: Fit,
): string | undefined {
  if (!kinds.tasks.some((kind) => limitOf(kind, limit))) return undefined; // misspelt: the schema says so
  const found = obstacle(limit, level, draft);
  if (found) return reasonOf(found);
  if (level !== undefined && draft.role === 'guardrail' && limit === roleLimit(draft))
    return 'a guardrail keeps its own';
  return bounded && !bounded.has(limit) ? 'no level bounds it' : undefined;
}

/** The limit that a guardrail has by its role; undefined when its kind has none. */
export function roleLimit({ kind, labelled }: TaskDraft): string | undefined {
  if (!kind) return undefined;
  const wanted = labelled ? [roleLimits.labelled, roleLimits.unlabelled] : [roleLimits.unlabelled];
  return wanted.find((name) => limitOf(kind, name));
}

/** Names of the limits that some level of a task bounds. */
export function boundedBy(task: TaskDraft): readonly string[] {
  const own = task.levels.flatMap((level) => entriesOf(level.node).map(({ key }) => key));
  const byRole = roleOf(textAt(task.node, 'role')) === 'guardrail' ? roleLimit(task) : undefined;
  return byRole === undefined ? own : [...own, byRole];
}
